import { and, eq, isNull } from "drizzle-orm";
import { factorReset } from "@/db/schema/sign-in";
import type { Ctx } from "@/lib/core/ctx";
import { DomainError } from "@/lib/core/errors";
import { newId } from "@/lib/core/id";
import { requireConfirmed } from "@/lib/core/step-up";
import { isOn, lockFactors } from "../factors";

/**
 * Requests the removal of a lost authenticator for its owner, who entered the password but has no code; the
 * sign-in checks that. Returns a pending request if there is one. Throws `not_found` if the member has no
 * second factor.
 */
export async function requestOwnFactorReset(
  ctx: Ctx,
  input: { memberId: string; reason: string },
): Promise<{ factorResetId: string }> {
  ctx.authorize("account.sign-in");
  await lockMemberWithFactor(ctx, input.memberId);
  return openReset(ctx, { ...input, requestedBy: input.memberId, firstApprovedBy: null });
}

/**
 * Requests the same as an administrator whom the member asked in another way and who verified the person; counts as
 * the first of two approvals. Throws `conflict` if a request is pending, `not_found` without a second factor.
 */
export async function startFactorReset(
  ctx: Ctx,
  input: { memberId: string; reason: string },
): Promise<{ factorResetId: string }> {
  await lockMemberWithFactor(ctx, input.memberId);
  ctx.authorize("factor-reset.approve", { memberId: input.memberId, firstApprovedBy: null });
  requireConfirmed(ctx);
  if (await findWaiting(ctx, input.memberId)) throw new DomainError("conflict", "factor_reset_waits");
  return openReset(ctx, {
    ...input,
    requestedBy: ctx.actor?.id ?? null,
    firstApprovedBy: ctx.actor?.id ?? null,
  });
}

/** Locks the member's row, so that there is never more than one pending request. */
async function lockMemberWithFactor(ctx: Ctx, memberId: string): Promise<void> {
  if (!isOn(await lockFactors(ctx, memberId))) throw new DomainError("not_found", "two_factor");
}

async function findWaiting(ctx: Ctx, memberId: string): Promise<{ id: string } | undefined> {
  const [waiting] = await ctx.tx
    .select({ id: factorReset.id })
    .from(factorReset)
    .where(and(eq(factorReset.memberId, memberId), isNull(factorReset.endedAt)));
  return waiting;
}

async function openReset(
  ctx: Ctx,
  input: { memberId: string; reason: string; requestedBy: string | null; firstApprovedBy: string | null },
): Promise<{ factorResetId: string }> {
  const waiting = await findWaiting(ctx, input.memberId);
  if (waiting) {
    ctx.skipAudit("the same request waits already");
    return { factorResetId: waiting.id };
  }
  const factorResetId = newId(ctx.now.getTime());
  await ctx.tx.insert(factorReset).values({ id: factorResetId, ...input, requestedAt: ctx.now });
  await ctx.record("factor-reset.requested", { memberId: input.memberId, factorResetId });
  return { factorResetId };
}
