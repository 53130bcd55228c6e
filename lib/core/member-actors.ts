import { and, eq, type SQL, sql } from "drizzle-orm";
import type { Queryable } from "@/db/client";
import { member } from "@/db/schema/accounts";
import { subselect } from "@/db/subselect";
import type { Actor, Role } from "./actor";

/**
 * Lists active members as actors with their second factor assumed, to choose whom to notify or offer
 * something to. Their rights are checked again when they act. `order`: columns to sort by; `limit`: maximum
 * number.
 */
export async function listMemberActors(
  on: Queryable,
  where: SQL | undefined,
  { order = [sql`${member.id}`], limit }: { order?: SQL[]; limit?: number } = {},
): Promise<Actor[]> {
  const query = on
    .select({
      id: member.id,
      handle: member.handle,
      displayName: member.displayName,
      locale: member.locale,
      roles: subselect<
        Role[]
      >`array(select distinct g.role from role_grant g where g.member_id = ${member.id})`,
      focalCountries: subselect<string[]>`array(select g.country from role_grant g
        where g.member_id = ${member.id} and g.role = 'focal-point')`,
    })
    .from(member)
    .where(and(eq(member.state, "active"), where))
    .orderBy(...order);
  const rows = await (limit === undefined ? query : query.limit(limit));
  return rows.map((row) => ({
    ...row,
    roles: ["member", ...row.roles],
    dormantRoles: [],
    sessionId: null,
    confirmedAt: null,
    scopes: null,
  }));
}
