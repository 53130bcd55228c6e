import { eq } from "drizzle-orm";
import { factorReset } from "@/db/schema/sign-in";
import type { Ctx } from "@/lib/core/ctx";
import { DomainError } from "@/lib/core/errors";
import { requireConfirmed } from "@/lib/core/step-up";
import { removeAllFactors } from "../factors";
import { endOtherSessions } from "../sessions";

/**
 * Gives one of the two approvals that remove lost authenticators and passkeys. The second one, by another
 * administrator, removes them with the recovery codes and ends all the member's sessions. Nobody can approve
 * for themselves or twice (`forbidden`). Throws `conflict` if the request ended meanwhile.
 */
export async function approveFactorReset(
  ctx: Ctx,
  input: { factorResetId: string },
): Promise<{ isComplete: boolean }> {
  const row = await lockReset(ctx, input.factorResetId);
  ctx.authorize("factor-reset.approve", row);
  requireConfirmed(ctx);
  if (row.endedAt) throw new DomainError("conflict", "factor_reset_ended");
  const isComplete = row.firstApprovedBy !== null;
  await ctx.tx
    .update(factorReset)
    .set(
      isComplete
        ? { secondApprovedBy: ctx.actor?.id, endedAt: ctx.now, outcome: "approved" }
        : { firstApprovedBy: ctx.actor?.id },
    )
    .where(eq(factorReset.id, input.factorResetId));
  if (isComplete) {
    await removeAllFactors(ctx, row.memberId);
    await endOtherSessions(ctx, row.memberId);
  }
  await ctx.record("factor-reset.approved", {
    memberId: row.memberId,
    factorResetId: input.factorResetId,
    isComplete,
  });
  return { isComplete };
}

/** Ends a request without removing anything: the member found the authenticator, or was an impostor. */
export async function refuseFactorReset(ctx: Ctx, input: { factorResetId: string }): Promise<void> {
  const row = await lockReset(ctx, input.factorResetId);
  ctx.authorize("factor-reset.approve", { memberId: row.memberId, firstApprovedBy: null });
  if (row.endedAt) throw new DomainError("conflict", "factor_reset_ended");
  await ctx.tx
    .update(factorReset)
    .set({ endedAt: ctx.now, outcome: "refused" })
    .where(eq(factorReset.id, input.factorResetId));
  await ctx.record("factor-reset.refused", { memberId: row.memberId, factorResetId: input.factorResetId });
}

async function lockReset(ctx: Ctx, id: string) {
  const [row] = await ctx.tx
    .select({
      memberId: factorReset.memberId,
      firstApprovedBy: factorReset.firstApprovedBy,
      endedAt: factorReset.endedAt,
    })
    .from(factorReset)
    .where(eq(factorReset.id, id))
    .for("update");
  if (!row) throw new DomainError("not_found", "factor_reset");
  return row;
}
