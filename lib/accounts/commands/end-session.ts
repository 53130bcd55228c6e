import { and, eq, isNull } from "drizzle-orm";
import { member } from "@/db/schema/accounts";
import { session } from "@/db/schema/sign-in";
import type { Ctx } from "@/lib/core/ctx";
import { DomainError } from "@/lib/core/errors";
import { endOtherSessions } from "../two-factor/sessions";

/** Ends the actor's session; does nothing for a visitor. */
export async function signOut(ctx: Ctx): Promise<void> {
  ctx.authorize("account.sign-in");
  if (!ctx.actor?.sessionId) return ctx.skipAudit("nobody was signed in");
  await end(ctx, ctx.actor.id, ctx.actor.sessionId);
}

/**
 * Ends one of the member's own sessions at once; does nothing if it ended. Throws `not_found` for other
 * members' sessions.
 */
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

/** Accepts a session of the member that has already ended, e.g. because the form was sent twice; else `not_found`. */
async function leaveEnded(ctx: Ctx, memberId: string, sessionId: string): Promise<void> {
  const [own] = await ctx.tx
    .select({ id: session.id })
    .from(session)
    .where(and(eq(session.id, sessionId), eq(session.memberId, memberId)));
  if (!own) throw new DomainError("not_found", "session");
  ctx.skipAudit("the session has ended already");
}

/** Ends all the member's sessions except the current one; returns how many. */
export async function signOutElsewhere(ctx: Ctx): Promise<{ count: number }> {
  const memberId = ctx.actor?.id ?? "";
  ctx.authorize("account.manage", { memberId });
  const count = await endOtherSessions(ctx, memberId);
  await ctx.record("sessions.ended", { memberId, count });
  return { count };
}

/** Ends all sessions of a member, for administrators; returns how many. Throws `not_found`. */
export async function endMemberSessions(ctx: Ctx, input: { memberId: string }): Promise<{ count: number }> {
  ctx.authorize("member.administer");
  const [row] = await ctx.tx.select({ id: member.id }).from(member).where(eq(member.id, input.memberId));
  if (!row) throw new DomainError("not_found", "member");
  const count = await endOtherSessions(ctx, row.id);
  await ctx.record("sessions.ended", { memberId: row.id, count });
  return { count };
}
