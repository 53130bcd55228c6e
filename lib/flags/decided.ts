import { and, eq, inArray } from "drizzle-orm";
import type { Queryable } from "@/db/client";
import { flagCase } from "@/db/schema/flags";
import { isAppealable } from "./author";
import { type Appealed, appealOf } from "./queries";

/** Whether the author of a decided thing can appeal, and the appeal that they made. */
export interface Decided {
  mayAppeal: boolean;
  appeal: Appealed | null;
}

/** Finds what authors can do about decisions on their things, by the id of the thing. */
export async function findDecided(
  on: Queryable,
  { kind, ids }: { kind: string; ids: readonly string[] },
  now: Date,
): Promise<ReadonlyMap<string, Decided>> {
  if (ids.length === 0) return new Map();
  const rows = await on
    .select({
      subjectId: flagCase.subjectId,
      state: flagCase.state,
      decidedAt: flagCase.decidedAt,
      appealText: flagCase.appealText,
      appealedAt: flagCase.appealedAt,
      appealOutcome: flagCase.appealOutcome,
      appealReason: flagCase.appealReason,
    })
    .from(flagCase)
    .where(and(eq(flagCase.kind, kind), inArray(flagCase.subjectId, [...ids]), eq(flagCase.state, "upheld")))
    // Of several cases of a thing the newest counts: the map keeps the last.
    .orderBy(flagCase.createdAt, flagCase.id);
  return new Map(
    rows.map((row) => [row.subjectId, { mayAppeal: isAppealable(row, now), appeal: appealOf(row) }]),
  );
}
