import { and, count, eq, or, type SQL, sql } from "drizzle-orm";
import { db, type Queryable } from "@/db/client";
import { category, topic } from "@/db/schema/discussions";
import { topicRead } from "@/db/schema/topic-reading";
import { watch } from "@/db/schema/watching";
import { subselect } from "@/db/subselect";
import type { Actor } from "@/lib/core/actor";
import { DomainError } from "@/lib/core/errors";
import type { Page } from "@/lib/core/paging";
import { requireOwn } from "@/lib/notices";
import { isTopic } from "../access";
import { type AddressedTopic, CATEGORY_KIND } from "../areas/model";
import type { Category } from "../categories/model";
import { filtersOf, listWhere } from "../queries/list";
import type { TopicLine } from "../queries/model";
import { mayKnow } from "../rooms/access";
import {
  COUNTED_LISTS,
  type CountedList,
  type OwnFilters,
  type OwnList,
  type OwnTopicsQuery,
  type TopicAt,
  topicAtText,
} from "./model";
import { isInList, seenBy, unreadOf } from "./sql";

/** SQL: the topics of a member's list that match the filters. */
export function ownTopics(
  actor: Actor,
  list: OwnList,
  { category: slug, ...query }: OwnFilters,
): SQL | undefined {
  return and(
    isInList(actor, list),
    slug === undefined
      ? undefined
      : subselect`${topic.categoryId} = (select ${category.id} from ${category} where ${category.slug} = ${slug})`,
    ...filtersOf(query),
  );
}

/** A topic in a member's own list. `unread`: its unread replies, at most 100. */
export interface OwnTopicLine extends TopicLine {
  unread: number;
}

/** Lists a page of one of a member's own lists of topics, in public and in rooms. Throws `unauthenticated` to a visitor. */
export async function listOwnTopics(
  actor: Actor | null,
  { list, before, after, ...query }: OwnTopicsQuery,
  on: Queryable = db(),
  size?: number,
): Promise<Page<OwnTopicLine> & { total: number }> {
  const reader = requireOwn(actor);
  const at = list === "unread" || list === "replied" ? topic.activeAt : topic.createdAt;
  const page = await listWhere(ownTopics(reader, list, query), { at, before, after }, on, size);
  const ids = page.rows.map(({ id }) => id);
  const unread = await countUnreadOf(reader, sql`${topic.pageId} = any(${sql.param(ids)}::uuid[])`, on);
  return { ...page, rows: page.rows.map((row) => ({ ...row, unread: unread.get(row.id) ?? 0 })) };
}

/** Counts the topics of the lists that have a count, by the conditions of the lists. */
export async function countOwnTopics(
  actor: Actor | null,
  filters: OwnFilters = {},
  on: Queryable = db(),
): Promise<Record<CountedList, number>> {
  const reader = requireOwn(actor);
  const counts = await Promise.all(
    COUNTED_LISTS.map(async (list) => {
      const [row] = await on
        .select({ n: count() })
        .from(topic)
        .where(ownTopics(reader, list, filters));
      return [list, row?.n ?? 0] as const;
    }),
  );
  return Object.fromEntries(counts) as Record<CountedList, number>;
}

/** Counts the unread replies of the topics that match and are in the list of unread ones, by page. */
async function countUnreadOf(
  actor: Actor,
  where: SQL | undefined,
  on: Queryable,
): Promise<Map<string, number>> {
  const rows = await on
    .select({ id: topic.pageId, unread: unreadOf(actor).count })
    .from(topic)
    .where(and(where, isInList(actor, "unread")));
  return new Map(rows.map(({ id, unread }) => [id, unread]));
}

/** Counts the unread replies of some topics, by their texts; topics without any are missing. */
export async function countUnreadAt(
  actor: Actor | null,
  topics: readonly TopicAt[],
  on: Queryable = db(),
): Promise<Record<string, number>> {
  const reader = requireOwn(actor);
  if (topics.length === 0) return {};
  const rows = await on
    .select({ number: topic.number, isInRoom: topic.isInRoom, unread: unreadOf(reader).count })
    .from(topic)
    .where(and(or(...topics.map(({ area, slug }) => isTopic(area, slug))), isInList(reader, "unread")));
  return Object.fromEntries(
    rows.map(({ number, isInRoom, unread }) => [
      topicAtText({ area: isInRoom ? "rooms" : "discussions", slug: String(number) }),
      unread,
    ]),
  );
}

/** How far a member has read a topic. */
export interface Reading extends AddressedTopic {
  /** The last reply that they have read; null if they never opened it. */
  readNumber: number | null;
  /** Their first unread reply, and how many there are (at most 100). */
  first: number | null;
  unread: number;
}

/** Finds how far a member has read a topic. Throws `not_found` for one that they do not see. */
export async function findReading(
  actor: Actor | null,
  { area, slug }: TopicAt,
  on: Queryable = db(),
): Promise<Reading> {
  const reader = requireOwn(actor);
  const at = and(isTopic(area, slug), seenBy(reader));
  const own = unreadOf(reader);
  const [[found], [unread]] = await Promise.all([
    on
      .select({
        number: topic.number,
        slug: topic.slug,
        isInRoom: topic.isInRoom,
        readNumber: subselect<number | null>`(select r.read_number from ${topicRead} r
          where r.member_id = ${reader.id} and r.page_id = ${topic.pageId} and r.reason <> 'dismissed')`,
      })
      .from(topic)
      .where(at),
    on
      .select({ first: own.first, unread: own.count })
      .from(topic)
      .where(and(isTopic(area, slug), isInList(reader, "unread"))),
  ]);
  if (!found) throw new DomainError("not_found", "topic");
  return { ...found, first: unread?.first ?? null, unread: unread?.unread ?? 0 };
}

/** SQL: whether a member muted the row of `category`. */
const isCategoryMuted = ({ id }: Actor) => subselect<boolean>`exists (select 1 from ${watch} q
  where q.member_id = ${id}::uuid and q.kind = ${CATEGORY_KIND} and q.key = ${category.id}::text and q.level = 'muted')`;

/** Lists the categories that a member muted and may read, in their order. */
export async function listMutedCategories(actor: Actor | null, on: Queryable = db()) {
  const reader = requireOwn(actor);
  return on
    .select({ slug: category.slug, texts: category.texts, audience: category.audience })
    .from(category)
    .where(and(isCategoryMuted(reader), mayKnow(reader)))
    .orderBy(category.position, category.id);
}

/** A category as a member's lists name it. */
export interface NamedCategory extends Pick<Category, "slug" | "texts" | "audience"> {
  isMuted: boolean;
}

/** Finds a category, public or a room, that a member may read, and whether they muted it; null for any other. */
export async function findOwnCategory(
  actor: Actor | null,
  slug: string,
  on: Queryable = db(),
): Promise<NamedCategory | null> {
  const reader = requireOwn(actor);
  const [row] = await on
    .select({
      slug: category.slug,
      texts: category.texts,
      audience: category.audience,
      isMuted: isCategoryMuted(reader),
    })
    .from(category)
    .where(and(eq(category.slug, slug), mayKnow(reader)));
  return row ?? null;
}
