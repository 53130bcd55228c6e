import { sql } from "drizzle-orm";
import type { Tx } from "@/db/client";
import { sweep } from "@/lib/core/sweep";
import { MESSAGE_DAYS } from "./model";

/** Deletes expired messages, but not while a report is open or within the same time after its decision. */
export function removeOldMemberMessages(tx: Tx, now: Date): Promise<number> {
  const before = new Date(now.getTime() - MESSAGE_DAYS * 86_400_000).toISOString();
  return sweep(
    tx,
    sql`delete from member_message where id in (
      select id from member_message where created_at < ${before} and report_state is distinct from 'open'
        and (decided_at is null or decided_at < ${before}) limit 2000)`,
  );
}
