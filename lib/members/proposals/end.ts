import { and, asc, eq, inArray, isNull, type SQL } from "drizzle-orm";
import { roleProposal } from "@/db/schema/accounts";
import type { Facts } from "@/lib/core/audit";
import type { Ctx } from "@/lib/core/ctx";

/*
 * Steps of `lib/consequences.ts`: proposals that are about nothing any more end with what made them so, quietly.
 */

/** A role was given, in whatever way: nobody needs to confirm it. An administrator is none any more: theirs end. */
export async function endOvertaken(ctx: Ctx, e: Facts["role.changed"]): Promise<void> {
  if (e.isGiven) {
    const isGiven = and(
      eq(roleProposal.memberId, e.memberId),
      eq(roleProposal.role, e.role),
      eq(roleProposal.country, e.country),
    );
    await end(ctx, isGiven, "given");
  } else if (e.role === "administrator") await endProposalsOf(ctx, e);
}

/** Whoever proposed them answers for them no longer: suspended, erased, or no administrator. */
export async function endProposalsOf(ctx: Ctx, { memberId }: { memberId: string }): Promise<void> {
  await end(ctx, eq(roleProposal.proposedBy, memberId), "void");
}

async function end(ctx: Ctx, which: SQL | undefined, outcome: "given" | "void"): Promise<void> {
  const open = await ctx.tx
    .select({ id: roleProposal.id })
    .from(roleProposal)
    .where(and(which, isNull(roleProposal.endedAt)))
    .orderBy(asc(roleProposal.id))
    .for("update");
  if (open.length === 0) return;
  await ctx.tx
    .update(roleProposal)
    .set({ endedAt: ctx.now, outcome })
    .where(
      inArray(
        roleProposal.id,
        open.map(({ id }) => id),
      ),
    );
}
