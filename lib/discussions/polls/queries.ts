import { and, asc, eq, type SQL, sql } from "drizzle-orm";
import { db, type Queryable } from "@/db/client";
import { topic } from "@/db/schema/discussions";
import { poll, pollVote } from "@/db/schema/polls";
import { page } from "@/db/schema/revisions";
import { subselect } from "@/db/subselect";
import type { Actor } from "@/lib/core/actor";
import { ROOM_KIND } from "../areas/model";
import { shownTo } from "../rooms/access";
import type { Poll, PollOption } from "./model";

/** SQL: whether the results of `poll` can be read. Every query of counts asks it. */
const IS_TOLD = sql`(${poll.results} = 'at-once' or ${poll.closedAt} is not null)`;
/** SQL: the same number, or null while it cannot be read. */
const ifTold = (count: SQL) => sql`case when ${IS_TOLD} then ${count} end`;

/** SQL: whether somebody voted in `poll`. */
export const HAS_VOTES = subselect<boolean>`(${poll.counted} > 0
  or exists (select 1 from poll_vote v where v.poll_id = ${poll.id}))`;

/**
 * Lists the polls of a topic, the oldest first, with the vote of a member; null: everybody. Counts are null, for all
 * readers, while the results cannot be read.
 */
export const listPolls = (pageId: string, memberId: string | null, on: Queryable = db()): Promise<Poll[]> =>
  on
    .select({
      id: poll.id,
      question: poll.question,
      most: poll.most,
      results: poll.results,
      closesAt: poll.closesAt,
      zone: poll.zone,
      closedAt: poll.closedAt,
      voters: subselect<
        number | null
      >`(${ifTold(subselect`${poll.counted} + (select count(distinct v.member_id)
        from poll_vote v where v.poll_id = ${poll.id})::int`)})`,
      options: subselect<
        PollOption[]
      >`(select json_agg(json_build_object('position', o.position, 'text', o.text,
          'votes', ${ifTold(subselect`o.counted + (select count(*) from poll_vote v
            where v.poll_id = o.poll_id and v.position = o.position)::int`)}) order by o.position)
        from poll_option o where o.poll_id = ${poll.id})`,
      own: subselect<number[]>`array(select v.position from poll_vote v
        where v.poll_id = ${poll.id} and v.member_id = ${memberId}::uuid order by v.position)`,
    })
    .from(poll)
    .where(eq(poll.pageId, pageId))
    .orderBy(asc(poll.createdAt), asc(poll.id));

/** Lists the polls of a topic in which somebody has voted. */
export async function listVotedPolls(pageId: string, on: Queryable = db()): Promise<Set<string>> {
  const rows = await on
    .select({ id: poll.id })
    .from(poll)
    .where(and(eq(poll.pageId, pageId), HAS_VOTES));
  return new Set(rows.map(({ id }) => id));
}

/** Lists a member's votes in the polls of a topic that they may read: places of options, by poll. */
export async function listOwnVotes(
  actor: Actor,
  { kind, slug }: { kind: string; slug: string },
  on: Queryable = db(),
): Promise<Record<string, number[]>> {
  const rows = await on
    .select({ id: poll.id, position: pollVote.position })
    .from(page)
    .innerJoin(topic, eq(topic.pageId, page.id))
    .innerJoin(poll, eq(poll.pageId, page.id))
    .innerJoin(pollVote, and(eq(pollVote.pollId, poll.id), eq(pollVote.memberId, actor.id)))
    .where(and(eq(page.kind, kind), eq(page.slug, slug), shownTo(kind === ROOM_KIND ? actor : "everyone")))
    .orderBy(asc(pollVote.position));
  const votes: Record<string, number[]> = {};
  for (const { id, position } of rows) votes[id] = [...(votes[id] ?? []), position];
  return votes;
}
