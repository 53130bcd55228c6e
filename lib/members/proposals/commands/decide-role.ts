import { and, eq } from "drizzle-orm";
import { member, roleGrant, roleProposal } from "@/db/schema/accounts";
import type { Ctx } from "@/lib/core/ctx";
import { DomainError } from "@/lib/core/errors";
import { requireConfirmed } from "@/lib/core/step-up";
import { deleteRole, insertRole } from "../../give-role";
import { keepAnAdministrator } from "../../lock-administrators";
import type { RevocableRole } from "../../model";
import { lapsedBefore, type OfProposal, type RefuseRole } from "../model";

/**
 * Gives a role that another administrator proposed, or takes it away where that was proposed; it holds from the member's next request. Nobody confirms what they
 * proposed themselves, or what is for them (`forbidden`). Throws `conflict`: `role_decided` to the second who decides,
 * `role_proposal_ended` when it waits no longer, `member_inactive`, and `role_proposer_left` when who proposed it is no
 * administrator any more.
 */
export async function confirmRole(ctx: Ctx, input: OfProposal): Promise<{ isGiven: boolean }> {
  const { row, target } = await lockProposal(ctx, input.proposalId);
  ctx.authorize("role.confirm", row);
  requireConfirmed(ctx);
  await refuseEnded(ctx, row);
  if (row.isGiven && target.state !== "active") throw new DomainError("conflict", "member_inactive");
  if (!(await isAdministrator(ctx, row.proposedBy))) throw new DomainError("conflict", "role_proposer_left");
  await decide(ctx, row.id, "confirmed", null);
  const { memberId, country, isGiven, proposedBy, reason } = row;
  const role = row.role as RevocableRole;
  const of = { memberId, role, country };
  if (!isGiven && role === "administrator") await keepAnAdministrator(ctx, memberId);
  const isChanged = isGiven
    ? await insertRole(ctx, of, { grantedBy: proposedBy, confirmedBy: ctx.actor?.id ?? null })
    : await deleteRole(ctx, of);
  if (!isChanged) {
    ctx.skipAudit("the member's roles are so already");
    return { isGiven };
  }
  await ctx.record("role.changed", {
    ...of,
    handle: target.handle,
    isGiven,
    reason,
    proposalId: row.id,
    proposedBy,
  });
  return { isGiven };
}

/** Says no to another's proposal, and why; who proposed it is told. Throws like `confirmRole`. */
export async function refuseRole(ctx: Ctx, input: RefuseRole): Promise<void> {
  const { row } = await lockProposal(ctx, input.proposalId);
  ctx.authorize("role.confirm", row);
  await refuseEnded(ctx, row);
  await decide(ctx, row.id, "refused", input.refusalReason);
  const { memberId, role, country, isGiven, proposedBy } = row;
  const of = { memberId, role, country, isGiven };
  await ctx.record("role.refused", { ...of, proposalId: row.id, proposedBy, reason: input.refusalReason });
}

/** Takes an own proposal back. Throws `conflict` when it waits no longer. */
export async function withdrawRole(ctx: Ctx, input: OfProposal): Promise<void> {
  const { row } = await lockProposal(ctx, input.proposalId);
  ctx.authorize("role.withdraw", row);
  await refuseEnded(ctx, row);
  await decide(ctx, row.id, "withdrawn", null);
  const { memberId, role, country, isGiven } = row;
  await ctx.record("role.withdrawn", { memberId, role, country, isGiven, proposalId: row.id });
}

const PROPOSAL = {
  id: roleProposal.id,
  memberId: roleProposal.memberId,
  role: roleProposal.role,
  country: roleProposal.country,
  isGiven: roleProposal.isGiven,
  reason: roleProposal.reason,
  proposedBy: roleProposal.proposedBy,
  proposedAt: roleProposal.proposedAt,
  endedAt: roleProposal.endedAt,
  decidedBy: roleProposal.decidedBy,
};

/** Holds the member's row, as all who change their roles do, and then the proposal. */
async function lockProposal(ctx: Ctx, id: string) {
  const isIt = eq(roleProposal.id, id);
  const [known] = await ctx.tx.select({ memberId: roleProposal.memberId }).from(roleProposal).where(isIt);
  if (!known) throw new DomainError("not_found", "role_proposal");
  const [target] = await ctx.tx
    .select({ handle: member.handle, state: member.state })
    .from(member)
    .where(eq(member.id, known.memberId))
    .for("update");
  const [row] = await ctx.tx.select(PROPOSAL).from(roleProposal).where(isIt).for("update");
  if (!row || !target) throw new DomainError("not_found", "role_proposal");
  return { row, target };
}

/**
 * Whether who proposed it may still act as an administrator. With that right their proposals end (`end.ts`), but for
 * one that was made in the same moment.
 */
async function isAdministrator(ctx: Ctx, memberId: string): Promise<boolean> {
  const held = await ctx.tx
    .select({ role: roleGrant.role })
    .from(roleGrant)
    .innerJoin(member, eq(member.id, roleGrant.memberId))
    .where(
      and(eq(roleGrant.memberId, memberId), eq(roleGrant.role, "administrator"), eq(member.state, "active")),
    );
  return held.length > 0;
}

async function refuseEnded(
  ctx: Ctx,
  row: { endedAt: Date | null; proposedAt: Date; decidedBy: string | null },
): Promise<void> {
  if (row.endedAt && row.decidedBy) {
    const [by] = await ctx.tx
      .select({ name: member.displayName })
      .from(member)
      .where(eq(member.id, row.decidedBy));
    throw new DomainError("conflict", "role_decided", { by: by?.name ?? "" });
  }
  if (row.endedAt || row.proposedAt <= lapsedBefore(ctx.now))
    throw new DomainError("conflict", "role_proposal_ended");
}

async function decide(
  ctx: Ctx,
  id: string,
  outcome: "confirmed" | "refused" | "withdrawn",
  decisionReason: string | null,
): Promise<void> {
  await ctx.tx
    .update(roleProposal)
    .set({ endedAt: ctx.now, outcome, decidedBy: ctx.actor?.id ?? null, decisionReason })
    .where(eq(roleProposal.id, id));
}
