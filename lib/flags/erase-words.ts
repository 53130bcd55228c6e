import { and, gte, inArray, isNotNull } from "drizzle-orm";
import type { PgColumn } from "drizzle-orm/pg-core";
import { flag, flagCase } from "@/db/schema/flags";
import type { Ctx } from "@/lib/core/ctx";

/**
 * Erases the words of flags, decisions and appeals about things, since a text of them was written that is purged: they may
 * repeat it. Cases, reasons from the list and decisions stay.
 */
export async function eraseFlagWords({ tx }: Ctx, ids: readonly string[], since: Date): Promise<void> {
  const cases = await tx
    .select({ id: flagCase.id })
    .from(flagCase)
    .where(inArray(flagCase.subjectId, [...ids]))
    .orderBy(flagCase.id)
    .for("no key update");
  if (cases.length === 0) return;
  const these = cases.map(({ id }) => id);
  await tx
    .update(flag)
    .set({ words: "" })
    .where(and(inArray(flag.caseId, these), gte(flag.createdAt, since)));
  const recent = (at: PgColumn) => and(inArray(flagCase.id, these), gte(at, since));
  await tx.update(flagCase).set({ reason: null, law: null }).where(recent(flagCase.decidedAt));
  await tx
    .update(flagCase)
    .set({ appealText: "" })
    .where(and(recent(flagCase.appealedAt), isNotNull(flagCase.appealText)));
  await tx.update(flagCase).set({ appealReason: null }).where(recent(flagCase.appealDecidedAt));
}
