import { asc, eq } from "drizzle-orm";
import { category, categoryMute, roomMember, topic, topicRead } from "@/db/schema/discussions";
import type { PersonalData } from "@/lib/core/personal-data";

/**
 * Data about members in the discussions. Topics stay, attributed to a former member; replies are comments. They leave the
 * lists of restricted rooms.
 */
export const DISCUSSION_DATA: PersonalData = {
  async collect(on, memberId) {
    return {
      topics: await on
        .select({
          number: topic.number,
          title: topic.title,
          category: category.slug,
          language: topic.language,
          state: topic.state,
          createdAt: topic.createdAt,
          hiddenBecause: topic.reason,
        })
        .from(topic)
        .innerJoin(category, eq(category.id, topic.categoryId))
        .where(eq(topic.createdBy, memberId))
        .orderBy(asc(topic.isInRoom), asc(topic.number)),
      rooms: await on
        .select({ room: category.slug, addedAt: roomMember.addedAt })
        .from(roomMember)
        .innerJoin(category, eq(category.id, roomMember.categoryId))
        .where(eq(roomMember.memberId, memberId))
        .orderBy(asc(category.slug)),
      readTopics: await on
        .select({
          number: topic.number,
          isInRoom: topic.isInRoom,
          readUpTo: topicRead.readNumber,
          because: topicRead.reason,
          openedAt: topicRead.openedAt,
          readAt: topicRead.readAt,
        })
        .from(topicRead)
        .innerJoin(topic, eq(topic.pageId, topicRead.pageId))
        .where(eq(topicRead.memberId, memberId))
        .orderBy(asc(topic.isInRoom), asc(topic.number)),
      mutedCategories: await on
        .select({ category: category.slug, mutedAt: categoryMute.createdAt })
        .from(categoryMute)
        .innerJoin(category, eq(category.id, categoryMute.categoryId))
        .where(eq(categoryMute.memberId, memberId))
        .orderBy(asc(category.slug)),
    };
  },
  tables: [roomMember, topicRead, categoryMute],
  besides: [topic.createdBy],
};
