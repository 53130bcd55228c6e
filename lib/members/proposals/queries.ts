import { and, asc, eq, gt, isNull } from "drizzle-orm";
import { alias } from "drizzle-orm/pg-core";
import { db } from "@/db/client";
import { member, roleProposal } from "@/db/schema/accounts";
import type { Actor } from "@/lib/core/actor";
import { DomainError } from "@/lib/core/errors";
import { can } from "@/lib/core/policy";
import { lapsedBefore, PROPOSAL_DAYS } from "./model";

export interface RoleProposal {
  id: string;
  memberId: string;
  handle: string;
  displayName: string;
  role: string;
  country: string;
  /** False: the role is to be removed. */
  isGiven: boolean;
  reason: string;
  proposedBy: string;
  proposerName: string;
  proposedAt: Date;
  lapsesAt: Date;
}

/** Lists roles waiting for a second administrator, oldest first; of one member, or all. For administrators. */
export async function listRoleProposals(
  actor: Actor,
  memberId?: string,
  now = new Date(),
): Promise<RoleProposal[]> {
  if (!can(actor, "member.administer")) throw new DomainError("forbidden", "member_administer");
  const proposer = alias(member, "proposer");
  const rows = await db()
    .select({
      id: roleProposal.id,
      memberId: roleProposal.memberId,
      handle: member.handle,
      displayName: member.displayName,
      role: roleProposal.role,
      country: roleProposal.country,
      isGiven: roleProposal.isGiven,
      reason: roleProposal.reason,
      proposedBy: roleProposal.proposedBy,
      proposerName: proposer.displayName,
      proposedAt: roleProposal.proposedAt,
    })
    .from(roleProposal)
    .innerJoin(member, eq(member.id, roleProposal.memberId))
    .innerJoin(proposer, eq(proposer.id, roleProposal.proposedBy))
    .where(
      and(
        isNull(roleProposal.endedAt),
        gt(roleProposal.proposedAt, lapsedBefore(now)),
        memberId ? eq(roleProposal.memberId, memberId) : undefined,
      ),
    )
    .orderBy(asc(roleProposal.proposedAt), asc(roleProposal.id))
    .limit(100);
  const lapsesAt = (at: Date) => new Date(at.getTime() + PROPOSAL_DAYS * 86_400_000);
  return rows.map((row) => ({ ...row, lapsesAt: lapsesAt(row.proposedAt) }));
}
