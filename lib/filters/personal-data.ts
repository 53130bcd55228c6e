import { desc, eq, sql } from "drizzle-orm";
import { filterHit } from "@/db/schema/filters";
import type { PersonalData } from "@/lib/core/personal-data";
import { sweep } from "@/lib/core/sweep";
import { HIT_DAYS } from "./model";

/** What filters caught of a member's texts: without the words of the rules, which are secret, and without the texts. */
export const HIT_DATA: PersonalData = {
  collect: async (on, memberId) => ({
    caughtByFilters: await on
      .select({ place: filterHit.place, outcome: filterHit.outcome, at: filterHit.at })
      .from(filterHit)
      .where(eq(filterHit.memberId, memberId))
      .orderBy(desc(filterHit.at), desc(filterHit.id)),
  }),
  tables: [filterHit],
  expire: async ({ tx, now }) => ({
    filterHits: await sweep(
      tx,
      sql`delete from filter_hit where id in (select h.id from filter_hit h
        where h.at < ${new Date(now.getTime() - HIT_DAYS * 86_400_000).toISOString()}::timestamptz limit 2000)`,
    ),
  }),
};
