import { and, eq } from "drizzle-orm";
import { topic } from "@/db/schema/discussions";
import { page } from "@/db/schema/revisions";
import { pastOf } from "@/lib/pages";
import { messageKind, topicKinds } from "./message-kind";
import { TOPIC_KIND } from "./model";

/** The history of first messages, which readers see from the opening of the topic on. */
export const {
  findHead: findTopicHead,
  readAfter: readMessageAfter,
  diff: diffMessage,
  findOverseen: findOverseenTopic,
  hide: hideMessage,
  show: showMessage,
} = pastOf({
  kind: TOPIC_KIND,
  text: messageKind,
  kinds: topicKinds,
  async findOwner(on, slug) {
    const [row] = await on
      .select({
        id: topic.pageId,
        slug: page.slug,
        title: topic.title,
        language: topic.language,
        sectionId: topic.sectionId,
        publishedAt: topic.createdAt,
      })
      .from(topic)
      .innerJoin(page, eq(page.id, topic.pageId))
      .where(and(eq(topic.number, Number(slug)), eq(topic.state, "shown")));
    return row;
  },
});
