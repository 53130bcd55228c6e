import { and, desc, eq, gt, isNull } from "drizzle-orm";
import { db } from "@/db/client";
import { application, member, roleGrant } from "@/db/schema/accounts";
import { session } from "@/db/schema/sign-in";
import { type Actor, PRIVILEGED_ROLES } from "@/lib/core/actor";
import { SESSION_LIMITS } from "./actor-queries";
import { RESET_KINDS } from "./prepare-password";
import { findToken, nextOf } from "./token";

export interface SessionRow {
  id: string;
  createdAt: Date;
  lastSeenAt: Date;
  /** Browser from its header; '' if unknown. */
  device: string;
  ip: string | null;
  hasSecondFactor: boolean;
  /** Whether it began with a passkey, alone or after the password. Null if not recorded. */
  isByPasskey: boolean | null;
  isPresent: boolean;
}

/** Lists a member's valid sessions, last used first. */
export async function listSessions(actor: Actor, now: Date = new Date()): Promise<SessionRow[]> {
  const grants = await db()
    .select({ role: roleGrant.role })
    .from(roleGrant)
    .where(eq(roleGrant.memberId, actor.id));
  const isPrivileged = grants.some((grant) => PRIVILEGED_ROLES.some((role) => role === grant.role));
  const limit = isPrivileged ? SESSION_LIMITS.privileged : SESSION_LIMITS.member;
  const before = (seconds: number) => new Date(now.getTime() - seconds * 1000);
  const rows = await db()
    .select({
      id: session.id,
      createdAt: session.createdAt,
      lastSeenAt: session.lastSeenAt,
      device: session.device,
      ip: session.ip,
      secondFactorAt: session.secondFactorAt,
      method: session.method,
    })
    .from(session)
    .where(
      and(
        eq(session.memberId, actor.id),
        isNull(session.endedAt),
        gt(session.lastSeenAt, before(limit.idle)),
        gt(session.createdAt, before(limit.absolute)),
      ),
    )
    .orderBy(desc(session.lastSeenAt), desc(session.id))
    .limit(100);
  return rows.map(({ secondFactorAt, method, ...row }) => ({
    ...row,
    isByPasskey: method === null ? null : method === "passkey",
    hasSecondFactor: secondFactorAt !== null,
    isPresent: row.id === actor.sessionId,
  }));
}

/** Answers given with an address that is not yet confirmed. */
export interface Verification {
  email: string;
  fullName: string;
  country: string | null;
  institution: string | null;
  sector: string | null;
  /** Reason for joining; '' if not asked. */
  reason: string;
  /** Address where the new member continues, unchecked; '' for none. */
  next: string;
}

/** Finds the answers given with an address, for the mail's reader; null for an invalid link. */
export async function findVerification(token: string, now: Date = new Date()): Promise<Verification | null> {
  const found = await findToken(db(), ["verify"], token, now);
  if (!found) return null;
  const [row] = await db()
    .select({
      email: member.email,
      fullName: member.fullName,
      country: member.country,
      institution: member.institution,
      sector: member.sector,
      reason: application.reason,
    })
    .from(member)
    .leftJoin(application, eq(application.memberId, member.id))
    .where(and(eq(member.id, found.memberId), eq(member.state, "unverified")));
  return row ? { ...row, email: row.email ?? "", reason: row.reason ?? "", next: nextOf(found) } : null;
}

/** Checks whether a link can still set a password. */
export async function isResetLinkGood(token: string, now: Date = new Date()): Promise<boolean> {
  return (await findToken(db(), RESET_KINDS, token, now)) !== null;
}

/** Finds what an address link does, and for which address; null if invalid. */
export async function findEmailLink(
  token: string,
  now: Date = new Date(),
): Promise<{ kind: "email-change" | "email-undo"; email: string } | null> {
  const found = await findToken(db(), ["email-change", "email-undo"], token, now);
  if (!found || typeof found.payload.email !== "string") return null;
  return { kind: found.kind as "email-change" | "email-undo", email: found.payload.email };
}
