import { and, eq, isNull, sql } from "drizzle-orm";
import { member } from "@/db/schema/accounts";
import { session } from "@/db/schema/sign-in";
import { emailKeyOf } from "@/lib/accounts/model";
import { endSuspension, lockByHandle, lockTarget, startSuspension, type Target } from "@/lib/conduct";
import { type SuspendMember, untilOf } from "@/lib/conduct/model";
import type { Ctx } from "@/lib/core/ctx";
import { DomainError } from "@/lib/core/errors";
import { requireOtherAdministrator } from "../lock-administrators";
import type { OfMember } from "../model";

/**
 * Suspends a member at once, for some days or until somebody lifts it: all sessions end, and tokens do not work
 * meanwhile. The reason is stored and mailed to the member. Throws `conflict` for the last administrator and for anyone
 * not active. Also throws it for an administrator while another one whom the actor suspended is still suspended, so that
 * one administrator cannot lock out all others.
 */
export async function suspendMember(ctx: Ctx, input: SuspendMember): Promise<void> {
  const target = await lockByHandle(ctx, input.handle);
  ctx.authorize("member.suspend", { memberId: target.id, isOfficer: target.isOfficer });
  if (target.isAdministrator) await refuseSecondSuspension(ctx, target.id);
  await suspend(ctx, target, {
    reason: input.suspensionReason,
    until: untilOf(ctx.now, input.suspensionDays),
  });
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
      and (m.suspended_until is null or m.suspended_until > ${ctx.now.toISOString()}::timestamptz)
      and (select a.actor_id from audit_entry a where a.subject = m.id::text and a.fact = 'member.suspended'
        order by a.at desc, a.id desc limit 1) = ${ctx.actor?.id ?? null}::uuid`);
  if (rowCount !== 0) throw new DomainError("conflict", "suspends_another_administrator");
}

/** The same by the operator, by email address. It does not end by itself. */
export async function suspendAsOperator(ctx: Ctx, input: { email: string; reason: string }): Promise<void> {
  ctx.asSystem("the operator has the machine, and with it every right");
  const target = await lockTarget(ctx, eq(member.emailKey, emailKeyOf(input.email) ?? ""));
  await suspend(ctx, target, { reason: input.reason, until: null });
}

/** Ends a suspension; the member must sign in again. Throws `conflict` for others. */
export async function reinstateMember(ctx: Ctx, input: OfMember): Promise<void> {
  const target = await lockByHandle(ctx, input.handle);
  ctx.authorize("member.suspend", { memberId: target.id, isOfficer: target.isOfficer });
  if (target.state !== "suspended") throw new DomainError("conflict", "member_not_suspended");
  await endSuspension(ctx, target, "lifted");
}

async function suspend(ctx: Ctx, target: Target, how: { reason: string; until: Date | null }): Promise<void> {
  if (target.state !== "active") throw new DomainError("conflict", "member_inactive");
  await requireOtherAdministrator(ctx, target.id);
  await ctx.tx
    .update(session)
    .set({ endedAt: ctx.now })
    .where(and(eq(session.memberId, target.id), isNull(session.endedAt)));
  await startSuspension(ctx, target, how);
}
