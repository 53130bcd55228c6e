import { and, eq, isNull, sql } from "drizzle-orm";
import { member, roleGrant } from "@/db/schema/accounts";
import { session } from "@/db/schema/sign-in";
import { emailKeyOf } from "@/lib/accounts/model";
import type { Ctx } from "@/lib/core/ctx";
import { DomainError } from "@/lib/core/errors";
import { requireOtherAdministrator } from "../lock-administrators";
import { isOfficer, type OfMember, type SuspendMember } from "../model";

/**
 * Suspends a member at once: all sessions end, and tokens do not work meanwhile. The reason is stored and
 * mailed to the member. Throws `conflict` for the last administrator and for anyone not active. Also throws it
 * for an administrator while another one whom the actor suspended is still suspended, so that one administrator
 * cannot lock out all others.
 */
export async function suspendMember(ctx: Ctx, input: SuspendMember): Promise<void> {
  const target = await lockTarget(ctx, eq(member.handle, input.handle));
  ctx.authorize("member.suspend", { memberId: target.id, isOfficer: target.isOfficer });
  if (target.isAdministrator) await refuseSecondSuspension(ctx, target.id);
  await suspend(ctx, target, input.suspensionReason);
}

/**
 * Throws `conflict` if the actor suspended another administrator who is still suspended. It first locks the rows
 * of the administrators (`requireOtherAdministrator`), so that the actor cannot suspend two simultaneously.
 */
async function refuseSecondSuspension(ctx: Ctx, targetId: string): Promise<void> {
  await requireOtherAdministrator(ctx, targetId);
  const { rowCount } = await ctx.tx.execute(sql`
    select 1 from role_grant g join member m on m.id = g.member_id
    where g.role = 'administrator' and m.state = 'suspended' and m.id <> ${targetId}
      and (select a.actor_id from audit_entry a where a.subject = m.id::text and a.fact = 'member.suspended'
        order by a.at desc, a.id desc limit 1) = ${ctx.actor?.id ?? null}::uuid`);
  if (rowCount !== 0) throw new DomainError("conflict", "suspends_another_administrator");
}

/** The same by the operator, by email address. */
export async function suspendAsOperator(ctx: Ctx, input: { email: string; reason: string }): Promise<void> {
  ctx.asSystem("the operator has the machine, and with it every right");
  const target = await lockTarget(ctx, eq(member.emailKey, emailKeyOf(input.email) ?? ""));
  await suspend(ctx, target, input.reason);
}

/** Ends a suspension; the member must sign in again. Throws `conflict` for others. */
export async function reinstateMember(ctx: Ctx, input: OfMember): Promise<void> {
  const target = await lockTarget(ctx, eq(member.handle, input.handle));
  ctx.authorize("member.suspend", { memberId: target.id, isOfficer: target.isOfficer });
  if (target.state !== "suspended") throw new DomainError("conflict", "member_not_suspended");
  await ctx.tx
    .update(member)
    .set({ state: "active", suspendedAt: null, suspensionReason: null })
    .where(eq(member.id, target.id));
  await ctx.record("member.reinstated", { memberId: target.id, handle: target.handle });
}

interface Target {
  id: string;
  handle: string;
  state: string;
  isOfficer: boolean;
  isAdministrator: boolean;
}

async function lockTarget(ctx: Ctx, which: ReturnType<typeof eq>): Promise<Target> {
  const [row] = await ctx.tx
    .select({ id: member.id, handle: member.handle, state: member.state })
    .from(member)
    .where(which)
    .for("update");
  if (!row || row.state === "erased") throw new DomainError("not_found", "member");
  const grants = await ctx.tx
    .select({ role: roleGrant.role })
    .from(roleGrant)
    .where(eq(roleGrant.memberId, row.id));
  return {
    ...row,
    isOfficer: isOfficer(grants),
    isAdministrator: grants.some(({ role }) => role === "administrator"),
  };
}

async function suspend(ctx: Ctx, target: Target, reason: string): Promise<void> {
  if (target.state !== "active") throw new DomainError("conflict", "member_inactive");
  await requireOtherAdministrator(ctx, target.id);
  await ctx.tx
    .update(member)
    .set({ state: "suspended", suspendedAt: ctx.now, suspensionReason: reason })
    .where(eq(member.id, target.id));
  await ctx.tx
    .update(session)
    .set({ endedAt: ctx.now })
    .where(and(eq(session.memberId, target.id), isNull(session.endedAt)));
  await ctx.record("member.suspended", { memberId: target.id, handle: target.handle });
}
