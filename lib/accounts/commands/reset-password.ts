import { eq } from "drizzle-orm";
import { member } from "@/db/schema/accounts";
import type { Ctx } from "@/lib/core/ctx";
import { DomainError } from "@/lib/core/errors";
import { recordBrowser } from "../browser";
import { endAccess } from "../end-access";
import { type PreparedReset, RESET_KINDS } from "../prepare-password";
import { revokeTokens, spendToken } from "../token";

/**
 * Sets a password by a reset or setup link. All sessions and tokens end, and the browser counts as known, so
 * that strangers' guesses do not block its owner. Does not sign in, so the second factor is not skipped.
 * Throws `invalid` (`link`). `isFirst`: it was the link of the first administrator.
 */
export async function resetPassword(
  ctx: Ctx,
  input: PreparedReset,
): Promise<{ deviceToken: string; emailKey: string; isFirst: boolean }> {
  ctx.authorize("account.reset");
  const spent = await spendToken(ctx.tx, RESET_KINDS, input.token, ctx.now);
  if (!spent) throw new DomainError("invalid", "link");
  const memberId = spent.memberId;
  const [row] = await ctx.tx
    .update(member)
    .set({ passwordHash: input.passwordHash })
    .where(eq(member.id, memberId))
    .returning({ state: member.state, emailKey: member.emailKey });
  if (row?.state !== "active" && row?.state !== "applied") throw new DomainError("invalid", "link");
  await revokeTokens(ctx.tx, memberId, RESET_KINDS, ctx.now);
  await endAccess(ctx, memberId);
  const { deviceToken } = await recordBrowser(ctx, memberId, input.browser);
  await ctx.record("password.changed", { memberId });
  return { deviceToken, emailKey: row.emailKey ?? "", isFirst: spent.kind === "setup" };
}
