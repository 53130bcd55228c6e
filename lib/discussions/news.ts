import { and, eq, or } from "drizzle-orm";
import { category, topic } from "@/db/schema/discussions";
import { poll } from "@/db/schema/polls";
import { type NewsKinds, newsOf, type Worded } from "@/lib/notices";
import { isolateBidi } from "@/lib/notices/model";
import { partOf } from "@/lib/profiles/model";
import { sectionTitle } from "@/lib/profiles/watched/model";
import { isVisible } from "./access";
import { areaOf, topicPath, topicRoot } from "./areas/model";
import { findUseOfOwn } from "./proposals/queries";
import { mayRead } from "./rooms/access";

const titleOf =
  ({ title }: { title: string }): Worded =>
  () =>
    isolateBidi(title);

const COLUMNS = {
  number: topic.number,
  slug: topic.slug,
  isInRoom: topic.isInRoom,
  title: topic.title,
  state: topic.state,
  reason: topic.reason,
} as const;

/** Notices to authors of topics and replies. */
export const DISCUSSION_NEWS: NewsKinds = {
  /** One's own topic was shown after review, or hidden, with the reason. */
  async "topic-decided"(reader, row, on) {
    const [own] = await on
      .select(COLUMNS)
      .from(topic)
      .innerJoin(category, eq(category.id, topic.categoryId))
      .where(
        and(
          eq(topic.pageId, row.key),
          eq(topic.createdBy, reader.id),
          or(eq(topic.isInRoom, false), mayRead(reader)),
        ),
      );
    if (!own || own.state === "held" || own.state === "merged") return null;
    const isShown = isVisible(own);
    return newsOf({
      news: isShown ? "topic.shown" : "topic.hidden",
      title: titleOf(own),
      path: isShown ? topicPath(own) : `${topicRoot(areaOf(own))}/${own.number}/manage`,
      reason: own.reason,
      isSecret: own.isInRoom,
    });
  },
  /** A poll of one's own closed by itself. */
  async "poll-closed"(reader, row, on) {
    const [own] = await on
      .select(COLUMNS)
      .from(poll)
      .innerJoin(topic, eq(topic.pageId, poll.pageId))
      .innerJoin(category, eq(category.id, topic.categoryId))
      .where(
        and(
          eq(poll.id, row.key),
          eq(poll.createdBy, reader.id),
          or(eq(topic.isInRoom, false), mayRead(reader)),
        ),
      );
    if (!own || !isVisible(own)) return null;
    return newsOf({ news: "poll.closed", title: titleOf(own), path: topicPath(own), isSecret: own.isInRoom });
  },
  /** Words of one's own reply became part of a section of a profile. */
  async "reply.used"(reader, row, on) {
    const used = await findUseOfOwn(reader.id, row.key, on);
    const part = used && partOf(used.section);
    if (!used || !part) return null;
    const { slug, names } = used.country;
    return newsOf({
      news: "reply.used",
      title: (t, locale) => sectionTitle({ page: names[locale], ...part }, t, locale),
      path: `/countries/${slug}/revisions/${used.number}`,
    });
  },
};
