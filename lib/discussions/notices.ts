import { and, eq, inArray, type SQL, sql } from "drizzle-orm";
import type { Queryable } from "@/db/client";
import { category, topic } from "@/db/schema/discussions";
import { poll } from "@/db/schema/polls";
import { subselect } from "@/db/subselect";
import { COMMENT_EVENT } from "@/lib/comments";
import type { Actor } from "@/lib/core/actor";
import type { Ctx } from "@/lib/core/ctx";
import {
  type AppearingKind,
  CHANGE,
  logAppeared,
  type NamedThings,
  notify,
  subjectsOf,
  thingId,
  type WatchedPages,
  watchAs,
} from "@/lib/notices";
import { logEvent } from "@/lib/webhooks";
import { isVisible } from "./access";
import {
  type AddressedTopic,
  areaOfCategory,
  CATEGORY_KIND,
  KIND_IN,
  ROOM_KIND,
  TOPIC_KIND,
  topicPath,
} from "./areas/model";
import { mayKnow, mayMemberRead, mayReadRoomOf } from "./rooms/access";
import { TOPIC_EVENT } from "./webhooks";

interface TopicFact {
  pageId: string;
  isInRoom: boolean;
}

/** SQL: the query of the category and the tags of a topic. */
const withinTopic = (pageId: SQL): SQL => sql`select o.kind, o.key from topic t cross join lateral (
    select ${sql.raw(`'${CATEGORY_KIND}'`)} as kind, t.category_id::text as key
    union all select 'topic', x from unnest(t.topics) x
    union all select 'country', x from unnest(t.countries) x
    union all select 'article', x from unnest(t.articles) x
    union all select 'instrument', split_part(x, ':', 1) from unnest(t.articles) x
  ) o where t.page_id = ${pageId}`;

/** Events of public topics that notify their watchers. */
export const WATCHED_TOPICS: WatchedPages = {
  kind: TOPIC_KIND,
  pages: () => sql`select t.page_id, t.number::text as slug, t.title from topic t where t.state = 'shown'`,
  state: sql`select case when t.state in ('shown', 'inside') then 'published' else 'draft' end from topic t
    where t.page_id = e.page_id`,
  isOwn: subselect`exists (select 1 from topic t where t.page_id = w.page_id and t.created_by = w.member_id)`,
  within: withinTopic,
  events: [CHANGE, COMMENT_EVENT],
};

/** Events of topics in restricted rooms, for those who may read the room. */
export const WATCHED_ROOM_TOPICS: WatchedPages = {
  ...WATCHED_TOPICS,
  kind: ROOM_KIND,
  pages: (reader) => sql`select t.page_id, t.number::text as slug, t.title from topic t
    where t.state = 'inside' and ${mayReadRoomOf(reader, sql`t.category_id`)}`,
  isOpenTo: (
    memberId,
    pageId,
  ) => subselect`exists (select 1 from topic t join category c on c.id = t.category_id
    where t.page_id = ${pageId} and ${mayMemberRead(memberId, sql`c`)})`,
};

async function findAuthor({ tx }: Ctx, pageId: string): Promise<string[]> {
  const rows = await tx.select({ id: topic.createdBy }).from(topic).where(eq(topic.pageId, pageId));
  return rows.map(({ id }) => id);
}

/** Adds a topic to its author's watchlist once others see it. */
export async function watchOwnTopic(ctx: Ctx, { pageId, isInRoom }: TopicFact): Promise<void> {
  const kind = KIND_IN[isInRoom ? "rooms" : "discussions"];
  await watchAs(ctx, { kind, pageId }, await findAuthor(ctx, pageId));
}

/** Notifies a topic's author that a moderator has shown or hidden it, with the reason. What flags did has a notice of its own. */
export async function notifyTopicAuthor(
  ctx: Ctx,
  { pageId, caseId }: { pageId: string; caseId?: string },
): Promise<void> {
  if (caseId) return;
  const memberIds = await findAuthor(ctx, pageId);
  await notify(ctx, { memberIds, category: "decision", kind: "topic-decided", key: pageId, pageId });
}

/** Notifies the author of a poll that it closed by itself. */
export async function notifyPollClosed(
  ctx: Ctx,
  { pageId, pollId }: { pageId: string; pollId: string },
): Promise<void> {
  // Whoever closes a poll knows it.
  if (ctx.actor !== null) return;
  const rows = await ctx.tx.select({ id: poll.createdBy }).from(poll).where(eq(poll.id, pollId));
  const memberIds = rows.map(({ id }) => id);
  await notify(ctx, { memberIds, category: "reply", kind: "poll-closed", key: pollId, pageId });
}

/** Logs a topic under its category and tags once others see it: watchers of these are told of it once. */
export async function logTopic(
  ctx: Ctx,
  { pageId, wasHeld }: Pick<TopicFact, "pageId"> & { wasHeld?: boolean },
): Promise<void> {
  const [row] = await ctx.tx
    .select({
      state: topic.state,
      isInRoom: topic.isInRoom,
      categoryId: topic.categoryId,
      topics: topic.topics,
      countries: topic.countries,
      articles: topic.articles,
    })
    .from(topic)
    .where(eq(topic.pageId, pageId));
  if (!row || !isVisible(row)) return;
  const subjects = [{ kind: CATEGORY_KIND, key: row.categoryId }, ...subjectsOf(row)];
  const sort = row.isInRoom ? ROOM_KIND : TOPIC_KIND;
  await logAppeared(ctx, { pageId, subjectId: pageId }, [{ sort, recordId: null, subjects }]);
  // Organisations that were told that it was hidden are told again of one that is shown again.
  const isRepeated = wasHeld === false;
  if (!row.isInRoom) await logEvent(ctx, { kind: TOPIC_EVENT.kind, subjectId: pageId, isRepeated });
}

/** Topics in notices to watchers of their categories and tags. */
export const APPEARING_TOPICS: AppearingKind = {
  sorts: [TOPIC_KIND, ROOM_KIND],
  isRead: subselect`exists (select 1 from topic t where t.page_id = e.page_id
    and t.state = case e.sort when 'room' then 'inside' else 'shown' end)`,
  isOpenTo: (
    reader,
  ) => subselect`(e.sort <> 'room' or exists (select 1 from topic t where t.page_id = e.page_id
    and ${mayReadRoomOf(reader, sql`t.category_id`)}))`,
  isBy: (memberId) =>
    subselect`exists (select 1 from topic t where t.page_id = e.page_id and t.created_by = ${memberId})`,
  from: sql`left join topic d on e.sort in ('discussion', 'room') and d.page_id = e.page_id`,
  about: sql`case when d.page_id is not null then jsonb_build_object('number', d.number, 'slug', d.slug,
    'isInRoom', d.is_in_room, 'title', d.title) end`,
  describe(about) {
    const { title, ...at } = about as AddressedTopic & { title: string };
    return {
      title,
      titles: {},
      names: null,
      path: topicPath(at),
      ...(at.isInRoom ? { isSecret: true } : {}),
    };
  },
};

const CATEGORY_COLUMNS = {
  id: category.id,
  slug: category.slug,
  audience: category.audience,
  texts: category.texts,
} as const;

/** Lists categories that a reader may know of: the public ones, and the rooms that they may read. */
async function listKnown(where: SQL | undefined, reader: Actor | null, on: Queryable) {
  const rows = await on
    .select(CATEGORY_COLUMNS)
    .from(category)
    .where(and(where, reader ? mayKnow(reader) : eq(category.isRoom, false)));
  return rows.map(({ id, slug, audience, texts }) => {
    const titles = Object.fromEntries(Object.entries(texts).map(([locale, { name }]) => [locale, name]));
    const place = { kind: CATEGORY_KIND, slug, area: areaOfCategory({ audience }) };
    return { id, thing: { place, names: null, title: titles.en ?? slug, titles } };
  });
}

/** Categories and rooms, whose watchers are told of their topics. */
export const CATEGORIES: NamedThings = {
  kind: CATEGORY_KIND,
  async find(place, reader, on) {
    const { slug } = place as { kind: string; slug: string };
    const [row] = await listKnown(eq(category.slug, slug), reader, on);
    return row ? { kind: CATEGORY_KIND, key: row.id, pageId: null, thing: row.thing, newest: 0 } : null;
  },
  async list(keys, reader, on) {
    if (keys.length === 0) return new Map();
    const ids = [...new Set(keys.map(({ key }) => key))];
    const rows = await listKnown(inArray(category.id, ids), reader, on);
    return new Map(rows.map(({ id, thing }) => [thingId({ kind: CATEGORY_KIND, key: id }), thing]));
  },
  isThere: (reader) =>
    subselect`exists (select 1 from ${category} where ${category.id}::text = w.key and ${mayKnow(reader)})`,
};
