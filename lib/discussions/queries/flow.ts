import { and, asc, eq, gte, inArray, isNotNull, lte, ne, type SQL, sql } from "drizzle-orm";
import { alias } from "drizzle-orm/pg-core";
import { db, type Queryable } from "@/db/client";
import { comment, commentMove } from "@/db/schema/comments";
import { category, topic } from "@/db/schema/discussions";
import { topicNote } from "@/db/schema/topic-care";
import { KIND_IN, type TopicArea } from "../areas/model";
import { REPLIES_ON_PAGE } from "../model";
import { mayKnow, type Reader, shownTo } from "../rooms/access";
import type { Flow, MovedReply, NamedTopic, NoteLine, Replies } from "./model";

const NAMED = {
  number: topic.number,
  slug: topic.slug,
  isInRoom: topic.isInRoom,
  title: topic.title,
  language: topic.language,
} as const;

/**
 * Lists what is in the flow of replies beside them: numbers of replies that were moved, with where they are now, and
 * what was done to the topic. Nothing names a topic or a room that the reader may not read.
 */
export async function listFlow(
  pageId: string,
  { replies, isWhole, reader }: { replies: Replies; isWhole: boolean; reader: Reader },
  on: Queryable = db(),
): Promise<Flow> {
  const [from, to] = isWhole ? ([0, MOST] as const) : rangeOf(replies);
  const ids = replies.lines.map(({ id }) => id);
  const [moved, notes, elsewhere, nameable] = await Promise.all([
    listMoved(pageId, [Math.max(from, 1), to], reader, on),
    listNotes(pageId, [from, to], reader, on),
    listElsewhere(replies, reader, on),
    // Pages of rooms are not stored, so nothing makes them stale.
    reader === "everyone" ? listNameable(pageId, { ids, from, to }, on) : [],
  ]);
  return { moved, notes, elsewhere, nameable };
}

/**
 * Lists the numbers of all public topics that the flow of some replies could name, whether readers see them now or not: the
 * page is stale when one of them is hidden or shown.
 */
async function listNameable(
  pageId: string,
  { ids, from, to }: { ids: readonly string[]; from: number; to: number },
  on: Queryable,
): Promise<string[]> {
  const { rows } = await on.execute<{ number: string }>(sql`
    select t.number::text as number from topic t where not t.is_in_room and t.page_id in (
      select c.post_id from comment_move m join comment c on c.id = m.comment_id
        where m.page_id = ${pageId} and m.number between ${from} and ${to}
      union select n.other_id from topic_note n where n.page_id = ${pageId}
      union select o.merged_into_id from topic_note n join topic o on o.page_id = n.other_id
        where n.page_id = ${pageId}
      union select p.post_id from comment c join comment p on p.id = c.parent_id
        where c.id = any(${sql.param([...ids])}::uuid[]) and p.post_id <> c.post_id)`);
  return rows.map(({ number }) => number);
}

/** More than any number. */
const MOST = 2_000_000_000;

/** The numbers on a page; what was done before the first reply is on the first page. */
function rangeOf({ page, pages }: Replies): readonly [number, number] {
  const first = (page - 1) * REPLIES_ON_PAGE;
  return [page === 1 ? 0 : first + 1, page === pages ? MOST : first + REPLIES_ON_PAGE];
}

/** Lists the numbers of replies that were moved away. One that waits for a moderator is left out, as everywhere. */
export async function listMoved(
  pageId: string,
  [from, to]: readonly [number, number],
  reader: Reader,
  on: Queryable = db(),
): Promise<MovedReply[]> {
  const rows = await on
    .select({ number: commentMove.number, reply: comment.number, topic: NAMED })
    .from(commentMove)
    .innerJoin(comment, eq(comment.id, commentMove.commentId))
    .leftJoin(topic, and(eq(topic.pageId, comment.pageId), shownTo(reader)))
    .where(
      and(
        eq(commentMove.pageId, pageId),
        gte(commentMove.number, from),
        lte(commentMove.number, to),
        ne(comment.state, "held"),
      ),
    )
    .orderBy(asc(commentMove.number));
  return rows.map(({ number, reply, topic: now }) => ({
    number,
    to: now && reply !== null ? { ...now, reply } : null,
  }));
}

/** SQL: whether a reader may know the name of the category of a note. */
const mayName = (reader: Reader): SQL =>
  reader === "everyone" ? eq(category.isRoom, false) : mayKnow(reader);

async function listNotes(
  pageId: string,
  [from, to]: readonly [number, number],
  reader: Reader,
  on: Queryable,
): Promise<NoteLine[]> {
  const rows = await on
    .select({
      id: topicNote.id,
      after: topicNote.after,
      kind: topicNote.kind,
      role: topicNote.role,
      amount: topicNote.amount,
      titles: topicNote.titles,
      createdAt: topicNote.createdAt,
      other: NAMED,
      merged: NAMED_MERGED,
      category: category.texts,
    })
    .from(topicNote)
    .leftJoin(into, eq(into.pageId, topicNote.otherId))
    // A topic that was merged meanwhile is named as what it was; its address leads on.
    .leftJoin(
      topic,
      and(eq(topic.pageId, sql`coalesce(${into.mergedIntoId}, ${into.pageId})`), shownTo(reader)),
    )
    .leftJoin(category, and(eq(category.id, topicNote.categoryId), mayName(reader)))
    .where(and(eq(topicNote.pageId, pageId), gte(topicNote.after, from), lte(topicNote.after, to)))
    .orderBy(asc(topicNote.after), asc(topicNote.createdAt), asc(topicNote.kind), asc(topicNote.id));
  return rows.map(({ other, merged, ...row }) => ({ ...row, other: other && merged }));
}

const into = alias(topic, "into_topic");
const NAMED_MERGED = {
  number: into.number,
  slug: into.slug,
  isInRoom: into.isInRoom,
  title: into.title,
  language: into.language,
} as const;

/** Finds what replies of a page answer in other topics, where no number of this topic leads to it. */
async function listElsewhere(
  { lines }: Replies,
  reader: Reader,
  on: Queryable,
): Promise<Map<string, NamedTopic & { reply: number }>> {
  const open = lines.filter(({ answers, content }) => answers === null && content !== null);
  if (open.length === 0) return new Map();
  const children = await on
    .select({ id: comment.id, parentId: comment.parentId })
    .from(comment)
    .where(
      and(
        inArray(
          comment.id,
          open.map(({ id }) => id),
        ),
        isNotNull(comment.parentId),
      ),
    );
  const parentIds = children.flatMap(({ parentId }) => parentId ?? []);
  if (parentIds.length === 0) return new Map();
  const parents = await on
    .select({ id: comment.id, reply: comment.number, topic: NAMED })
    .from(comment)
    .innerJoin(topic, and(eq(topic.pageId, comment.pageId), shownTo(reader)))
    .where(inArray(comment.id, parentIds));
  const placeOf = new Map(
    parents.flatMap(({ id, reply, topic: of }) => (reply === null ? [] : [[id, { ...of, reply }] as const])),
  );
  return new Map(
    children.flatMap(({ id, parentId }) => {
      const place = placeOf.get(parentId ?? "");
      return place ? [[id, place] as const] : [];
    }),
  );
}

/** A topic that was merged into another, and where each of its messages is now. */
export interface MergedTopic extends NamedTopic {
  into: NamedTopic;
  /** Number 0 is the first message. */
  messages: MovedReply[];
  /** As in `Flow`. */
  nameable: string[];
}

/** Finds a topic that was merged into one that a reader may read; null for any other. */
export async function findMergedTopic(
  area: TopicArea,
  number: string,
  reader: Reader,
  on: Queryable = db(),
): Promise<MergedTopic | null> {
  const [row] = await on
    .select({ id: into.pageId, own: NAMED_MERGED, topic: NAMED })
    .from(into)
    .innerJoin(topic, and(eq(topic.pageId, into.mergedIntoId), shownTo(reader)))
    .where(and(eq(into.isInRoom, KIND_IN[area] === KIND_IN.rooms), eq(into.number, Number(number))));
  if (!row) return null;
  const range = { from: 0, to: MOST };
  const [messages, nameable] = await Promise.all([
    listMoved(row.id, [range.from, range.to], reader, on),
    reader === "everyone" ? listNameable(row.id, { ids: [], ...range }, on) : [],
  ]);
  return { ...row.own, into: row.topic, messages, nameable };
}

/** Finds where a reply is that is not in the topic of its old address; null if it was never moved or cannot be read. */
export async function findMovedReply(
  id: string,
  reader: Reader,
  on: Queryable = db(),
): Promise<(NamedTopic & { reply: number }) | null> {
  const [row] = await on
    .select({ reply: comment.number, topic: NAMED })
    .from(comment)
    .innerJoin(commentMove, eq(commentMove.commentId, comment.id))
    .innerJoin(topic, and(eq(topic.pageId, comment.pageId), shownTo(reader)))
    .where(and(eq(comment.id, id), ne(comment.state, "held")))
    .limit(1);
  return row && row.reply !== null ? { ...row.topic, reply: row.reply } : null;
}
