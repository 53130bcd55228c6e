import { and, eq, inArray, sql } from "drizzle-orm";
import { topic } from "@/db/schema/discussions";
import { page } from "@/db/schema/revisions";
import { pastOf } from "@/lib/pages";
import { isTopic, visibleIn } from "./access";
import { KIND_IN, type TopicArea } from "./areas/model";
import { messageKind, topicKinds } from "./message-kind";
import { mayReadRoomOf } from "./rooms/access";

/** The history of first messages, which readers see from the opening of the topic on. */
const historyIn = (area: TopicArea) =>
  pastOf({
    kind: KIND_IN[area],
    text: messageKind,
    kinds: topicKinds,
    async findOwner(on, slug, { states, reader }) {
      const visible = visibleIn({ isInRoom: area === "rooms" });
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
        .where(
          and(
            isTopic(area, slug),
            // Moderators also hide and purge what a topic says that they have hidden.
            inArray(topic.state, states.includes("retracted") ? [visible, "hidden"] : [visible]),
            area === "rooms" ? mayReadRoomOf(reader, sql`${topic.categoryId}`) : undefined,
          ),
        );
      return row;
    },
  });

export const messagePast = historyIn("discussions");
export const roomMessagePast = historyIn("rooms");
