import { eq, type SQL, sql } from "drizzle-orm";
import { topic } from "@/db/schema/discussions";
import { subselect } from "@/db/subselect";
import { type CommentedKind, commentsOf } from "@/lib/comments";
import type { Ctx } from "@/lib/core/ctx";
import { DomainError } from "@/lib/core/errors";
import { scope } from "@/lib/core/versions";
import type { PageKind } from "@/lib/pages";
import { isVisible, type LoadedTopic, loadMessages, requireInUse } from "./access";
import { ROOM_KIND, TOPIC_KIND, type TopicArea } from "./areas/model";
import { findMergedInto } from "./merged";
import { requireTurn } from "./pace";
import { mayReadRoomOf, roomAudienceOf } from "./rooms/access";
import { scopesOfReply } from "./shown-in";

/** SQL: whether a topic `t` takes no replies. */
const IS_LOCKED = subselect`t.is_closed or t.archived_at is not null or exists (select 1 from category c where c.id = t.category_id
  and c.closed_at is not null)`;

const placeIn = (area: TopicArea) =>
  (({ slug, name }) => ({
    of: TOPIC_KIND,
    folder: area,
    slug,
    title: String(name),
    part: "message" as const,
  })) satisfies PageKind["placeOf"];

function requireShown({ state }: Pick<LoadedTopic, "state">): void {
  if (!isVisible({ state })) throw new DomainError("conflict", "topic_state");
}

/** What the replies to topics are in both areas: one numbered list. */
const repliesIn = (area: TopicArea) =>
  ({
    isNumbered: true,
    load: (ctx, slug) => loadMessages(ctx, area, slug),
    requireShown(loaded) {
      requireShown(loaded);
    },
    requireOpen(loaded, ctx) {
      const { state, archivedAt, facts } = loaded;
      // It was merged while this waited: sent again, the reply goes to the topic that has the messages.
      if (state === "merged") throw new DomainError("conflict", "topic_merged");
      requireInUse({ state, archivedAt });
      requireShown(loaded);
      // Otherwise nobody but moderators writes, which the engine says by itself.
      if (!facts.isClosed) ctx.authorize("topic.reply", facts);
    },
    requireTurn,
    movedTo: (slug, on) => findMergedInto(on, area, slug),
    saveCount: ({ tx }: Ctx, id: string, shown: SQL<number>) =>
      tx
        .update(topic)
        .set({ replyCount: shown, activeAt: newestOf(id), answerId: VISIBLE_ANSWER })
        .where(eq(topic.pageId, id)),
  }) satisfies Partial<CommentedKind<LoadedTopic>["comments"]>;

/** Public topics, for the engines. Their slugs are their numbers, which never change. */
export const topicPages = {
  kind: TOPIC_KIND,
  area: "discussions",
  folder: "t",
  screens: [],
  list: scope.discussions,
  shown: sql`select t.page_id, to_jsonb(t.title) as name from topic t where t.state = 'shown'`,
  named: sql`select t.page_id, to_jsonb(t.title) as name from topic t where not t.is_in_room`,
  placeOf: placeIn("discussions"),
  async find(numbers, on) {
    const { rows } = await on.execute<{ slug: string }>(sql`
      select t.number::text as slug from topic t
      where t.number::text = any(${sql.param([...numbers])}::text[]) and not t.is_in_room and (t.state = 'shown'
        or exists (select 1 from topic i where i.page_id = t.merged_into_id and i.state = 'shown'))`);
    return new Map(rows.map(({ slug }) => [slug, false]));
  },
  staleBy: (slug) => scope.there(`discussions/${slug}`),
  async findEarlier(number, on) {
    const { rows } = await on.execute<{ slug: string }>(sql`
      select t.number::text as slug from topic t join topic i on i.page_id = t.merged_into_id
      where i.number::text = ${number} and i.state = 'shown'`);
    return rows.map(({ slug }) => slug);
  },
  comments: {
    ...repliesIn("discussions"),
    pages:
      () => sql`select t.page_id, t.number::text as slug, t.title, t.language, t.state = 'shown' as is_read,
      ${IS_LOCKED} as is_locked from topic t where not t.is_in_room`,
    scope: scope.topic,
    listedIn: scopesOfReply,
    review: { path: "/discussions/review", held: "replies" },
  },
} satisfies PageKind & CommentedKind<LoadedTopic>;

/**
 * Topics in restricted rooms, for the engines. No public page shows anything of them: they are not `shown`, what they link to
 * is not stored, and a link to one counts as good whether it is or not.
 */
export const roomPages = {
  kind: ROOM_KIND,
  area: "rooms",
  folder: "t",
  screens: [],
  isSecret: true,
  shown: sql`select t.page_id, to_jsonb(t.title) as name from topic t where false`,
  named: sql`select t.page_id, to_jsonb(t.title) as name from topic t where t.is_in_room`,
  placeOf: placeIn("rooms"),
  find: async (numbers) => new Map(numbers.map((number) => [number, false])),
  staleBy: () => null,
  comments: {
    ...repliesIn("rooms"),
    pages: (reader) => sql`select t.page_id, t.number::text as slug, t.title, t.language,
      t.state = 'inside' as is_read, ${IS_LOCKED} as is_locked
      from topic t where t.is_in_room and ${mayReadRoomOf(reader, sql`t.category_id`)}`,
    audience: subselect<`room:${string}`>`(select ${roomAudienceOf(sql`t.category_id`)} from topic t
      where t.page_id = p.page_id)`,
    review: { path: "/discussions/review", held: "room-replies" },
  },
} satisfies PageKind & CommentedKind<LoadedTopic>;

/** SQL: when the newest visible reply to a topic was written, or the topic was opened if that was later. */
const newestOf = (pageId: string) => subselect<Date>`greatest(
  (select max(c.created_at) from comment c where c.post_id = ${pageId} and c.state = 'shown'), ${topic.createdAt})`;

/** SQL: the accepted answer while readers see it; one that is hidden, deleted or moved away is none any more. */
const VISIBLE_ANSWER = subselect<string | null>`(select c.id from comment c where c.id = ${topic.answerId}
  and c.post_id = ${topic.pageId} and c.state = 'shown')`;

/** Commands for replies to topics, public ones and those in rooms. */
export const topicReplies = commentsOf(topicPages);
export const roomReplies = commentsOf(roomPages);

/** The kind of page of each area's topics, for the engines. */
export const PAGES_IN = { discussions: topicPages, rooms: roomPages } as const satisfies Record<
  TopicArea,
  unknown
>;
