import { and, eq } from "drizzle-orm";
import { roleGrant } from "@/db/schema/accounts";
import type { Ctx } from "@/lib/core/ctx";
import type { RevocableRole } from "./model";

/** A member's role; `country` for a focal point, else empty. */
export interface RoleOf {
  memberId: string;
  role: RevocableRole;
  country: string;
}

const isGrantOf = ({ memberId, role, country }: RoleOf) =>
  and(eq(roleGrant.memberId, memberId), eq(roleGrant.role, role), eq(roleGrant.country, country));

export async function holdsRole(ctx: Ctx, of: RoleOf): Promise<boolean> {
  const held = await ctx.tx.select({ role: roleGrant.role }).from(roleGrant).where(isGrantOf(of));
  return held.length > 0;
}

/** Inserts a role with who assigned and confirmed it. Returns whether it is new. */
export async function insertRole(
  ctx: Ctx,
  of: RoleOf,
  by: { grantedBy: string | null; confirmedBy: string | null },
): Promise<boolean> {
  const given = await ctx.tx
    .insert(roleGrant)
    .values({ ...of, ...by, grantedAt: ctx.now })
    // An earned role that is also assigned becomes permanent, whatever happens to later edits.
    .onConflictDoUpdate({
      target: [roleGrant.memberId, roleGrant.role, roleGrant.country],
      set: { ...by, isEarned: false, grantedAt: ctx.now },
      setWhere: eq(roleGrant.isEarned, true),
    })
    .returning({ role: roleGrant.role });
  return given.length > 0;
}

/** Removes a role; returns whether the member had it. */
export async function deleteRole(ctx: Ctx, of: RoleOf): Promise<boolean> {
  const taken = await ctx.tx.delete(roleGrant).where(isGrantOf(of)).returning({ role: roleGrant.role });
  return taken.length > 0;
}
