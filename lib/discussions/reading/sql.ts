import { and, eq, isNull, ne, or, type SQL, sql } from "drizzle-orm";
import { topic } from "@/db/schema/discussions";
import { subselect } from "@/db/subselect";
import type { Actor } from "@/lib/core/actor";
import { choicesFor, hasMuted, levelFor } from "@/lib/notices";
import { CATEGORY_KIND, KIND_IN } from "../areas/model";
import { shownTo } from "../rooms/access";
import { MOST_UNREAD, NEW_DAYS, type OwnList } from "./model";

/*
 * What is new and unread to a member. Lists, their counts and marking them as read use these conditions and no others,
 * so that a count is always the length of its list.
 */

const KINDS = sql.raw(`('${KIND_IN.discussions}', '${KIND_IN.rooms}')`);

/** Kinds of what a topic belongs to. */
const WIDER_KINDS = [CATEGORY_KIND, "topic", "country", "article", "instrument"];

/** SQL: since when a topic is new. */
const NEW_CUT = sql`now() - make_interval(days => ${NEW_DAYS})`;

const idOf = ({ id }: Actor) => sql`${id}::uuid`;

/** SQL: the topics that a member sees, public ones and those in rooms. Asked anew each time, as rooms can be closed to them. */
export const seenBy = (actor: Actor): SQL | undefined => or(shownTo("everyone"), shownTo(actor));

/** SQL: whether a member's level for a topic is one of some. The key of such a watch is the page's id. */
const hasLevel = (me: SQL, pageId: SQL, levels: string): SQL =>
  subselect`exists (select 1 from watch w where w.member_id = ${me} and w.kind in ${KINDS}
    and w.key = ${pageId}::text and w.level in (${sql.raw(levels)}))`;

/** SQL: the visible replies of a topic after a number, without the member's own and those of members they muted. */
const repliesAfter = (me: SQL, pageId: SQL, position: SQL): SQL =>
  subselect`from comment c where c.post_id = ${pageId} and c.number > ${position} and c.state = 'shown'
    and c.author_id <> ${me} and not ${hasMuted(me, sql`c.author_id`)}`;

/** SQL: whether a member opened a topic or replied in it. */
const isOpenedBy = (me: SQL, pageId: SQL): SQL => subselect`exists (select 1 from topic_read o
  where o.member_id = ${me} and o.page_id = ${pageId} and o.reason <> 'dismissed')`;

/** SQL: whether a member chose a level for any category or tag. It depends on no topic, so that it is asked once. */
const hasWider = (me: SQL): SQL => subselect`(select exists (select 1 from watch w where w.member_id = ${me}
  and w.kind in (${sql.raw(WIDER_KINDS.map((kind) => `'${kind}'`).join(", "))})))`;

/** SQL: the level that a member chose for a topic, its tags or its category (`levelFor`); null for none. */
const levelOf = (
  me: SQL,
  pageId: SQL,
): SQL => subselect`case when ${hasWider(me)} then ${levelFor(me, pageId)}
  else (select w.level from watch w where w.member_id = ${me} and w.kind in ${KINDS} and w.key = ${pageId}::text) end`;

/** SQL: whether a member follows a topic: by what they chose; only without a choice, what they opened or replied in. */
const isFollowedBy = (me: SQL, pageId: SQL): SQL => subselect`case coalesce(${levelOf(me, pageId)}, 'first')
  when 'watching' then true when 'tracking' then true when 'first' then ${isOpenedBy(me, pageId)} else false end`;

/** SQL: the query of topics in a state of the categories that a member watches or tracks, with a later reply, that are not new. */
const followedIn = (me: SQL, state: "shown" | "inside"): SQL => subselect`select t.page_id from watch w
  join topic t on t.category_id = w.key::uuid and t.active_at > w.since and t.state = ${sql.raw(`'${state}'`)}
  where w.member_id = ${me} and w.kind = ${sql.raw(`'${CATEGORY_KIND}'`)} and w.level in ('watching', 'tracking')
    and not ((t.created_at > ${NEW_CUT} or coalesce(t.decided_at > ${NEW_CUT}, false)) and t.created_by <> ${me}
      and t.archived_at is null
      and not exists (select 1 from topic_read o where o.member_id = ${me} and o.page_id = t.page_id))`;

/** SQL: the topics that a member may follow, before what they chose is asked for each. */
const maybeFollowedBy = (me: SQL): SQL => sql`
  select o.page_id from topic_read o where o.member_id = ${me} and o.reason <> 'dismissed'
  union select w.page_id from watch w where w.member_id = ${me} and w.kind in ${KINDS}
    and w.level in ('watching', 'tracking')
  union ${followedIn(me, "shown")} union ${followedIn(me, "inside")}`;

/**
 * SQL: the number up to which a member has read a topic. One that they follow only because of its category, and have
 * never opened, counts from when they chose that.
 */
const positionOf = (me: SQL, pageId: SQL): SQL => subselect`coalesce(
  (select r.read_number from topic_read r where r.member_id = ${me} and r.page_id = ${pageId}),
  (select max(c.number) from comment c where c.post_id = ${pageId} and c.created_at <= (select case
    when chosen.kind not in ${KINDS} then chosen.since end from (${choicesFor(me, pageId)}) chosen limit 1)), 0)`;

/** SQL: whether a topic is neither muted, by itself, its tags or its category, nor by a member whom they muted. */
const isHeard = (me: SQL): SQL => subselect`not ${hasMuted(me, sql`${topic.createdBy}`)}
  and coalesce(${levelOf(me, sql`${topic.pageId}`)} <> 'muted', true)`;

/** What is new to a member is in that list alone. */
const isUnread = (me: SQL): SQL | undefined =>
  and(
    subselect`${topic.pageId} in (select f.page_id from (${maybeFollowedBy(me)}) f
      where exists (select 1 ${repliesAfter(me, sql`f.page_id`, positionOf(me, sql`f.page_id`))} offset 0)
        and ${isFollowedBy(me, sql`f.page_id`)})`,
    sql`not ${hasMuted(me, sql`${topic.createdBy}`)}`,
  );

/** A topic that had waited for a moderator is new from when it was shown. */
function isNew(actor: Actor): SQL | undefined {
  const me = idOf(actor);
  return and(
    sql`(${topic.createdAt} > ${NEW_CUT} or ${topic.decidedAt} > ${NEW_CUT})`,
    ne(topic.createdBy, actor.id),
    isNull(topic.archivedAt),
    subselect`not exists (select 1 from topic_read r where r.member_id = ${me} and r.page_id = ${topic.pageId})`,
    sql`not ${hasLevel(me, sql`${topic.pageId}`, "'watching', 'tracking', 'muted'")}`,
    isHeard(me),
  );
}

const isRepliedBy = (me: SQL): SQL =>
  subselect`${topic.pageId} in (select c.post_id from comment c where c.author_id = ${me} and c.number is not null
    and c.state = 'shown')`;

/** SQL: whether a topic is in a list of a member's own. */
export function isInList(actor: Actor, list: OwnList): SQL | undefined {
  const conditions: Record<OwnList, SQL | undefined> = {
    new: isNew(actor),
    unread: isUnread(idOf(actor)),
    opened: eq(topic.createdBy, actor.id),
    replied: isRepliedBy(idOf(actor)),
  };
  return and(seenBy(actor), conditions[list]);
}

/** SQL: the unread replies of a topic that is in the list of unread ones: how many (at most 100), and the first. */
export const unreadOf = (actor: Actor) => {
  const me = idOf(actor);
  const pageId = sql`${topic.pageId}`;
  const replies = subselect`(select c.number ${repliesAfter(me, pageId, positionOf(me, pageId))}
    order by c.number limit ${MOST_UNREAD}) u`;
  return {
    count: subselect<number>`(select count(*)::int from ${replies})`,
    first: subselect<number>`(select min(u.number) from ${replies})`,
  };
};
