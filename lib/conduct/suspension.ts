import { and, eq, isNull, sql } from "drizzle-orm";
import { type MemberState, member } from "@/db/schema/accounts";
import { type SuspensionEnd, suspension } from "@/db/schema/conduct";
import type { Ctx } from "@/lib/core/ctx";
import { newId } from "@/lib/core/id";
import { closeAppeal, openDecided } from "@/lib/flags";
import { SUSPENSION_CASES } from "./kind";

/** SQL: whether a member in the row `m` may act: active, or suspended until a time that is over. */
export const MAY_ACT = "(m.state = 'active' or (m.state = 'suspended' and m.suspended_until <= now()))";

interface Suspended {
  id: string;
  handle: string;
}

/**
 * Suspends a member, with a case that an appeal is about. Checks no right and ends no session: callers do, and they have
 * locked the member's row.
 */
export async function startSuspension(
  ctx: Ctx,
  { id: memberId, handle, isOfficer }: Suspended & { isOfficer: boolean },
  { reason, until }: { reason: string; until: Date | null },
): Promise<void> {
  await ctx.tx
    .update(member)
    .set({ state: "suspended", suspendedAt: ctx.now, suspendedUntil: until, suspensionReason: reason })
    .where(eq(member.id, memberId));
  // The version before lifts suspensions without ending their row.
  await closeRow(ctx, memberId, { ended: "lifted", endedAt: ctx.now, endedBy: null });
  const id = newId(ctx.now.getTime());
  const byId = ctx.actor?.id ?? null;
  await ctx.tx.insert(suspension).values({ id, memberId, reason, startedAt: ctx.now, until, byId });
  await openDecided(ctx, {
    of: { kind: SUSPENSION_CASES, id, pageId: null, authorIds: [memberId] },
    reason,
    forAdministrators: isOfficer,
  });
  await ctx.record("member.suspended", { memberId, handle, until: until?.toISOString() ?? null });
}

/** Ends a suspension; the member must sign in again. Checks no right; callers have locked the member's row. */
export async function endSuspension(
  ctx: Ctx,
  { id: memberId, handle }: Suspended,
  ended: SuspensionEnd,
  endedAt: Date = ctx.now,
): Promise<void> {
  await ctx.tx
    .update(member)
    .set({ state: "active", suspendedAt: null, suspendedUntil: null, suspensionReason: null })
    .where(eq(member.id, memberId));
  const endedBy = ended === "time" ? null : (ctx.actor?.id ?? null);
  const id = await closeRow(ctx, memberId, { ended, endedAt, endedBy });
  // Nothing is left to decide on once a moderator lifted it. One that only ended by its time may still be taken back.
  if (id && ended === "lifted") await closeAppeal(ctx, { kind: SUSPENSION_CASES, id });
  await ctx.record("member.reinstated", { memberId, handle, ended });
}

async function closeRow(
  { tx }: Ctx,
  memberId: string,
  values: { ended: SuspensionEnd; endedAt: Date; endedBy: string | null },
): Promise<string | null> {
  const [row] = await tx
    .update(suspension)
    .set(values)
    .where(and(eq(suspension.memberId, memberId), isNull(suspension.endedAt)))
    .returning({ id: suspension.id });
  return row?.id ?? null;
}

interface Locked extends Suspended {
  state: string;
  suspendedUntil: Date | null;
}

/** Ends a suspension whose time is over, of a member whose row is locked. Returns whether it did. */
export async function endIfOver(ctx: Ctx, row: Locked): Promise<boolean> {
  const { state, suspendedUntil } = row;
  if (state !== "suspended" || suspendedUntil === null || suspendedUntil > ctx.now) return false;
  await endSuspension(ctx, row, "time", suspendedUntil);
  return true;
}

/** The same for a job at that time. Nothing waits for it: whoever signs in before ends the suspension themselves. */
export async function endDueSuspension(ctx: Ctx, { memberId }: { memberId: string }): Promise<void> {
  ctx.asSystem("time passes for everyone");
  ctx.skipAudit("it may have ended already, or be longer now");
  const [row] = await ctx.tx
    .select({
      id: member.id,
      handle: member.handle,
      state: member.state,
      suspendedUntil: member.suspendedUntil,
    })
    .from(member)
    .where(eq(member.id, memberId))
    .for("update");
  if (row) await endIfOver(ctx, row);
}

/** SQL: the state of a member, `active` again from the moment at which the suspension is over. */
export const STATE_NOW = sql<MemberState>`case when ${member.state} = 'suspended'
  and ${member.suspendedUntil} <= now() then 'active' else ${member.state} end`;
