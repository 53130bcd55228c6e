import { and, eq } from "drizzle-orm";
import { member } from "@/db/schema/accounts";
import { bouncedMail, bounceScore } from "@/db/schema/bounces";
import type { Ctx } from "@/lib/core/ctx";
import { type Bounce, daysBefore, RESET_DAYS, STOPS_AT } from "../model";
import type { SentMail } from "../return-address";

/**
 * Counts that a mail to a member did not arrive. A mail counts once, as its worst report: a delay that becomes a failure
 * adds one. Does nothing if the member has another address by now, or if the score was reset after the mail was sent.
 * Returns whether it was counted.
 */
export async function recordBounce(ctx: Ctx, sent: SentMail, bounce: Bounce): Promise<boolean> {
  ctx.asSystem("a mail server returned or refused a mail of this site");
  ctx.skipAudit("unless it is counted, nothing changes");
  const { memberId } = sent;
  const [row] = await ctx.tx
    .select({ email: member.email, state: member.state })
    .from(member)
    .where(eq(member.id, memberId))
    // Before the score, as a change of the address locks them.
    .for("share");
  if (row?.state !== "active" || row.email !== sent.email) return false;
  const score = await lockScore(ctx, memberId);
  if (sent.sentAt < score.countsFrom) return false;
  const added = await store(ctx, sent, bounce);
  if (added === 0) return false;
  const isOver = score.lastAt < daysBefore(ctx.now, RESET_DAYS);
  const sum = (isOver ? 0 : score.score) + added;
  const stoppedBefore = isOver ? null : score.stoppedAt;
  const stops = sum >= STOPS_AT && stoppedBefore === null;
  await ctx.tx
    .update(bounceScore)
    .set({
      score: sum,
      since: isOver || score.score === 0 ? ctx.now : score.since,
      lastAt: ctx.now,
      stoppedAt: stops ? ctx.now : stoppedBefore,
    })
    .where(eq(bounceScore.memberId, memberId));
  await ctx.record("bounce.counted", { memberId, weight: bounce.weight, status: bounce.status });
  if (stops) await ctx.record("bounce.stopped", { memberId });
  return true;
}

/** Finds or makes the row of a member's score, and locks it: bounces that arrive at once are counted one by one. */
async function lockScore({ tx, now }: Ctx, memberId: string) {
  await tx
    .insert(bounceScore)
    .values({ memberId, score: 0, since: now, lastAt: now, countsFrom: new Date(0) })
    .onConflictDoNothing();
  const [row] = await tx
    .select({
      score: bounceScore.score,
      since: bounceScore.since,
      lastAt: bounceScore.lastAt,
      stoppedAt: bounceScore.stoppedAt,
      countsFrom: bounceScore.countsFrom,
    })
    .from(bounceScore)
    .where(eq(bounceScore.memberId, memberId))
    .for("update");
  if (!row) throw new Error("the row of a score was not stored");
  return row;
}

/** Stores a bounce. Returns by how much it is worse than what was stored of its mail. */
async function store({ tx, now }: Ctx, { memberId, mail }: SentMail, bounce: Bounce): Promise<number> {
  const one = and(eq(bouncedMail.memberId, memberId), eq(bouncedMail.mail, mail));
  const [before] = await tx.select({ weight: bouncedMail.weight }).from(bouncedMail).where(one);
  const added = bounce.weight - (before?.weight ?? 0);
  if (added <= 0) return 0;
  if (before)
    await tx
      .update(bouncedMail)
      .set({ ...bounce, at: now })
      .where(one);
  else await tx.insert(bouncedMail).values({ memberId, mail, ...bounce, at: now });
  return added;
}
