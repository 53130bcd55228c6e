import type { Ctx } from "@/lib/core/ctx";
import { DomainError } from "@/lib/core/errors";
import { requireConfirmed } from "@/lib/core/step-up";
import { lockFactors, refuseWhileRequired, removeAuthenticator } from "../factors";
import { endOtherSessions } from "../sessions";

/**
 * Removes the authenticator; recovery codes are removed with the last second factor. Throws `conflict` if
 * there is none, or a role needs it and there is no passkey.
 */
export async function disableTwoFactor(ctx: Ctx): Promise<void> {
  const memberId = ctx.actor?.id ?? "";
  ctx.authorize("account.manage", { memberId });
  requireConfirmed(ctx);
  const factors = await lockFactors(ctx, memberId);
  if (!factors?.totpEnabledAt) throw new DomainError("conflict", "two_factor_off");
  if (!factors.passkeySince) await refuseWhileRequired(ctx, memberId);
  await removeAuthenticator(ctx, memberId);
  await endOtherSessions(ctx, memberId);
  await ctx.record("two-factor.disabled", { memberId });
}
