import { and, eq, isNull } from "drizzle-orm";
import { member } from "@/db/schema/accounts";
import { session } from "@/db/schema/sign-in";
import type { Ctx } from "@/lib/core/ctx";
import { DomainError } from "@/lib/core/errors";
import { endOtherSessions } from "../two-factor/sessions";

/** Ends the session that acts; for a visitor nothing is to be done. */
export async function signOut(ctx: Ctx): Promise<void> {
  ctx.authorize("account.sign-in");
  if (!ctx.actor?.sessionId) return ctx.skipAudit("nobody was signed in");
  await end(ctx, ctx.actor.id, ctx.actor.sessionId);
}

/** Ends one of the member's own sessions, at once; no harm when it has ended. Throws `not_found` for another's. */
export async function endSession(ctx: Ctx, input: { sessionId: string }): Promise<void> {
  const memberId = ctx.actor?.id ?? "";
  ctx.authorize("account.manage", { memberId });
  await end(ctx, memberId, input.sessionId);
}

async function end(ctx: Ctx, memberId: string, sessionId: string): Promise<void> {
  const ended = await ctx.tx
    .update(session)
    .set({ endedAt: ctx.now })
    .where(and(eq(session.id, sessionId), eq(session.memberId, memberId), isNull(session.endedAt)))
    .returning({ id: session.id });
  if (ended.length === 0) return leaveEnded(ctx, memberId, sessionId);
  await ctx.record("session.ended", { memberId, sessionId });
}

/** A session of the member's that has ended already, perhaps by this very form sent twice. */
async function leaveEnded(ctx: Ctx, memberId: string, sessionId: string): Promise<void> {
  const [own] = await ctx.tx
    .select({ id: session.id })
    .from(session)
    .where(and(eq(session.id, sessionId), eq(session.memberId, memberId)));
  if (!own) throw new DomainError("not_found", "session");
  ctx.skipAudit("the session has ended already");
}

/** Ends all sessions of the member but the one that acts; answers how many. */
export async function signOutElsewhere(ctx: Ctx): Promise<{ count: number }> {
  const memberId = ctx.actor?.id ?? "";
  ctx.authorize("account.manage", { memberId });
  const count = await endOtherSessions(ctx, memberId);
  await ctx.record("sessions.ended", { memberId, count });
  return { count };
}

/** An administrator ends all sessions of a member; answers how many. Throws `not_found`. */
export async function endMemberSessions(ctx: Ctx, input: { memberId: string }): Promise<{ count: number }> {
  ctx.authorize("member.administer");
  const [row] = await ctx.tx.select({ id: member.id }).from(member).where(eq(member.id, input.memberId));
  if (!row) throw new DomainError("not_found", "member");
  const count = await endOtherSessions(ctx, row.id);
  await ctx.record("sessions.ended", { memberId: row.id, count });
  return { count };
}
