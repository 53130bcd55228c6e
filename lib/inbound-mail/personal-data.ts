import { sql } from "drizzle-orm";
import { inboundMail } from "@/db/schema/inbound-mail";
import type { PersonalData } from "@/lib/core/personal-data";
import { sweep } from "@/lib/core/sweep";
import { KEPT_DAYS } from "./limits";

/** Mails that wait to be taken; what came of them is data of the page that they answered on. */
export const INBOUND_MAIL_DATA: PersonalData = {
  expire: async ({ tx, now }) => ({
    inboundMails: await sweep(
      tx,
      sql`delete from inbound_mail where id in (select i.id from inbound_mail i
        where i.received_at < ${new Date(now.getTime() - KEPT_DAYS * 86_400_000).toISOString()} limit 100)`,
    ),
  }),
  tables: [inboundMail],
};
