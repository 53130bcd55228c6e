import { asc, eq, sql } from "drizzle-orm";
import type { Queryable } from "@/db/client";
import { pushSubscription } from "@/db/schema/push";
import type { PersonalData } from "@/lib/core/personal-data";
import { sweep } from "@/lib/core/sweep";

/** Collects since when notifications are shown in the member's browsers, without their addresses and keys. */
async function collectBrowsers(on: Queryable, memberId: string) {
  return {
    notificationsInBrowsers: await on
      .select({ createdAt: pushSubscription.createdAt, sentAt: pushSubscription.sentAt })
      .from(pushSubscription)
      .where(eq(pushSubscription.memberId, memberId))
      .orderBy(asc(pushSubscription.createdAt), asc(pushSubscription.id)),
  };
}

/** Browsers that show notifications; deleted when their session has ended. */
export const PUSH_DATA: PersonalData = {
  collect: collectBrowsers,
  tables: [pushSubscription],
  expire: async ({ tx }) => ({
    pushSubscriptions: await sweep(
      tx,
      sql`delete from push_subscription where id in (select p.id from push_subscription p
        join session s on s.id = p.session_id where s.ended_at is not null limit 2000)`,
    ),
  }),
};
