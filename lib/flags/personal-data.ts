import { and, arrayContains, asc, eq, isNotNull, sql } from "drizzle-orm";
import { flag, flagCase } from "@/db/schema/flags";
import type { PersonalData } from "@/lib/core/personal-data";
import { sweep } from "@/lib/core/sweep";
import { FLAG_DAYS } from "./limits";

/** Flags: what a member flagged, and what they said against a decision on what they wrote. */
export const FLAG_DATA: PersonalData = {
  async collect(on, memberId) {
    return {
      flags: await on
        .select({
          of: flagCase.kind,
          reason: flag.code,
          words: flag.words,
          state: flagCase.state,
          flaggedAt: flag.createdAt,
          decidedAt: flagCase.decidedAt,
        })
        .from(flag)
        .innerJoin(flagCase, eq(flagCase.id, flag.caseId))
        .where(eq(flag.memberId, memberId))
        .orderBy(asc(flag.createdAt), asc(flag.id)),
      appeals: await on
        .select({
          of: flagCase.kind,
          text: flagCase.appealText,
          appealedAt: flagCase.appealedAt,
          outcome: flagCase.appealOutcome,
        })
        .from(flagCase)
        .where(and(arrayContains(flagCase.authorIds, [memberId]), isNotNull(flagCase.appealText)))
        .orderBy(asc(flagCase.appealedAt), asc(flagCase.id)),
    };
  },
  /** What they said against a decision is erased. Cases without any flag left are deleted. */
  async erase({ tx }, memberId) {
    await tx
      .update(flagCase)
      .set({ appealText: "" })
      .where(and(arrayContains(flagCase.authorIds, [memberId]), isNotNull(flagCase.appealText)));
    await tx.delete(flag).where(eq(flag.memberId, memberId));
    await tx.execute(sql`delete from flag_case c where c.state = 'open'
      and not exists (select 1 from flag f where f.case_id = c.id) and c.hidden_at is null and c.reports = 0`);
  },
  async expire({ tx, now }) {
    const before = new Date(now.getTime() - FLAG_DAYS * 86_400_000).toISOString();
    const flags = await sweep(
      tx,
      sql`delete from flag_case where id in (select c.id from flag_case c
        where c.state <> 'open' and c.decided_at < ${before}::timestamptz
          and (c.appealed_at is null or c.appeal_decided_at < ${before}::timestamptz) limit 1000)`,
    );
    return { flags };
  },
  tables: [flag],
};
