import { asc, eq, sql } from "drizzle-orm";
import { cleanup } from "@/db/schema/cleanups";
import type { PersonalData } from "@/lib/core/personal-data";
import { sweep } from "@/lib/core/sweep";
import { CLEANUP_KEPT_DAYS } from "./model";

/** Clean-ups of a member: the export has them without the names of moderators. */
export const CLEANUP_DATA: PersonalData = {
  collect: async (on, memberId) => ({
    cleanUps: await on
      .select({ reason: cleanup.reason, at: cleanup.startedAt, undoneAt: cleanup.undoneAt })
      .from(cleanup)
      .where(eq(cleanup.memberId, memberId))
      .orderBy(asc(cleanup.startedAt), asc(cleanup.id)),
  }),
  tables: [cleanup],
  expire: async ({ tx, now }) => ({
    cleanUps: await sweep(
      tx,
      sql`delete from cleanup where id in (select c.id from cleanup c where c.started_at
        < ${new Date(now.getTime() - CLEANUP_KEPT_DAYS * 86_400_000).toISOString()}::timestamptz limit 200)`,
    ),
  }),
};
