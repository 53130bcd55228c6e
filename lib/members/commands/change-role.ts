import { and, eq } from "drizzle-orm";
import { member, roleGrant } from "@/db/schema/accounts";
import { emailKeyOf } from "@/lib/accounts/model";
import type { Ctx } from "@/lib/core/ctx";
import { DomainError, invalidFields } from "@/lib/core/errors";
import { requireConfirmed } from "@/lib/core/step-up";
import { COUNTRY_CODES } from "@/lib/i18n/country-names";
import { keepAnAdministrator } from "../lock-administrators";
import type { ChangeRole, RevocableRole } from "../model";

/**
 * Gives a role or takes it back; it holds from the member's next request. Nobody changes their own (`forbidden`).
 * Throws `conflict` for the last administrator and for members who may not act, `not_found` for an unknown handle.
 */
export async function changeRole(ctx: Ctx, input: ChangeRole): Promise<void> {
  const target = await lockMember(ctx, eq(member.handle, input.handle));
  ctx.authorize("role.change", { memberId: target.id });
  requireConfirmed(ctx);
  const { role, country, change, roleReason: reason } = input;
  await applyRole(ctx, target, { role, country, isGiven: change === "give", reason });
}

/**
 * The same by the operator, who names the member by address and may leave the reason out. That a member is a member
 * changes nothing.
 */
export async function changeRoleAsOperator(
  ctx: Ctx,
  input: {
    email: string;
    role: RevocableRole | "member";
    country: string | null;
    isGiven: boolean;
    reason?: string | undefined;
  },
): Promise<void> {
  ctx.asSystem("the operator has the machine, and with it every right");
  const target = await lockMember(ctx, eq(member.emailKey, emailKeyOf(input.email) ?? ""));
  const { role, country, isGiven, reason = "" } = input;
  if (role === "member") {
    if (target.state !== "active") throw new DomainError("conflict", "member_inactive");
    ctx.untraced("every member is one");
    return;
  }
  await applyRole(ctx, target, { role, country, isGiven, reason });
}

interface Change {
  role: RevocableRole;
  country: string | null;
  isGiven: boolean;
  reason: string;
}

interface Target {
  id: string;
  handle: string;
  state: string;
}

async function lockMember(ctx: Ctx, which: ReturnType<typeof eq>): Promise<Target> {
  const [target] = await ctx.tx
    .select({ id: member.id, handle: member.handle, state: member.state })
    .from(member)
    .where(which)
    .for("update");
  if (!target || target.state === "erased") throw new DomainError("not_found", "member");
  return target;
}

async function applyRole(ctx: Ctx, target: Target, change: Change): Promise<void> {
  const { role, isGiven, reason } = change;
  const country = role === "focal-point" ? (change.country ?? "") : "";
  if (role === "focal-point" && !COUNTRY_CODES.includes(country))
    throw invalidFields({ country: ["choose"] });
  if (isGiven && target.state !== "active") throw new DomainError("conflict", "member_inactive");
  const changed = isGiven ? await give(ctx, target, role, country) : await take(ctx, target, role, country);
  if (!changed) {
    ctx.untraced("the member's roles are so already");
    return;
  }
  const { id: memberId, handle } = target;
  await ctx.record("role.changed", { memberId, handle, role, country, isGiven, reason });
}

async function give(ctx: Ctx, target: Target, role: RevocableRole, country: string): Promise<boolean> {
  const given = await ctx.tx
    .insert(roleGrant)
    .values({ memberId: target.id, role, country, grantedAt: ctx.now, grantedBy: ctx.actor?.id ?? null })
    // What was earned by edits and is given besides stays, whatever becomes of further edits.
    .onConflictDoUpdate({
      target: [roleGrant.memberId, roleGrant.role, roleGrant.country],
      set: { isEarned: false, grantedAt: ctx.now, grantedBy: ctx.actor?.id ?? null },
      setWhere: eq(roleGrant.isEarned, true),
    })
    .returning({ role: roleGrant.role });
  return given.length > 0;
}

async function take(ctx: Ctx, target: Target, role: RevocableRole, country: string): Promise<boolean> {
  if (role === "administrator") await keepAnAdministrator(ctx, target.id);
  const taken = await ctx.tx
    .delete(roleGrant)
    .where(and(eq(roleGrant.memberId, target.id), eq(roleGrant.role, role), eq(roleGrant.country, country)))
    .returning({ role: roleGrant.role });
  return taken.length > 0;
}
