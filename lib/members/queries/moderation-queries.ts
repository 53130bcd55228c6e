import { and, asc, count, desc, eq, sql } from "drizzle-orm";
import { db, type Queryable } from "@/db/client";
import { member, roleGrant } from "@/db/schema/accounts";
import { STATE_NOW } from "@/lib/conduct";
import type { Actor } from "@/lib/core/actor";
import { DomainError } from "@/lib/core/errors";
import { can } from "@/lib/core/policy";
import { fieldsFor, type ProfileFields } from "../model";
import { PERSONAL } from "../personal-columns";

/** A member for moderators: what officers may see, nothing about the account. */
export interface ModeratedMember {
  id: string;
  handle: string;
  displayName: string;
  state: "active" | "suspended";
  fields: ProfileFields;
  createdAt: Date;
  suspendedAt: Date | null;
  suspendedUntil: Date | null;
  suspensionReason: string | null;
  roles: { role: string; country: string }[];
}

/** A suspended member, with the reason. */
export type SuspendedLine = Pick<
  ModeratedMember,
  "handle" | "displayName" | "suspendedAt" | "suspendedUntil" | "suspensionReason"
>;

const MOST = 100;

const isSuspendedNow = and(eq(member.state, "suspended"), sql`${STATE_NOW} = 'suspended'`);

function refuseOthers(actor: Actor): void {
  if (!can(actor, "member.suspend", { memberId: "", isOfficer: false }))
    throw new DomainError("forbidden", "member_suspend");
}

/** Finds an active or suspended member for moderators; null for any other handle. */
export async function findMemberForModeration(
  actor: Actor,
  handle: string,
  on: Queryable = db(),
): Promise<ModeratedMember | null> {
  refuseOthers(actor);
  const [row] = await on
    .select({
      id: member.id,
      handle: member.handle,
      displayName: member.displayName,
      state: STATE_NOW,
      ...PERSONAL,
      createdAt: member.createdAt,
      suspendedAt: member.suspendedAt,
      suspendedUntil: member.suspendedUntil,
      suspensionReason: member.suspensionReason,
    })
    .from(member)
    .where(eq(member.handle, handle));
  if (!row || (row.state !== "active" && row.state !== "suspended")) return null;
  const roles = await on
    .select({ role: roleGrant.role, country: roleGrant.country })
    .from(roleGrant)
    .where(eq(roleGrant.memberId, row.id))
    .orderBy(asc(roleGrant.role), asc(roleGrant.country));
  const { id, displayName, state, createdAt, suspendedAt, suspendedUntil, suspensionReason } = row;
  const fields = fieldsFor(row, row.visibility, "officers");
  const suspended = { suspendedAt, suspendedUntil, suspensionReason };
  return { id, handle, displayName, state, fields, createdAt, ...suspended, roles };
}

/** Lists suspended members, latest first, at most 100, with their total. */
export async function listSuspended(
  actor: Actor,
  on: Queryable = db(),
): Promise<{ rows: SuspendedLine[]; total: number }> {
  refuseOthers(actor);
  const [rows, [all]] = await Promise.all([
    on
      .select({
        handle: member.handle,
        displayName: member.displayName,
        suspendedAt: member.suspendedAt,
        suspendedUntil: member.suspendedUntil,
        suspensionReason: member.suspensionReason,
      })
      .from(member)
      .where(isSuspendedNow)
      .orderBy(desc(member.suspendedAt), desc(member.id))
      .limit(MOST),
    on.select({ n: count() }).from(member).where(isSuspendedNow),
  ]);
  return { rows, total: all?.n ?? 0 };
}
