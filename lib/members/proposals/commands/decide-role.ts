import { and, eq } from "drizzle-orm";
import { member, roleGrant, roleProposal } from "@/db/schema/accounts";
import type { Ctx } from "@/lib/core/ctx";
import { DomainError } from "@/lib/core/errors";
import { requireConfirmed } from "@/lib/core/step-up";
import { deleteRole, insertRole } from "../../give-role";
import { requireOtherAdministrator } from "../../lock-administrators";
import type { RevocableRole } from "../../model";
import { lapsedBefore, type OfProposal, type RefuseRole } from "../model";

/**
 * Assigns or removes a role as another administrator proposed, effective at the member's next request. Nobody
 * can confirm their own proposal or one for themselves (`forbidden`). Throws `conflict`: `role_decided` if
 * already decided, `role_proposal_ended` if it is no longer open, `role_proposer_left` if the proposer is no
 * longer an active administrator, `member_inactive` if the member who should get the role is not active.
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
  if (!isGiven && role === "administrator") await requireOtherAdministrator(ctx, memberId);
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

/** Refuses another's proposal with a reason, and notifies the proposer. Throws like `confirmRole`. */
export async function refuseRole(ctx: Ctx, input: RefuseRole): Promise<void> {
  const { row } = await lockProposal(ctx, input.proposalId);
  ctx.authorize("role.confirm", row);
  await refuseEnded(ctx, row);
  await decide(ctx, row.id, "refused", input.refusalReason);
  const { memberId, role, country, isGiven, proposedBy } = row;
  const of = { memberId, role, country, isGiven };
  await ctx.record("role.refused", { ...of, proposalId: row.id, proposedBy, reason: input.refusalReason });
}

/** Withdraws one's own proposal. Throws `conflict` if it is no longer open. */
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

/** Locks the member's row, like every change of roles, and then the proposal. */
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
 * Whether the proposer is still an administrator. Losing that ends their proposals (`end.ts`), except one
 * made at the same moment.
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
