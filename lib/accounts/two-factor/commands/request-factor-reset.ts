import { and, eq, isNull } from "drizzle-orm";
import { factorReset } from "@/db/schema/sign-in";
import type { Ctx } from "@/lib/core/ctx";
import { DomainError } from "@/lib/core/errors";
import { newId } from "@/lib/core/id";
import { requireConfirmed } from "@/lib/core/step-up";
import { isOn, lockFactors } from "../factors";

/**
 * Asks for the removal of a lost authenticator on behalf of its owner, who has given the password but has no code.
 * The sign-in that calls it vouches for that. A request that waits already is answered, not doubled. Throws
 * `not_found` when the member has no second factor.
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
 * The same, started by an administrator who was asked by other means and has checked who asked: that counts as the
 * first of the two approvals. Throws `conflict` when a request waits already, `not_found` without a second factor.
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

/** The member's row is the lock for all requests about the member: two of them never wait side by side. */
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
