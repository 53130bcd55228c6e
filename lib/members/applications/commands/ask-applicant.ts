import { eq } from "drizzle-orm";
import { application } from "@/db/schema/accounts";
import type { Ctx } from "@/lib/core/ctx";
import { DomainError } from "@/lib/core/errors";
import { lockForDecision, refuseUnseen } from "../lock-application";
import { logStep } from "../log-step";
import type { AskApplicant } from "../model";

/**
 * Asks an applicant a question before the decision; a mail has the question and a link to answer. Throws
 * `conflict` if the application was decided, or changed since it was read.
 */
export async function askApplicant(ctx: Ctx, input: AskApplicant): Promise<void> {
  const row = await lockForDecision(ctx, input.applicationId);
  ctx.authorize("application.decide", { memberId: row.memberId });
  if (row.state !== "waiting" && row.state !== "asked") throw new DomainError("conflict", "already_decided");
  refuseUnseen(row, input.seen);
  await ctx.tx.update(application).set({ state: "asked" }).where(eq(application.id, row.id));
  await logStep(ctx, row, { kind: "question", text: input.question, byId: ctx.actor?.id ?? null });
  await ctx.record("application.questioned", { memberId: row.memberId, applicationId: row.id });
}
