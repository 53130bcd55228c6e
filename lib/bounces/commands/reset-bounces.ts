import { and, eq, gt } from "drizzle-orm";
import { bounceScore } from "@/db/schema/bounces";
import type { Ctx } from "@/lib/core/ctx";

/** Resets the score after the member's address was changed, and so confirmed. */
export async function resetBounces(ctx: Ctx, { memberId }: { memberId: string }): Promise<void> {
  await resetScore(ctx, memberId);
}

/**
 * Sets a score to zero: mails are sent again, and reports about earlier ones do not count. Returns whether there was
 * anything to reset.
 */
async function resetScore({ tx, now }: Ctx, memberId: string): Promise<boolean> {
  const reset = await tx
    .update(bounceScore)
    .set({ score: 0, stoppedAt: null, countsFrom: now })
    .where(and(eq(bounceScore.memberId, memberId), gt(bounceScore.score, 0)))
    .returning({ memberId: bounceScore.memberId });
  return reset.length > 0;
}

/**
 * Sends mails to a member's address again, with a test mail first. Does nothing a second time, so that a double click sends
 * one mail.
 */
export async function tryAddressAgain(ctx: Ctx): Promise<void> {
  const memberId = ctx.actor?.id ?? "";
  ctx.authorize("account.manage", { memberId });
  if (await resetScore(ctx, memberId)) await ctx.record("bounce.reset", { memberId });
  else ctx.skipAudit("the address was tried again before");
}
