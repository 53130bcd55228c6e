import { and, eq, isNotNull } from "drizzle-orm";
import { topic } from "@/db/schema/discussions";
import type { Ctx } from "@/lib/core/ctx";
import { type EventKind, logEvent } from "@/lib/webhooks";
import { topicPath } from "./areas/model";

/** A topic that everybody can read: none of a restricted room. */
export const TOPIC_EVENT: EventKind = {
  kind: "topic.opened",
  async read(pageId, on) {
    const [row] = await on
      .select({
        number: topic.number,
        slug: topic.slug,
        title: topic.title,
        language: topic.language,
        isQuestion: topic.isQuestion,
        topics: topic.topics,
        countries: topic.countries,
        articles: topic.articles,
      })
      .from(topic)
      .where(and(eq(topic.pageId, pageId), eq(topic.state, "shown"), eq(topic.isInRoom, false)));
    if (!row) return null;
    const { number, slug, title, language, isQuestion, ...tags } = row;
    return {
      ...tags,
      path: topicPath({ number, slug, isInRoom: false }),
      apiPath: null,
      more: { title, language, isQuestion },
    };
  },
};

/**
 * A topic that everybody could read and that was hidden: its number, and not the words of its title in the address. One that
 * never was seen (`decidedAt`), since a moderator refused it, is told to nobody.
 */
export const TOPIC_HIDDEN: EventKind = {
  kind: "topic.hidden",
  async read(pageId, on) {
    const [row] = await on
      .select({
        number: topic.number,
        topics: topic.topics,
        countries: topic.countries,
        articles: topic.articles,
      })
      .from(topic)
      .where(
        and(
          eq(topic.pageId, pageId),
          eq(topic.state, "hidden"),
          eq(topic.isInRoom, false),
          isNotNull(topic.decidedAt),
        ),
      );
    if (!row) return null;
    const { number, ...tags } = row;
    return { ...tags, path: `/discussions/t/${number}`, apiPath: null, more: {} };
  },
};

/** A topic was hidden, which can happen to it repeatedly. Nothing is stored of one in a room. */
export async function logTopicHidden(
  ctx: Ctx,
  { pageId, isInRoom }: { pageId: string; isInRoom: boolean },
): Promise<void> {
  if (!isInRoom) await logEvent(ctx, { kind: TOPIC_HIDDEN.kind, subjectId: pageId, isRepeated: true });
}
