import { and, eq, isNull } from "drizzle-orm";
import { member } from "@/db/schema/accounts";
import type { Ctx } from "@/lib/core/ctx";
import { DomainError } from "@/lib/core/errors";
import { requireConfirmed } from "@/lib/core/step-up";
import { newSecret } from "../code";
import { sealSecret } from "../secret";

/**
 * Creates a secret for the member's authenticator, effective after `confirmTwoFactor`. Starting again
 * replaces it. Throws `conflict` if a second factor is in use, `forbidden` without a recently entered
 * password.
 */
export async function startTwoFactor(ctx: Ctx): Promise<void> {
  const memberId = ctx.actor?.id ?? "";
  ctx.authorize("account.manage", { memberId });
  requireConfirmed(ctx);
  const started = await ctx.tx
    .update(member)
    .set({ totpSecret: sealSecret(newSecret(), memberId), totpLastStep: null })
    .where(and(eq(member.id, memberId), isNull(member.totpEnabledAt)))
    .returning({ id: member.id });
  if (started.length === 0) throw new DomainError("conflict", "two_factor_enabled");
  ctx.skipAudit("a secret that no code has confirmed changes nothing yet");
}
