import { and, eq, isNull, ne, or, type SQL, sql } from "drizzle-orm";
import { topic } from "@/db/schema/discussions";
import { subselect } from "@/db/subselect";
import type { Actor } from "@/lib/core/actor";
import { hasMuted } from "@/lib/notices";
import { KIND_IN } from "../areas/model";
import { shownTo } from "../rooms/access";
import { MOST_UNREAD, NEW_DAYS, type OwnList } from "./model";

/*
 * What is new and unread to a member. Lists, their counts and marking them as read use these conditions and no others,
 * so that a count is always the length of its list.
 */

const KINDS = sql.raw(`('${KIND_IN.discussions}', '${KIND_IN.rooms}')`);

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

/**
 * SQL: the topics that a member follows, each with the number up to which they have read it: those that they watch or
 * track; and, without a level, those that they opened or replied in.
 */
const followedBy = (me: SQL): SQL => subselect`select p.page_id, coalesce(r.read_number, 0) as position
  from (
    select o.page_id from topic_read o where o.member_id = ${me} and o.reason <> 'dismissed'
    union
    select w.page_id from watch w where w.member_id = ${me} and w.kind in ${KINDS}
      and w.level in ('watching', 'tracking')
  ) p
  left join topic_read r on r.member_id = ${me} and r.page_id = p.page_id
  where not ${hasLevel(me, sql`p.page_id`, "'normal', 'muted'")}`;

/** SQL: whether a topic is neither in a category that the member muted, nor by a member whom they muted. */
const isHeard = (me: SQL): SQL =>
  subselect`not ${hasMuted(me, sql`${topic.createdBy}`)} and not exists (select 1 from category_mute q
    where q.member_id = ${me} and q.category_id = ${topic.categoryId})`;

const isUnread = (me: SQL): SQL | undefined =>
  and(
    subselect`${topic.pageId} in (select f.page_id from (${followedBy(me)}) f
      where exists (select 1 ${repliesAfter(me, sql`f.page_id`, sql`f.position`)}))`,
    isHeard(me),
  );

/** A topic that had waited for a moderator is new from when it was shown. */
function isNew(actor: Actor): SQL | undefined {
  const me = idOf(actor);
  const cut = sql`now() - make_interval(days => ${NEW_DAYS})`;
  return and(
    sql`(${topic.createdAt} > ${cut} or ${topic.decidedAt} > ${cut})`,
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
  const position = subselect`coalesce((select r.read_number from topic_read r
    where r.member_id = ${me} and r.page_id = ${topic.pageId}), 0)`;
  const replies = subselect`(select c.number ${repliesAfter(me, sql`${topic.pageId}`, position)}
    order by c.number limit ${MOST_UNREAD}) u`;
  return {
    count: subselect<number>`(select count(*)::int from ${replies})`,
    first: subselect<number>`(select min(u.number) from ${replies})`,
  };
};
