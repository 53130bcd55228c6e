import { eq, inArray } from "drizzle-orm";
import { db, type Queryable } from "@/db/client";
import { topic } from "@/db/schema/discussions";
import { revision, section } from "@/db/schema/revisions";
import { contentOf } from "@/lib/revisions";
import type { SectionKind } from "@/lib/revisions/kind";
import type { Content } from "@/lib/text/nodes";
import { messageKind } from "../message-kind";
import type { TopicsQuery } from "../model";
import { listTopics } from "./list";
import type { TopicLine } from "./model";

/** A topic in a feed, with its first message. */
export interface FeedTopic extends TopicLine {
  topics: string[];
  content: Content;
  /** When the first message was last changed. Replies do not change the entry. */
  updatedAt: Date;
}

/** Lists the newest topics by their opening, each with its first message. */
export async function listFeedTopics(
  query: Pick<TopicsQuery, "topic" | "country" | "article">,
  limit: number,
  on: Queryable = db(),
): Promise<FeedTopic[]> {
  const { rows } = await listTopics({ ...query, list: "new" }, {}, on, limit);
  const messages = await listMessages(
    rows.map(({ id }) => id),
    on,
  );
  return rows.flatMap((row) => {
    const message = messages.get(row.id);
    return message ? [{ ...row, ...message }] : [];
  });
}

async function listMessages(ids: readonly string[], on: Queryable) {
  const rows = await on
    .select({
      id: topic.pageId,
      topics: topic.topics,
      content: revision.content,
      updatedAt: revision.createdAt,
    })
    .from(topic)
    .innerJoin(section, eq(section.id, topic.sectionId))
    .innerJoin(revision, eq(revision.id, section.currentRevisionId))
    .where(inArray(topic.pageId, [...ids]));
  return new Map(
    rows.map(({ id, content, ...row }) => {
      const text = contentOf(messageKind as SectionKind<unknown>, { content }) as Content;
      return [id, { ...row, content: text }] as const;
    }),
  );
}
