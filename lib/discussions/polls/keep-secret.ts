import { and, asc, eq, lt, type SQL, sql } from "drizzle-orm";
import type { Queryable } from "@/db/client";
import { topic } from "@/db/schema/discussions";
import { poll, pollOption, pollVote } from "@/db/schema/polls";
import type { Ctx } from "@/lib/core/ctx";
import { markStale, scope } from "@/lib/core/versions";

/** Days after which it is forgotten who voted for what in a closed poll. */
export const VOTE_DAYS = 30;

/**
 * Counts the votes that `which` selects (`v`, of a poll `p`) with those that are not stored by member, and deletes them.
 * Returns how many there were.
 */
async function detachVotes({ tx }: Ctx, which: SQL): Promise<number> {
  const { rows } = await tx.execute<{ n: number }>(sql`
    with gone as (
      delete from poll_vote v using poll p where p.id = v.poll_id and p.closed_at is not null and ${which}
      returning v.poll_id, v.position, v.member_id),
    options as (
      update poll_option o set counted = o.counted + g.n
      from (select poll_id, position, count(*)::int as n from gone group by poll_id, position) g
      where o.poll_id = g.poll_id and o.position = g.position),
    polls as (
      update poll p set counted = p.counted + g.n
      from (select poll_id, count(distinct member_id)::int as n from gone group by poll_id) g where p.id = g.poll_id)
    select count(*)::int as n from gone`);
  return rows[0]?.n ?? 0;
}

/** Forgets who voted in polls that were closed long ago; their results stay. Returns how many votes there were. */
export async function detachOldVotes(ctx: Ctx): Promise<number> {
  const before = new Date(ctx.now.getTime() - VOTE_DAYS * 86_400_000);
  const due = sql`p.closed_at < ${before.toISOString()}::timestamptz and not p.is_detached`;
  const gone = await detachVotes(ctx, due);
  await ctx.tx
    .update(poll)
    .set({ isDetached: true })
    .where(and(lt(poll.closedAt, before), eq(poll.isDetached, false)));
  return gone;
}

/**
 * Takes a member's votes out of open polls, whose pages are drawn again. Results of closed polls stay: that the member was
 * among the voters is forgotten.
 */
export async function eraseVotes(ctx: Ctx, memberId: string): Promise<void> {
  await detachVotes(ctx, sql`v.member_id = ${memberId}`);
  const { rows } = await ctx.tx.execute<{ slug: string }>(sql`
    with gone as (delete from poll_vote where member_id = ${memberId} returning poll_id)
    select distinct t.number::text as slug from gone g join poll p on p.id = g.poll_id join topic t on t.page_id = p.page_id
    where not t.is_in_room and p.results = 'at-once'`);
  for (const { slug } of rows) markStale(ctx.tx, scope.topic(slug));
}

/** Collects a member's polls and votes, for their own export. */
export async function collectPolls(on: Queryable, memberId: string) {
  const at = { topic: topic.number, isInRoom: topic.isInRoom, question: poll.question };
  return {
    polls: await on
      .select({ ...at, createdAt: poll.createdAt, closedAt: poll.closedAt })
      .from(poll)
      .innerJoin(topic, eq(topic.pageId, poll.pageId))
      .where(eq(poll.createdBy, memberId))
      .orderBy(asc(poll.createdAt), asc(poll.id)),
    votes: await on
      .select({ ...at, chose: pollOption.text })
      .from(pollVote)
      .innerJoin(
        pollOption,
        and(eq(pollOption.pollId, pollVote.pollId), eq(pollOption.position, pollVote.position)),
      )
      .innerJoin(poll, eq(poll.id, pollVote.pollId))
      .innerJoin(topic, eq(topic.pageId, poll.pageId))
      .where(eq(pollVote.memberId, memberId))
      .orderBy(asc(poll.createdAt), asc(pollVote.position)),
  };
}
