import { eq } from "drizzle-orm";
import { member } from "@/db/schema/accounts";
import { emailKeyOf } from "@/lib/accounts/model";
import type { Ctx } from "@/lib/core/ctx";
import { DomainError, invalidFields } from "@/lib/core/errors";
import { requireConfirmed } from "@/lib/core/step-up";
import { COUNTRY_CODES } from "@/lib/i18n/country-names";
import { deleteRole, holdsRole, insertRole, type RoleOf } from "../give-role";
import { requireOtherAdministrator } from "../lock-administrators";
import type { ChangeRole, RevocableRole } from "../model";
import { hasConfirmer, hasThird } from "../proposals/confirmers";
import { needsSecond, needsSecondToTake } from "../proposals/model";
import { proposeRole } from "../proposals/propose";

/** Result. `alone`: assigned at once, as no second administrator could confirm it. */
export type RoleOutcome = "changed" | "proposed" | "alone";

/**
 * Assigns or removes a role, from the member's next request on. Assigning a role with more rights needs a
 * second administrator, if there is one; removing an administrator's role needs one if there is a third.
 * Members cannot change their own roles (`forbidden`). Throws `conflict` for the last administrator, for a role
 * assigned to a member who is not active, and for a pending proposal by someone else; `not_found` for an unknown
 * handle.
 */
export async function changeRole(ctx: Ctx, input: ChangeRole): Promise<{ outcome: RoleOutcome }> {
  const target = await lockMember(ctx, eq(member.handle, input.handle));
  ctx.authorize("role.change", { memberId: target.id });
  requireConfirmed(ctx);
  const { role, change, roleReason: reason } = input;
  const wanted = check(target, { role, country: input.country, isGiven: change === "give", reason });
  const of = { memberId: target.id, role, country: wanted.country };
  const both = [ctx.actor?.id ?? "", target.id];
  if (!(await isForTwo(ctx, of, wanted.isGiven))) {
    await applyRole(ctx, target, wanted);
    return { outcome: "changed" };
  }
  if (wanted.isGiven ? await hasConfirmer(both, ctx.tx) : await hasThird(both, ctx.tx)) {
    await proposeRole(ctx, { ...of, handle: target.handle, isGiven: wanted.isGiven, reason });
    return { outcome: "proposed" };
  }
  await applyRole(ctx, target, { ...wanted, isAlone: true });
  return { outcome: wanted.isGiven ? "alone" : "changed" };
}

/** Whether a change needs two administrators and is not in effect already. */
async function isForTwo(ctx: Ctx, of: RoleOf, isGiven: boolean): Promise<boolean> {
  const isHeld = await holdsRole(ctx, of);
  return isGiven ? needsSecond(of.role) && !isHeld : needsSecondToTake(of.role) && isHeld;
}

/** The same by the operator, at once, by email address; the reason is optional. The role "member" changes nothing. */
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
    ctx.skipAudit("every member is one");
    return;
  }
  await applyRole(ctx, target, check(target, { role, country, isGiven, reason }));
}

interface Change {
  role: RevocableRole;
  /** Empty except for a focal point. */
  country: string;
  isGiven: boolean;
  reason: string;
  isAlone?: true;
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

function check(target: Target, change: Omit<Change, "country"> & { country: string | null }): Change {
  const country = change.role === "focal-point" ? (change.country ?? "") : "";
  if (change.role === "focal-point" && !COUNTRY_CODES.includes(country))
    throw invalidFields({ country: ["choose"] });
  if (change.isGiven && target.state !== "active") throw new DomainError("conflict", "member_inactive");
  return { ...change, country };
}

async function applyRole(ctx: Ctx, target: Target, change: Change): Promise<void> {
  const { role, country, isGiven } = change;
  const of = { memberId: target.id, role, country };
  if (!isGiven && role === "administrator") await requireOtherAdministrator(ctx, target.id);
  const isChanged = isGiven
    ? await insertRole(ctx, of, { grantedBy: ctx.actor?.id ?? null, confirmedBy: null })
    : await deleteRole(ctx, of);
  if (!isChanged) {
    ctx.skipAudit("the member's roles are so already");
    return;
  }
  await ctx.record("role.changed", { ...change, memberId: target.id, handle: target.handle });
}
