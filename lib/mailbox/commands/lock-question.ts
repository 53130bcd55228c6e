import { eq } from "drizzle-orm";
import { member } from "@/db/schema/accounts";
import { question } from "@/db/schema/mailbox";
import type { Ctx } from "@/lib/core/ctx";
import { DomainError } from "@/lib/core/errors";
import { seenOf } from "../model";

/** Loads a question and locks it. Throws `not_found`. */
export async function lockQuestion(ctx: Ctx, questionId: string) {
  const [row] = await ctx.tx
    .select({ state: question.state, touchedAt: question.touchedAt, claimedBy: question.claimedBy })
    .from(question)
    .where(eq(question.id, questionId))
    .for("update");
  if (!row) throw new DomainError("not_found", "question");
  return row;
}

/**
 * Throws `conflict` if a question has got words or a state since a form showed it (`question_changed`), or if
 * another administrator takes care of it (`question_claimed`, with the name).
 */
export async function refuseIfOvertaken(
  ctx: Ctx,
  row: { touchedAt: Date; claimedBy: string | null },
  seen: string,
): Promise<void> {
  if (seen !== seenOf(row.touchedAt)) throw new DomainError("conflict", "question_changed");
  if (row.claimedBy === null || row.claimedBy === ctx.actor?.id) return;
  const [by] = await ctx.tx
    .select({ name: member.displayName, state: member.state })
    .from(member)
    .where(eq(member.id, row.claimedBy));
  if (by?.state === "active") throw new DomainError("conflict", "question_claimed", { by: by.name });
}
