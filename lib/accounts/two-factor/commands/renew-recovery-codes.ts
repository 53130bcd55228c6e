import type { Ctx } from "@/lib/core/ctx";
import { DomainError } from "@/lib/core/errors";
import { requireConfirmed } from "@/lib/core/step-up";
import { isOn, lockFactors } from "../factors";
import { replaceRecoveryCodes } from "../replace-recovery-codes";

/** Replaces the recovery codes by ten new ones, returned only once. Throws `conflict` without a factor. */
export async function renewRecoveryCodes(ctx: Ctx): Promise<{ recoveryCodes: string[] }> {
  const memberId = ctx.actor?.id ?? "";
  ctx.authorize("account.manage", { memberId });
  requireConfirmed(ctx);
  if (!isOn(await lockFactors(ctx, memberId))) throw new DomainError("conflict", "two_factor_off");
  const recoveryCodes = await replaceRecoveryCodes(ctx, memberId);
  await ctx.record("recovery-codes.made", { memberId });
  return { recoveryCodes };
}
