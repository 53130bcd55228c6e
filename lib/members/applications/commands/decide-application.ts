import { eq } from "drizzle-orm";
import { application, member } from "@/db/schema/accounts";
import type { Ctx } from "@/lib/core/ctx";
import { DomainError } from "@/lib/core/errors";
import { lockForDecision, refuseUnseen } from "../lock-application";
import { logStep } from "../log-step";
import type { DecideApplication } from "../model";

type Decided = "accepted" | "refused" | "reversed";

/**
 * Accepts or refuses an application to join, or accepts a refused one after all; notifies the applicant with
 * the reason. There is one decision, even if two administrators decide at once: for the second it throws
 * `conflict` (`already_decided`) with the name of the first in `details.by`. Only `isReversal` accepts a refused
 * application. Accepting throws `conflict` (`application_changed`) if the applicant changed it since it was read.
 */
export async function decideApplication(ctx: Ctx, input: DecideApplication): Promise<Decided> {
  const row = await lockForDecision(ctx, input.applicationId);
  ctx.authorize("application.decide", { memberId: row.memberId });
  const isReversal = input.isReversal === "yes" && input.decision === "accept";
  const isOpen = isReversal ? row.state === "refused" : row.state === "waiting" || row.state === "asked";
  if (!isOpen) throw await alreadyDecided(ctx, row.decidedBy);
  const isAccepted = input.decision === "accept";
  // Refused applicants can apply again, so changes do not delay a refusal.
  if (isAccepted) refuseUnseen(row, input.seen);

  const byId = ctx.actor?.id ?? null;
  const reason = input.decisionReason === "" ? null : input.decisionReason;
  await ctx.tx
    .update(application)
    .set({
      state: isAccepted ? "accepted" : "refused",
      decidedBy: byId,
      decidedAt: ctx.now,
      decisionReason: reason,
    })
    .where(eq(application.id, row.id));
  await logStep(ctx, row, { kind: isAccepted ? "accepted" : "refused", text: reason, byId });
  await ctx.tx
    .update(member)
    .set({ state: isAccepted ? "active" : "refused" })
    .where(eq(member.id, row.memberId));
  await ctx.record("application.decided", {
    memberId: row.memberId,
    applicationId: row.id,
    isAccepted,
    ...(isReversal ? { isReversal: true } : {}),
  });
  if (isReversal) return "reversed";
  return isAccepted ? "accepted" : "refused";
}

async function alreadyDecided(ctx: Ctx, decidedBy: string | null): Promise<DomainError> {
  const [decider] = decidedBy
    ? await ctx.tx.select({ name: member.displayName }).from(member).where(eq(member.id, decidedBy))
    : [];
  return new DomainError("conflict", "already_decided", { by: decider?.name ?? "" });
}
