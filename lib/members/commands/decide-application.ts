import { eq } from "drizzle-orm";
import { application, member } from "@/db/schema/accounts";
import type { Ctx } from "@/lib/core/ctx";
import { DomainError } from "@/lib/core/errors";
import type { DecideApplication } from "../model";

/**
 * Accepts or refuses someone who applied to join; the applicant is told, with the reason. One decision is made, also
 * when two administrators decide at the same moment: the second is told who was first (`conflict`,
 * `already_decided`, `details.by`).
 */
export async function decideApplication(
  ctx: Ctx,
  input: DecideApplication,
): Promise<{ isAccepted: boolean }> {
  const [row] = await ctx.tx
    .select({ memberId: application.memberId, state: application.state, decidedBy: application.decidedBy })
    .from(application)
    .where(eq(application.id, input.applicationId))
    .for("update");
  if (!row || row.state === "unconfirmed") throw new DomainError("not_found", "application");
  ctx.authorize("application.decide", { memberId: row.memberId });
  if (row.state !== "waiting") throw await alreadyDecided(ctx, row.decidedBy);

  const isAccepted = input.decision === "accept";
  await ctx.tx
    .update(application)
    .set({
      state: isAccepted ? "accepted" : "refused",
      decidedBy: ctx.actor?.id ?? null,
      decidedAt: ctx.now,
      decisionReason: input.decisionReason === "" ? null : input.decisionReason,
    })
    .where(eq(application.id, input.applicationId));
  await ctx.tx
    .update(member)
    .set({ state: isAccepted ? "active" : "refused" })
    .where(eq(member.id, row.memberId));
  await ctx.record("application.decided", {
    memberId: row.memberId,
    applicationId: input.applicationId,
    isAccepted,
  });
  return { isAccepted };
}

async function alreadyDecided(ctx: Ctx, decidedBy: string | null): Promise<DomainError> {
  const [decider] = decidedBy
    ? await ctx.tx.select({ name: member.displayName }).from(member).where(eq(member.id, decidedBy))
    : [];
  return new DomainError("conflict", "already_decided", { by: decider?.name ?? "" });
}
