import { and, eq, sql } from "drizzle-orm";
import { db, type Queryable } from "@/db/client";
import { member } from "@/db/schema/accounts";
import { subselect } from "@/db/subselect";
import { OWES_READING, STATE_NOW } from "@/lib/conduct";
import { type Actor, PRIVILEGED_ROLES, type Role } from "@/lib/core/actor";
import type { Locale } from "@/lib/i18n/locales";
import { offeredOr } from "@/lib/i18n/site-words";
import { owesCharter } from "./owes-charter";

/** A member who reads or writes by mail. */
export interface MailActor {
  actor: Actor;
  email: string;
  locale: Locale;
}

/**
 * Finds an active member as they act by mail: without roles that need a second factor, which a mailbox lacks, and without
 * any role until they accept the charter. Null if there is none with an address.
 */
export async function findMailActor(memberId: string, on: Queryable = db()): Promise<MailActor | null> {
  const [row] = await on
    .select({
      id: member.id,
      handle: member.handle,
      displayName: member.displayName,
      email: member.email,
      locale: member.locale,
      owesCharter: sql<boolean>`${sql.raw(owesCharter("member"))}`,
      owesReading: sql<boolean>`${sql.raw(OWES_READING("member"))}`,
      granted: subselect<
        Role[]
      >`array(select distinct g.role from role_grant g where g.member_id = ${member.id} order by g.role)`,
    })
    .from(member)
    .where(and(eq(member.id, memberId), sql`${STATE_NOW} = 'active'`));
  if (!row?.email) return null;
  const { email, owesCharter: owes, owesReading, granted, ...own } = row;
  const inForce = granted.filter((role) => !PRIVILEGED_ROLES.includes(role));
  const actor: Actor = {
    ...own,
    roles: owes || owesReading ? [] : ["member", ...inForce],
    dormantRoles: [],
    focalCountries: [],
    sessionId: null,
    confirmedAt: null,
    scopes: null,
    ...(owes ? { owesCharter: true } : {}),
    ...(owesReading ? { owesReading } : {}),
  };
  return { actor, email, locale: offeredOr(row.locale) };
}
