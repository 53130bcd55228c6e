import { and, eq } from "drizzle-orm";
import { topic } from "@/db/schema/discussions";
import type { EventKind } from "@/lib/webhooks";
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
