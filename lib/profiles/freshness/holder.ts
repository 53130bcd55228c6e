import { and, eq } from "drizzle-orm";
import type { Queryable } from "@/db/client";
import { member } from "@/db/schema/accounts";
import { subselect } from "@/db/subselect";
import type { Actor, Role } from "@/lib/core/actor";

/**
 * Finds a member with all assigned roles, as if signed in with the second factor: the recipient of a reminder,
 * who can confirm a section by its link. Null for a member who can no longer act.
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
