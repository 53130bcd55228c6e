import { and, eq, inArray } from "drizzle-orm";
import { member, recoveryCode, roleGrant } from "@/db/schema/accounts";
import { PRIVILEGED_ROLES } from "@/lib/core/actor";
import type { Ctx } from "@/lib/core/ctx";
import { DomainError } from "@/lib/core/errors";
import { requireConfirmed } from "@/lib/core/step-up";
import { endOtherSessions } from "../sessions";

/**
 * Switches the second factor off and forgets its secret and codes. Throws `conflict` while a role is held that needs
 * it (PRODUCT.md section 5), or when there is none.
 */
export async function disableTwoFactor(ctx: Ctx): Promise<void> {
  const memberId = ctx.actor?.id ?? "";
  ctx.authorize("account.manage", { memberId });
  requireConfirmed(ctx);
  const [row] = await ctx.tx
    .select({ enabledAt: member.totpEnabledAt })
    .from(member)
    .where(eq(member.id, memberId))
    .for("update");
  if (!row?.enabledAt) throw new DomainError("conflict", "two_factor_off");
  const held = await ctx.tx
    .select({ role: roleGrant.role })
    .from(roleGrant)
    .where(and(eq(roleGrant.memberId, memberId), inArray(roleGrant.role, [...PRIVILEGED_ROLES])))
    .limit(1);
  if (held.length > 0) throw new DomainError("conflict", "two_factor_required");

  await forgetFactor(ctx, memberId);
  await endOtherSessions(ctx, memberId);
  await ctx.record("two-factor.disabled", { memberId });
}

/** Removes a member's authenticator and recovery codes; whoever calls it has decided that it may go. */
export async function forgetFactor(ctx: Ctx, memberId: string): Promise<void> {
  await ctx.tx
    .update(member)
    .set({ totpSecret: null, totpEnabledAt: null, totpLastStep: null })
    .where(eq(member.id, memberId));
  await ctx.tx.delete(recoveryCode).where(eq(recoveryCode.memberId, memberId));
}
