import { and, eq, isNull } from "drizzle-orm";
import { member } from "@/db/schema/accounts";
import type { Ctx } from "@/lib/core/ctx";

/**
 * Accepts the charter for a member created by single sign-on or the operator, who did not register. Repeating
 * it changes nothing.
 */
export async function acceptCharter(ctx: Ctx): Promise<void> {
  const memberId = ctx.actor?.id ?? "";
  ctx.authorize("account.manage", { memberId });
  const accepted = await ctx.tx
    .update(member)
    .set({ charterAcceptedAt: ctx.now })
    .where(and(eq(member.id, memberId), isNull(member.charterAcceptedAt)))
    .returning({ id: member.id });
  if (accepted.length === 0) return ctx.skipAudit("it was accepted already");
  await ctx.record("charter.accepted", { memberId });
}
