import { and, asc, eq, inArray, isNull, lte, type SQL } from "drizzle-orm";
import { roleProposal } from "@/db/schema/accounts";
import type { Facts } from "@/lib/core/audit";
import type { Ctx } from "@/lib/core/ctx";
import { lapsedBefore } from "./model";

/* Consequences that end proposals which no longer apply, without notices. */

/** Ends proposals after a role was assigned or removed in any way, and those of a former administrator. */
export async function closeOvertaken(ctx: Ctx, e: Facts["role.changed"]): Promise<void> {
  const isDone = and(
    eq(roleProposal.memberId, e.memberId),
    eq(roleProposal.role, e.role),
    eq(roleProposal.country, e.country),
  );
  await end(ctx, isDone, "given");
  if (!e.isGiven && e.role === "administrator") await closeProposalsOf(ctx, e);
}

/** Ends the proposals of a member who was suspended, erased, or is no longer an administrator. */
export async function closeProposalsOf(ctx: Ctx, { memberId }: { memberId: string }): Promise<void> {
  await end(ctx, eq(roleProposal.proposedBy, memberId), "void");
}

/** Ends proposals not confirmed in time, or some of them, and notifies their proposers. Returns how many. */
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
