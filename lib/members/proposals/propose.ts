import { and, eq, isNull } from "drizzle-orm";
import { roleProposal } from "@/db/schema/accounts";
import type { Ctx } from "@/lib/core/ctx";
import { DomainError } from "@/lib/core/errors";
import { newId } from "@/lib/core/id";
import type { RoleOf } from "../give-role";
import { lapse } from "./end";

/**
 * Records a proposal to assign or remove a role, for another administrator to confirm. The caller has checked
 * the policy and locked the member's row. Repeating it returns the same proposal. Throws `conflict` /
 * `role_proposal_waits` if another administrator's is open, which can be confirmed instead. `proposedBy`: the
 * administrator whose invitation was accepted, if not the actor; a proposal that waits already is then enough.
 */
export async function proposeRole(
  ctx: Ctx,
  of: RoleOf & { handle: string; isGiven: boolean; reason: string; proposedBy?: string },
): Promise<void> {
  const { memberId, handle, role, country, isGiven, reason } = of;
  const proposedBy = of.proposedBy ?? ctx.actor?.id ?? "";
  const isSame = and(
    eq(roleProposal.memberId, memberId),
    eq(roleProposal.role, role),
    eq(roleProposal.country, country),
    isNull(roleProposal.endedAt),
  );
  await lapse(ctx, isSame);
  const [waiting] = await ctx.tx
    .select({ proposedBy: roleProposal.proposedBy })
    .from(roleProposal)
    .where(isSame);
  if (waiting && of.proposedBy) return;
  if (waiting && waiting.proposedBy !== proposedBy) throw new DomainError("conflict", "role_proposal_waits");
  if (waiting) return ctx.skipAudit("the same proposal waits already");
  const proposalId = newId(ctx.now.getTime());
  await ctx.tx
    .insert(roleProposal)
    .values({ id: proposalId, memberId, role, country, isGiven, reason, proposedBy, proposedAt: ctx.now });
  await ctx.record("role.proposed", { memberId, handle, role, country, isGiven, proposalId, reason });
}
