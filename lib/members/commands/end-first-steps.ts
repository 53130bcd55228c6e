import { and, eq, isNull } from "drizzle-orm";
import { member } from "@/db/schema/accounts";
import type { Ctx } from "@/lib/core/ctx";

/** Dismisses the first steps: one's own screens no longer link to them. The page stays. */
export async function dismissFirstSteps(ctx: Ctx): Promise<void> {
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
