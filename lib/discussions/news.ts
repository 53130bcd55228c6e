import { and, eq } from "drizzle-orm";
import { topic } from "@/db/schema/discussions";
import { type NewsKinds, newsOf, type Worded } from "@/lib/notices";
import { isolateBidi } from "@/lib/notices/model";
import { topicPath } from "./model";

const titleOf =
  ({ title }: { title: string }): Worded =>
  () =>
    isolateBidi(title);

const COLUMNS = {
  number: topic.number,
  slug: topic.slug,
  title: topic.title,
  state: topic.state,
  reason: topic.reason,
} as const;

/** Notices to authors of topics. */
export const DISCUSSION_NEWS: NewsKinds = {
  /** One's own topic was shown after review, or hidden, with the reason. */
  async "topic-decided"(reader, row, on) {
    const [own] = await on
      .select(COLUMNS)
      .from(topic)
      .where(and(eq(topic.pageId, row.key), eq(topic.createdBy, reader.id)));
    if (!own || own.state === "held") return null;
    const isShown = own.state === "shown";
    return newsOf({
      news: isShown ? "topic.shown" : "topic.hidden",
      title: titleOf(own),
      path: isShown ? topicPath(own) : `/discussions/t/${own.number}/manage`,
      reason: own.reason,
    });
  },
};
