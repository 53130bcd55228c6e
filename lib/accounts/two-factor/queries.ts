import { and, asc, count, desc, eq, isNull } from "drizzle-orm";
import { alias } from "drizzle-orm/pg-core";
import { db } from "@/db/client";
import { member, roleGrant } from "@/db/schema/accounts";
import { factorReset, recoveryCode } from "@/db/schema/sign-in";
import { type Actor, PRIVILEGED_ROLES, type Role } from "@/lib/core/actor";
import { DomainError } from "@/lib/core/errors";
import { can } from "@/lib/core/policy";
import { secretAddress } from "./code";
import { openSecret } from "./secret";

export interface TwoFactorState {
  /** Whether there is any second factor: authenticator or passkey. */
  isOn: boolean;
  /** When the authenticator was enabled. */
  enabledAt: Date | null;
  /** A secret was created and awaits its first code. */
  isPending: boolean;
  recoveryCodesLeft: number;
  /** The member's roles that need it; with any, it cannot be turned off. */
  requiredBy: Role[];
}

/** Finds a member's state of two-factor authentication. */
export async function findTwoFactorState(memberId: string): Promise<TwoFactorState> {
  const [row] = await db()
    .select({
      enabledAt: member.totpEnabledAt,
      secret: member.totpSecret,
      passkeySince: member.passkeySince,
    })
    .from(member)
    .where(eq(member.id, memberId));
  const [left] = await db()
    .select({ n: count() })
    .from(recoveryCode)
    .where(and(eq(recoveryCode.memberId, memberId), isNull(recoveryCode.spentAt)));
  const grants = await db()
    .selectDistinct({ role: roleGrant.role })
    .from(roleGrant)
    .where(eq(roleGrant.memberId, memberId));
  return {
    isOn: row?.enabledAt != null || row?.passkeySince != null,
    enabledAt: row?.enabledAt ?? null,
    isPending: row?.secret != null && row.enabledAt === null,
    recoveryCodesLeft: left?.n ?? 0,
    requiredBy: PRIVILEGED_ROLES.filter((role) => grants.some((grant) => grant.role === role)),
  };
}

/**
 * Finds the secret being set up, as text and as the QR code's address; null if none awaits its first code.
 * Never shown again once enabled.
 */
export async function findPendingSecret(
  memberId: string,
): Promise<{ secret: string; address: string } | null> {
  const [row] = await db()
    .select({ secret: member.totpSecret, email: member.email })
    .from(member)
    .where(and(eq(member.id, memberId), isNull(member.totpEnabledAt)));
  const secret = row?.secret ? openSecret(row.secret, memberId) : null;
  return secret ? { secret, address: secretAddress(secret, row?.email ?? "") } : null;
}

export interface OpenFactorReset {
  id: string;
  memberId: string;
  handle: string;
  displayName: string;
  reason: string;
  requestedAt: Date;
  /** Requested by the member, not by an administrator. */
  isOwn: boolean;
  firstApprovedBy: string | null;
  firstApproverName: string | null;
}

/** Lists pending requests to remove a lost authenticator, oldest first; of one member, or all. For administrators. */
export async function listOpenFactorResets(actor: Actor, memberId?: string): Promise<OpenFactorReset[]> {
  if (!can(actor, "member.administer")) throw new DomainError("forbidden", "member_administer");
  const approver = alias(member, "approver");
  const rows = await db()
    .select({
      id: factorReset.id,
      memberId: factorReset.memberId,
      handle: member.handle,
      displayName: member.displayName,
      reason: factorReset.reason,
      requestedAt: factorReset.requestedAt,
      requestedBy: factorReset.requestedBy,
      firstApprovedBy: factorReset.firstApprovedBy,
      firstApproverName: approver.displayName,
    })
    .from(factorReset)
    .innerJoin(member, eq(member.id, factorReset.memberId))
    .leftJoin(approver, eq(approver.id, factorReset.firstApprovedBy))
    .where(and(isNull(factorReset.endedAt), memberId ? eq(factorReset.memberId, memberId) : undefined))
    .orderBy(asc(factorReset.requestedAt), asc(factorReset.id))
    .limit(100);
  return rows.map(({ requestedBy, ...row }) => ({ ...row, isOwn: requestedBy === row.memberId }));
}

/** Finds a member's newest pending request, for the member. */
export async function findOwnFactorReset(
  memberId: string,
): Promise<{ requestedAt: Date; approvals: number } | null> {
  const [row] = await db()
    .select({ requestedAt: factorReset.requestedAt, firstApprovedBy: factorReset.firstApprovedBy })
    .from(factorReset)
    .where(and(eq(factorReset.memberId, memberId), isNull(factorReset.endedAt)))
    .orderBy(desc(factorReset.requestedAt), desc(factorReset.id))
    .limit(1);
  return row ? { requestedAt: row.requestedAt, approvals: row.firstApprovedBy ? 1 : 0 } : null;
}
