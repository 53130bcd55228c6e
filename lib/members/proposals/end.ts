import { and, asc, eq, inArray, isNull, lte, type SQL } from "drizzle-orm";
import { roleProposal } from "@/db/schema/accounts";
import type { Facts } from "@/lib/core/audit";
import type { Ctx } from "@/lib/core/ctx";
import { lapsedBefore } from "./model";

/*
 * Steps of `lib/consequences/`: proposals that are about nothing any more end with what made them so, quietly.
 */

/** A role was given or taken, in whatever way: nobody needs to confirm it. An administrator is none any more: theirs end. */
export async function endOvertaken(ctx: Ctx, e: Facts["role.changed"]): Promise<void> {
  const isDone = and(
    eq(roleProposal.memberId, e.memberId),
    eq(roleProposal.role, e.role),
    eq(roleProposal.country, e.country),
  );
  await end(ctx, isDone, "given");
  if (!e.isGiven && e.role === "administrator") await endProposalsOf(ctx, e);
}

/** Whoever proposed them answers for them no longer: suspended, erased, or no administrator. */
export async function endProposalsOf(ctx: Ctx, { memberId }: { memberId: string }): Promise<void> {
  await end(ctx, eq(roleProposal.proposedBy, memberId), "void");
}

/** Ends those that nobody confirmed in time, or those of them that are meant; who proposed them is told. Answers how many. */
export async function lapse(ctx: Ctx, which?: SQL): Promise<number> {
  const isPast = lte(roleProposal.proposedAt, lapsedBefore(ctx.now));
  const lapsed = await ctx.tx
    .update(roleProposal)
    .set({ endedAt: ctx.now, outcome: "lapsed" })
    .where(and(which, isPast, isNull(roleProposal.endedAt)))
    .returning({
      proposalId: roleProposal.id,
      memberId: roleProposal.memberId,
      role: roleProposal.role,
      country: roleProposal.country,
      isGiven: roleProposal.isGiven,
      proposedBy: roleProposal.proposedBy,
    });
  for (const one of lapsed) await ctx.record("role.lapsed", one);
  return lapsed.length;
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
