import { and, eq, isNull } from "drizzle-orm";
import { member } from "@/db/schema/accounts";
import type { Ctx } from "@/lib/core/ctx";

/** Puts the first steps away: own screens no longer lead to them. The page itself stays. */
export async function endFirstSteps(ctx: Ctx): Promise<void> {
  const memberId = ctx.actor?.id ?? "";
  ctx.authorize("account.manage", { memberId });
  const changed = await ctx.tx
    .update(member)
    .set({ firstStepsEndedAt: ctx.now })
    .where(and(eq(member.id, memberId), isNull(member.firstStepsEndedAt)))
    .returning({ id: member.id });
  if (changed.length === 0) return ctx.skipAudit("they were put away before");
  await ctx.record("preference.changed", { memberId, name: "first-steps" });
}
