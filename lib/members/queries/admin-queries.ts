import { and, asc, count, desc, eq, exists, gt, inArray, isNull, lt, or, type SQL, sql } from "drizzle-orm";
import { alias } from "drizzle-orm/pg-core";
import { db } from "@/db/client";
import { application, erasure, member, roleGrant } from "@/db/schema/accounts";
import { revision } from "@/db/schema/revisions";
import { session } from "@/db/schema/sign-in";
import { subselect } from "@/db/subselect";
import { hasSecondFactor } from "@/lib/accounts/two-factor";
import { STATE_NOW } from "@/lib/conduct";
import type { Actor, Role } from "@/lib/core/actor";
import { DomainError } from "@/lib/core/errors";
import { cutPage, PAGE_SIZE, type Page } from "@/lib/core/paging";
import { can } from "@/lib/core/policy";
import type { MembersQuery } from "../model";

function refuseOthers(actor: Actor): void {
  if (!can(actor, "member.administer")) throw new DomainError("forbidden", "member_administer");
}

export interface AdminMemberLine {
  id: string;
  handle: string;
  displayName: string;
  email: string | null;
  state: string;
  country: string | null;
  roles: string[];
  createdAt: Date;
  lastSeenAt: Date | null;
}

/** Lists a page of members, newest first, by name, address or handle. For administrators. */
export async function searchMembers(
  actor: Actor,
  query: MembersQuery,
): Promise<Page<AdminMemberLine> & { total: number }> {
  refuseOthers(actor);
  const backwards = query.before !== undefined;
  const filter = filterOf(query);
  const place = query.before
    ? gt(member.id, query.before)
    : query.after
      ? lt(member.id, query.after)
      : undefined;
  const [rows, [all]] = await Promise.all([
    db()
      .select({
        id: member.id,
        handle: member.handle,
        displayName: member.displayName,
        email: member.email,
        state: member.state,
        country: member.country,
        createdAt: member.createdAt,
        lastSeenAt:
          subselect<Date | null>`(select max(s.last_seen_at) from session s where s.member_id = ${member.id})`.mapWith(
            (value: string | null) => (value === null ? null : new Date(value)),
          ),
      })
      .from(member)
      .where(and(filter, place))
      .orderBy(backwards ? asc(member.id) : desc(member.id))
      .limit(PAGE_SIZE + 1),
    db().select({ total: count() }).from(member).where(filter),
  ]);
  const page = cutPage(rows, (row) => row.id, { cursor: query.after, backwards });
  const roles = await rolesOf(page.rows.map((row) => row.id));
  return {
    ...page,
    rows: page.rows.map((row) => ({ ...row, roles: roles.get(row.id) ?? [] })),
    total: all?.total ?? 0,
  };
}

async function rolesOf(memberIds: string[]): Promise<Map<string, string[]>> {
  const rows =
    memberIds.length === 0
      ? []
      : await db()
          .selectDistinct({ memberId: roleGrant.memberId, role: roleGrant.role })
          .from(roleGrant)
          .where(inArray(roleGrant.memberId, memberIds));
  const roles = new Map<string, string[]>();
  for (const row of rows) roles.set(row.memberId, [...(roles.get(row.memberId) ?? []), row.role]);
  return roles;
}

function filterOf(query: MembersQuery): SQL | undefined {
  const pattern = query.q === undefined ? undefined : `%${query.q.replaceAll(/[\\%_]/g, "\\$&")}%`;
  return and(
    query.state ? eq(member.state, query.state) : undefined,
    query.role
      ? exists(
          db()
            .select({ one: sql`1` })
            .from(roleGrant)
            .where(and(eq(roleGrant.memberId, member.id), eq(roleGrant.role, query.role))),
        )
      : undefined,
    pattern
      ? or(
          sql`${member.displayName} ilike ${pattern}`,
          sql`${member.fullName} ilike ${pattern}`,
          sql`${member.handle} ilike ${pattern}`,
          sql`${member.emailKey} ilike ${pattern}`,
        )
      : undefined,
  );
}

/** A member's role. `grantedBy`: null for the operator or the system; `confirmedBy`: the second person. */
export interface AdminRole {
  role: Role;
  country: string;
  grantedAt: Date;
  grantedBy: Giver | null;
  confirmedBy: Giver | null;
}

/** A named administrator; null for a former member. */
export interface Giver {
  name: string | null;
}

export interface AdminMember {
  id: string;
  handle: string;
  displayName: string;
  fullName: string;
  email: string | null;
  state: string;
  country: string | null;
  institution: string | null;
  sector: string | null;
  createdAt: Date;
  verifiedAt: Date | null;
  suspendedAt: Date | null;
  suspendedUntil: Date | null;
  suspensionReason: string | null;
  twoFactorSince: Date | null;
  roles: AdminRole[];
  sessions: number;
  lastSeenAt: Date | null;
  contributions: number;
}

/** Finds one member for administrators; null for an unknown handle. */
export async function findMemberForAdmin(actor: Actor, handle: string): Promise<AdminMember | null> {
  refuseOthers(actor);
  const [row] = await db()
    .select({
      id: member.id,
      handle: member.handle,
      displayName: member.displayName,
      fullName: member.fullName,
      email: member.email,
      state: STATE_NOW,
      country: member.country,
      institution: member.institution,
      sector: member.sector,
      createdAt: member.createdAt,
      verifiedAt: member.verifiedAt,
      suspendedAt: member.suspendedAt,
      suspendedUntil: member.suspendedUntil,
      suspensionReason: member.suspensionReason,
      twoFactorSince: sql<Date | null>`least(${member.totpEnabledAt}, ${member.passkeySince})`.mapWith(
        member.totpEnabledAt,
      ),
    })
    .from(member)
    .where(eq(member.handle, handle));
  if (!row) return null;
  const [roles, [open], [seen], [written]] = await Promise.all([
    listGrantedRoles(row.id),
    db()
      .select({ n: count() })
      .from(session)
      .where(and(eq(session.memberId, row.id), isNull(session.endedAt))),
    db()
      .select({ at: session.lastSeenAt })
      .from(session)
      .where(eq(session.memberId, row.id))
      .orderBy(desc(session.lastSeenAt), desc(session.id))
      .limit(1),
    db().select({ n: count() }).from(revision).where(eq(revision.authorId, row.id)),
  ]);
  return {
    ...row,
    roles,
    sessions: open?.n ?? 0,
    lastSeenAt: seen?.at ?? null,
    contributions: written?.n ?? 0,
  };
}

async function listGrantedRoles(memberId: string): Promise<AdminRole[]> {
  const giver = alias(member, "giver");
  const confirmer = alias(member, "confirmer");
  const rows = await db()
    .select({
      role: sql<Role>`${roleGrant.role}`,
      country: roleGrant.country,
      grantedAt: roleGrant.grantedAt,
      giver: { name: giver.displayName, state: giver.state },
      confirmer: { name: confirmer.displayName, state: confirmer.state },
    })
    .from(roleGrant)
    .leftJoin(giver, eq(giver.id, roleGrant.grantedBy))
    .leftJoin(confirmer, eq(confirmer.id, roleGrant.confirmedBy))
    .where(eq(roleGrant.memberId, memberId))
    .orderBy(roleGrant.role, roleGrant.country);
  return rows.map(({ giver, confirmer, ...role }) => ({
    ...role,
    grantedBy: giverOf(giver),
    confirmedBy: giverOf(confirmer),
  }));
}

const giverOf = (row: { name: string; state: string } | null): Giver | null =>
  row && { name: row.state === "erased" ? null : row.name };

/** Counts members by state and by role. For administrators. */
export async function countMembers(
  actor: Actor,
): Promise<{ byState: Record<string, number>; byRole: Record<string, number>; waiting: number }> {
  refuseOthers(actor);
  const [states, roles, [waiting]] = await Promise.all([
    db().select({ state: member.state, n: count() }).from(member).groupBy(member.state),
    db()
      .select({ role: roleGrant.role, n: sql<number>`count(distinct ${roleGrant.memberId})::int` })
      .from(roleGrant)
      .groupBy(roleGrant.role),
    db().select({ n: count() }).from(application).where(eq(application.state, "waiting")),
  ]);
  return {
    byState: Object.fromEntries(states.map((row) => [row.state, row.n])),
    byRole: Object.fromEntries(roles.map((row) => [row.role, row.n])),
    waiting: waiting?.n ?? 0,
  };
}

/** Lists erasures with their time, to repeat after a restore. For the operator. */
export function listErasures(): Promise<{ memberId: string; at: Date }[]> {
  return db()
    .select({ memberId: erasure.memberId, at: erasure.at })
    .from(erasure)
    .orderBy(asc(erasure.at), asc(erasure.memberId));
}

/** Counts active administrators, and those with the second factor they need. */
export async function countAdministrators(): Promise<{ total: number; withFactor: number }> {
  const [row] = await db()
    .select({
      total: count(),
      withFactor: sql<number>`count(*) filter (where ${hasSecondFactor()})`.mapWith(Number),
    })
    .from(roleGrant)
    .innerJoin(member, eq(member.id, roleGrant.memberId))
    .where(and(eq(roleGrant.role, "administrator"), eq(member.state, "active")));
  return row ?? { total: 0, withFactor: 0 };
}
