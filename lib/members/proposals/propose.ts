import { and, eq, isNull } from "drizzle-orm";
import { roleProposal } from "@/db/schema/accounts";
import type { Ctx } from "@/lib/core/ctx";
import { DomainError } from "@/lib/core/errors";
import { newId } from "@/lib/core/id";
import type { RoleOf } from "../give-role";
import { lapse } from "./end";

/**
 * Writes down that this administrator wants a role given or taken away, for another one to confirm. The caller has asked the policy
 * and holds the member's row. The same asked for again by the same administrator is one proposal. Throws `conflict` /
 * `role_proposal_waits` where another's waits: that is to be confirmed or refused.
 */
export async function proposeRole(
  ctx: Ctx,
  of: RoleOf & { handle: string; isGiven: boolean; reason: string },
): Promise<void> {
  const { memberId, handle, role, country, isGiven, reason } = of;
  const proposedBy = ctx.actor?.id ?? "";
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
  if (waiting && waiting.proposedBy !== proposedBy) throw new DomainError("conflict", "role_proposal_waits");
  if (waiting) return ctx.skipAudit("the same proposal waits already");
  const proposalId = newId(ctx.now.getTime());
  await ctx.tx
    .insert(roleProposal)
    .values({ id: proposalId, memberId, role, country, isGiven, reason, proposedBy, proposedAt: ctx.now });
  await ctx.record("role.proposed", { memberId, handle, role, country, isGiven, proposalId, reason });
}
