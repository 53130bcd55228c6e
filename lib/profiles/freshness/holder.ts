import { and, eq } from "drizzle-orm";
import type { Queryable } from "@/db/client";
import { member } from "@/db/schema/accounts";
import { subselect } from "@/db/subselect";
import type { Actor, Role } from "@/lib/core/actor";

/**
 * A member with all roles that they were given, as if the second factor had been shown: to whom a reminder is sent,
 * and who says by its link that a section is still correct. Null for one who may not act any more.
 */
export async function findHolder(memberId: string, on: Queryable): Promise<Actor | null> {
  const [row] = await on
    .select({
      id: member.id,
      handle: member.handle,
      displayName: member.displayName,
      locale: member.locale,
      grants: subselect<
        { role: Role; country: string }[]
      >`coalesce((select json_agg(json_build_object('role', g.role,
        'country', g.country)) from role_grant g where g.member_id = ${member.id}), '[]')`,
    })
    .from(member)
    .where(and(eq(member.id, memberId), eq(member.state, "active")));
  if (!row) return null;
  const { grants, ...own } = row;
  return {
    ...own,
    roles: ["member", ...grants.map(({ role }) => role)],
    focalCountries: grants.flatMap(({ role, country }) => (role === "focal-point" ? [country] : [])),
    dormantRoles: [],
    sessionId: null,
    confirmedAt: null,
    scopes: null,
  };
}
