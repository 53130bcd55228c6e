import { and, eq, isNull } from "drizzle-orm";
import { member } from "@/db/schema/accounts";
import type { Ctx } from "@/lib/core/ctx";

/**
 * A member whom the single sign-on provider or the operator brought accepts the charter, as everyone does who joins
 * here. The first time counts; again changes nothing.
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
