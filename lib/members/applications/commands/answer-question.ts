import { eq } from "drizzle-orm";
import { application } from "@/db/schema/accounts";
import type { Ctx } from "@/lib/core/ctx";
import { DomainError } from "@/lib/core/errors";
import { lockByLink } from "../lock-application";
import { logStep } from "../log-step";
import type { AnswerQuestion } from "../model";

/**
 * Answers an administrator's question by the link in a mail; the application then waits for a decision again.
 * Throws `invalid` (`link`), and `conflict` (`application_settled`) if there is no open question.
 */
export async function answerQuestion(ctx: Ctx, input: AnswerQuestion): Promise<void> {
  ctx.authorize("application.follow");
  const row = await lockByLink(ctx, input.token);
  if (row.state !== "asked") throw new DomainError("conflict", "application_settled");
  await ctx.tx
    .update(application)
    .set({ state: "waiting", changedAt: ctx.now })
    .where(eq(application.id, row.id));
  await logStep(ctx, row, { kind: "answer", text: input.answer, byId: null });
  await ctx.record("application.answered", { memberId: row.memberId, applicationId: row.id });
}
