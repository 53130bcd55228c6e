import { eq, sql } from "drizzle-orm";
import { topic } from "@/db/schema/discussions";
import { subselect } from "@/db/subselect";
import { type CommentedKind, commentsOf } from "@/lib/comments";
import { DomainError } from "@/lib/core/errors";
import { scope } from "@/lib/core/versions";
import type { PageKind } from "@/lib/pages";
import { type LoadedTopic, loadTopic } from "./access";
import { TOPIC_KIND } from "./model";
import { scopesOfReply } from "./shown-in";

/** Topics, for the engines. Their slugs are their numbers, which never change. */
export const topicPages = {
  kind: TOPIC_KIND,
  area: "discussions",
  folder: "t",
  screens: [],
  list: scope.discussions,
  shown: sql`select t.page_id, to_jsonb(t.title) as name from topic t where t.state = 'shown'`,
  named: sql`select t.page_id, to_jsonb(t.title) as name from topic t`,
  placeOf: ({ slug, name }) => ({
    of: TOPIC_KIND,
    folder: "discussions",
    slug,
    title: String(name),
    part: "message" as const,
  }),
  async find(numbers, on) {
    const { rows } = await on.execute<{ slug: string }>(sql`
      select t.number::text as slug from topic t
      where t.number::text = any(${sql.param([...numbers])}::text[]) and t.state = 'shown'`);
    return new Map(rows.map(({ slug }) => [slug, false]));
  },
  staleBy: (slug) => scope.there(`discussions/${slug}`),
  comments: {
    isNumbered: true,
    pages: sql`select t.page_id, t.number::text as slug, t.title, t.language, t.state = 'shown' as is_read,
      t.is_closed or exists (select 1 from category c where c.id = t.category_id and c.closed_at is not null)
        as is_locked from topic t`,
    scope: scope.topic,
    listedIn: scopesOfReply,
    load: loadTopic,
    requireOpen({ state, facts }, ctx) {
      if (state !== "shown") throw new DomainError("conflict", "topic_state");
      // Otherwise nobody but moderators writes, which the engine says by itself.
      if (!facts.isClosed) ctx.authorize("topic.reply", facts);
    },
    saveCount: ({ tx }, id, shown) =>
      tx
        .update(topic)
        .set({ replyCount: shown, activeAt: newestOf(id), answerId: VISIBLE_ANSWER })
        .where(eq(topic.pageId, id)),
    review: { path: "/discussions/review", held: "replies", flagged: "reply-flags" },
  },
} satisfies PageKind & CommentedKind<LoadedTopic>;

/** SQL: when the newest visible reply to a topic was written, or the topic was opened. */
const newestOf = (pageId: string) => subselect<Date>`coalesce(
  (select max(c.created_at) from comment c where c.post_id = ${pageId} and c.state = 'shown'), ${topic.createdAt})`;

/** SQL: the accepted answer while readers see it; one that is hidden or deleted is none any more. */
const VISIBLE_ANSWER = subselect<
  string | null
>`(select c.id from comment c where c.id = ${topic.answerId} and c.state = 'shown')`;

/** Commands for replies to topics. */
export const topicReplies = commentsOf(topicPages);
