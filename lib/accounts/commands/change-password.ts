import { and, eq, isNull } from "drizzle-orm";
import { member } from "@/db/schema/accounts";
import { session } from "@/db/schema/sign-in";
import type { Ctx } from "@/lib/core/ctx";
import { endAccess } from "../end-access";
import type { CheckedConfirmation, PreparedChange } from "../prepare-password";
import { revokeTokens } from "../token";

/** Whether the password was right. A wrong one is recorded, so it is a result, not an error. */
export interface Confirmed {
  isRight: boolean;
}

/** Sets a new password. All other sessions and all tokens end; the current session continues as confirmed. */
export async function changePassword(ctx: Ctx, input: PreparedChange): Promise<Confirmed> {
  const memberId = ctx.actor?.id ?? "";
  ctx.authorize("account.manage", { memberId });
  if (!input.isRight || !(await holds(ctx, memberId, input.oldHash))) return refuse(ctx, memberId);
  await ctx.tx.update(member).set({ passwordHash: input.newHash }).where(eq(member.id, memberId));
  await markConfirmed(ctx);
  await revokeTokens(ctx.tx, memberId, ["reset", "setup"], ctx.now);
  await endAccess(ctx, memberId);
  await ctx.record("password.changed", { memberId });
  return { isRight: true };
}

/** Records that the password was entered again, which allows sensitive actions for ten minutes (`requireConfirmed`). */
export async function confirmSession(ctx: Ctx, input: CheckedConfirmation): Promise<Confirmed> {
  const memberId = ctx.actor?.id ?? "";
  ctx.authorize("account.manage", { memberId });
  if (!input.isRight || !(await holds(ctx, memberId, input.oldHash))) return refuse(ctx, memberId);
  await markConfirmed(ctx);
  ctx.skipAudit("a password given again changes nothing by itself");
  return { isRight: true };
}

/** Checks that the compared hash is still the member's. */
async function holds(ctx: Ctx, memberId: string, hash: string | null): Promise<boolean> {
  const [row] = await ctx.tx
    .select({ hash: member.passwordHash })
    .from(member)
    .where(eq(member.id, memberId))
    .for("update");
  return row?.hash != null && row.hash === hash;
}

async function refuse(ctx: Ctx, memberId: string): Promise<Confirmed> {
  await ctx.record("sign-in.refused", { memberId, reason: "confirmation" });
  return { isRight: false };
}

async function markConfirmed(ctx: Ctx): Promise<void> {
  await ctx.tx
    .update(session)
    .set({ confirmedAt: ctx.now })
    .where(and(eq(session.id, ctx.actor?.sessionId ?? ""), isNull(session.endedAt)));
}
