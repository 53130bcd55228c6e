import { and, asc, count, desc, eq, isNotNull, isNull, type SQL, sql } from "drizzle-orm";
import { db, type Queryable } from "@/db/client";
import { topic } from "@/db/schema/discussions";
import { profile } from "@/db/schema/profiles";
import { subselect } from "@/db/subselect";
import { cutPage, type Page } from "@/lib/core/paging";
import type { TopicsQuery } from "../model";
import { type Reader, shownTo } from "../rooms/access";
import { linesOf, selectLines } from "./lines";
import type { TopicLine } from "./model";
import { isTop, listTop } from "./top";

/** Topics on a page of a list. */
const LISTED = 25;

const isShown = eq(topic.state, "shown");

type Moment = typeof topic.activeAt | typeof topic.createdAt;

/** What a list is of: all topics, or those of a category; public ones, or those of the rooms that a member may read. */
interface Of {
  categoryId?: string;
  reader?: Reader;
}

/**
 * Lists a page of topics: by their newest reply, by their opening (`new`), the questions without an answer, the top of a
 * week or month, or those in the archive, which the others leave out. Pages
 * begin at a topic, so that new ones do not shift them. `total` counts all that match.
 */
export async function listTopics(
  query: TopicsQuery,
  of: Of = {},
  on: Queryable = db(),
  size = LISTED,
): Promise<Page<TopicLine> & { total: number }> {
  const filter = and(
    shownTo(of.reader ?? "everyone"),
    of.categoryId === undefined ? undefined : eq(topic.categoryId, of.categoryId),
    query.list === "unanswered" ? isUnanswered : undefined,
    query.list === "archived" ? isNotNull(topic.archivedAt) : isNull(topic.archivedAt),
    ...filtersOf(query),
  );
  if (isTop(query.list)) return listTop(query.list, filter, on, size);
  return listWhere(
    filter,
    { ...query, at: query.list === "new" ? topic.createdAt : topic.activeAt },
    on,
    size,
  );
}

const isUnanswered = and(eq(topic.isQuestion, true), isNull(topic.answerId), eq(topic.isClosed, false));

/** Lists a page of the topics that match a condition, newest first by a moment of theirs, and counts them. */
export async function listWhere(
  filter: SQL | undefined,
  { at, before, after }: { at: Moment; before?: string | undefined; after?: string | undefined },
  on: Queryable,
  size = LISTED,
): Promise<Page<TopicLine> & { total: number }> {
  const backwards = after !== undefined;
  const cursor = after ?? before;
  const [rows, [counted]] = await Promise.all([
    selectLines(on, and(filter, cursor === undefined ? undefined : beyond(at, cursor, backwards)))
      .orderBy(...(backwards ? [asc(at), asc(topic.pageId)] : [desc(at), desc(topic.pageId)]))
      .limit(size + 1),
    on.select({ total: count() }).from(topic).where(filter),
  ]);
  const cut = cutPage(rows, ({ id }) => id, { size, cursor: before, backwards });
  return { ...cut, rows: await linesOf(on, cut.rows), total: counted?.total ?? 0 };
}

/** SQL: topics beyond one in a list; one that is not listed any more keeps its position. */
function beyond(at: Moment, id: string, backwards: boolean): SQL {
  const own = at === topic.createdAt ? sql`o.created_at` : sql`o.active_at`;
  const place = subselect`(select ${own}, o.page_id from ${topic} o where o.page_id = ${id})`;
  return backwards ? sql`(${at}, ${topic.pageId}) > ${place}` : sql`(${at}, ${topic.pageId}) < ${place}`;
}

/** Lists the conditions of the filters that every list of topics has. */
export function filtersOf(
  query: Pick<TopicsQuery, "topic" | "country" | "article" | "lang">,
): (SQL | undefined)[] {
  return [
    query.topic ? sql`${topic.topics} @> array[${query.topic}]` : undefined,
    query.country
      ? subselect`${topic.countries} @> array[(select p.iso2 from ${profile} p where p.slug = ${query.country})]`
      : undefined,
    query.article ? sql`${topic.articles} @> array[${query.article}]` : undefined,
    query.lang ? eq(topic.language, query.lang) : undefined,
  ];
}

/** Maximum of topics that are shown first. */
const MOST_PINNED = 10;

/** Lists the topics that moderators show first, newest first: of a category, or of all. */
export async function listPinned(of: Of = {}, on: Queryable = db()): Promise<TopicLine[]> {
  const rows = await selectLines(
    on,
    and(
      shownTo(of.reader ?? "everyone"),
      eq(topic.isPinned, true),
      isNull(topic.archivedAt),
      of.categoryId === undefined ? undefined : eq(topic.categoryId, of.categoryId),
    ),
  )
    .orderBy(desc(topic.activeAt), desc(topic.pageId))
    .limit(MOST_PINNED);
  return linesOf(on, rows);
}

/** Lists the newest topics about a country: with its tag, or about its profile. */
export async function listTopicsOn(
  { iso2, pageId }: { iso2: string; pageId: string },
  limit: number,
  on: Queryable = db(),
): Promise<TopicLine[]> {
  const isOn = sql`(${topic.countries} @> array[${iso2}] or ${topic.aboutPageId} = ${pageId})`;
  const rows = await selectLines(on, and(isShown, isNull(topic.archivedAt), isOn))
    .orderBy(desc(topic.activeAt), desc(topic.pageId))
    .limit(limit);
  return linesOf(on, rows);
}

/** Finds the topic with the newest reply of each public category, or of each room that a member may read, by category. */
export async function listNewestByCategory(
  reader: Reader = "everyone",
  on: Queryable = db(),
): Promise<Map<string, TopicLine>> {
  // The state is written out: a value of the statement would hide from the planner which index has it.
  const state = reader === "everyone" ? sql`'shown'` : sql`'inside'`;
  const newest = subselect`${topic.pageId} in (
    select n.page_id from category c cross join lateral (
      select t.page_id from topic t where t.category_id = c.id and t.state = ${state} and t.archived_at is null
      order by t.active_at desc, t.page_id desc limit 1) n)`;
  const lines = await linesOf(on, await selectLines(on, and(shownTo(reader), newest)));
  return new Map(lines.map((line) => [line.categoryId, line]));
}

/** Lists the visible topics with the newest replies, with their last change, for the sitemap. */
export function listTopicAddresses(limit: number, on: Queryable = db()) {
  return on
    .select({
      number: topic.number,
      slug: topic.slug,
      isInRoom: topic.isInRoom,
      updatedAt: topic.activeAt,
    })
    .from(topic)
    .where(isShown)
    .orderBy(desc(topic.activeAt), desc(topic.pageId))
    .limit(limit);
}
