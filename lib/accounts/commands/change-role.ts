import { and, eq, ne } from "drizzle-orm";
import { member, roleGrant } from "@/db/schema/accounts";
import type { Role } from "@/lib/core/actor";
import type { Ctx } from "@/lib/core/ctx";
import { DomainError, invalidFields } from "@/lib/core/errors";
import { requireConfirmed } from "@/lib/core/step-up";
import { COUNTRY_CODES } from "@/lib/i18n/country-names";
import { lockMember } from "../lock-member";

export interface ChangeRole {
  memberId: string;
  role: Exclude<Role, "member">;
  /** ISO alpha-2, for a focal point only; '' else. */
  country: string;
  isGiven: boolean;
}

/**
 * Gives or takes a role; it holds at the member's next request. The operator may, and administrators in a fresh
 * session, never for themselves. Throws `invalid` for a country that is missing or unknown, `conflict` for the last
 * administrator (`last_administrator`) and for members who are not active (`member_not_active`).
 */
export async function changeRole(ctx: Ctx, input: ChangeRole): Promise<void> {
  const row = await lockMember(ctx, input.memberId);
  if (ctx.origin.via === "cli") ctx.asSystem("the operator gives roles");
  else {
    ctx.authorize("role.change", { memberId: row.id });
    requireConfirmed(ctx);
  }
  const { role, isGiven } = input;
  const country = role === "focal-point" ? input.country.toUpperCase() : "";
  if (isGiven) {
    if (row.state !== "active") throw new DomainError("conflict", "member_not_active");
    return grantRole(ctx, { memberId: row.id, handle: row.handle, role, country });
  }
  if (role === "administrator") await refuseLast(ctx, row.id);
  const removed = await ctx.tx
    .delete(roleGrant)
    .where(and(eq(roleGrant.memberId, row.id), eq(roleGrant.role, role), eq(roleGrant.country, country)))
    .returning({ role: roleGrant.role });
  if (removed.length === 0) return ctx.untraced("the role was not held");
  await ctx.record("role.changed", { memberId: row.id, handle: row.handle, role, country, isGiven: false });
}

/** Writes a grant; whoever calls it has asked the policy and locked the member. */
export async function grantRole(
  ctx: Ctx,
  wanted: { memberId: string; handle: string; role: Exclude<Role, "member">; country: string },
): Promise<void> {
  const { memberId, handle, role, country } = wanted;
  if (role === "focal-point" && country === "") throw invalidFields({ country: ["required"] });
  if (country !== "" && !COUNTRY_CODES.includes(country)) throw invalidFields({ country: ["choose"] });
  const given = await ctx.tx
    .insert(roleGrant)
    .values({ memberId, role, country, grantedAt: ctx.now, grantedBy: ctx.actor?.id ?? null })
    .onConflictDoNothing()
    .returning({ role: roleGrant.role });
  if (given.length === 0) return ctx.untraced("the role is held already");
  await ctx.record("role.changed", { memberId, handle, role, country, isGiven: true });
}

/**
 * Refuses what would leave the site without an administrator who may act. All grants of the role are locked, so that
 * two administrators who remove each other at once can't both succeed.
 */
export async function refuseLast(ctx: Ctx, memberId: string): Promise<void> {
  const grants = await ctx.tx
    .select({ memberId: roleGrant.memberId })
    .from(roleGrant)
    .where(eq(roleGrant.role, "administrator"))
    .orderBy(roleGrant.memberId)
    .for("update");
  if (!grants.some((grant) => grant.memberId === memberId)) return;
  const others = await ctx.tx
    .select({ id: member.id })
    .from(roleGrant)
    .innerJoin(member, eq(member.id, roleGrant.memberId))
    .where(and(eq(roleGrant.role, "administrator"), eq(member.state, "active"), ne(member.id, memberId)))
    .limit(1);
  if (others.length === 0) throw new DomainError("conflict", "last_administrator");
}
