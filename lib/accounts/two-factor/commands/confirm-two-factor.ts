import { eq } from "drizzle-orm";
import { member } from "@/db/schema/accounts";
import { session } from "@/db/schema/sign-in";
import type { Ctx } from "@/lib/core/ctx";
import { DomainError, invalidFields } from "@/lib/core/errors";
import { requireConfirmed } from "@/lib/core/step-up";
import { stepOf } from "../code";
import type { ConfirmTwoFactor } from "../model";
import { replaceRecoveryCodes } from "../replace-recovery-codes";
import { openSecret } from "../secret";
import { endOtherSessions } from "../sessions";

/** Time during which the form that switched it on can be sent again. */
const AGAIN_MILLISECONDS = 30_000;

/**
 * Turns the second factor on with the authenticator's first code. The current session then has the factor;
 * all others end. Returns the recovery codes, which are shown only once; sending the form twice replaces
 * them. Throws `invalid` for a wrong code, `conflict` if no setup was started.
 */
export async function confirmTwoFactor(
  ctx: Ctx,
  input: ConfirmTwoFactor,
): Promise<{ recoveryCodes: string[] }> {
  const memberId = ctx.actor?.id ?? "";
  ctx.authorize("account.manage", { memberId });
  requireConfirmed(ctx);
  const [row] = await ctx.tx
    .select({ secret: member.totpSecret, enabledAt: member.totpEnabledAt, lastStep: member.totpLastStep })
    .from(member)
    .where(eq(member.id, memberId))
    .for("update");
  const secret = row?.secret ? openSecret(row.secret, memberId) : null;
  const step = secret ? stepOf(secret, input.code, ctx.now, null) : null;
  if (row?.enabledAt) {
    const isJustNow = ctx.now.getTime() - row.enabledAt.getTime() < AGAIN_MILLISECONDS;
    if (!isJustNow || step === null || step !== row.lastStep)
      throw new DomainError("conflict", "two_factor_enabled");
    const recoveryCodes = await replaceRecoveryCodes(ctx, memberId);
    await ctx.record("recovery-codes.made", { memberId });
    return { recoveryCodes };
  }
  if (!secret) throw new DomainError("conflict", "two_factor_not_started");
  if (step === null) throw invalidFields({ code: ["code_wrong"] });

  await ctx.tx
    .update(member)
    .set({ totpEnabledAt: ctx.now, totpLastStep: step })
    .where(eq(member.id, memberId));
  const recoveryCodes = await replaceRecoveryCodes(ctx, memberId);
  await ctx.tx
    .update(session)
    .set({ secondFactorAt: ctx.now })
    .where(eq(session.id, ctx.actor?.sessionId ?? ""));
  await endOtherSessions(ctx, memberId);
  await ctx.record("two-factor.enabled", { memberId });
  return { recoveryCodes };
}
