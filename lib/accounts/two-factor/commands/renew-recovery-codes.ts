import { eq } from "drizzle-orm";
import { member } from "@/db/schema/accounts";
import type { Ctx } from "@/lib/core/ctx";
import { DomainError } from "@/lib/core/errors";
import { requireConfirmed } from "@/lib/core/step-up";
import { replaceRecoveryCodes } from "../replace-recovery-codes";

/** Makes ten new recovery codes; earlier ones work no more. Answers them once. Throws `conflict` without a factor. */
export async function renewRecoveryCodes(ctx: Ctx): Promise<{ recoveryCodes: string[] }> {
  const memberId = ctx.actor?.id ?? "";
  ctx.authorize("account.manage", { memberId });
  requireConfirmed(ctx);
  const [row] = await ctx.tx
    .select({ enabledAt: member.totpEnabledAt })
    .from(member)
    .where(eq(member.id, memberId))
    .for("update");
  if (!row?.enabledAt) throw new DomainError("conflict", "two_factor_off");
  const recoveryCodes = await replaceRecoveryCodes(ctx, memberId);
  await ctx.record("recovery-codes.made", { memberId });
  return { recoveryCodes };
}
