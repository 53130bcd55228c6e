import { asc, eq } from "drizzle-orm";
import { category, topic } from "@/db/schema/discussions";
import type { PersonalData } from "@/lib/core/personal-data";

/** Data about members in the discussions. Topics stay, attributed to a former member; replies are comments. */
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
        .orderBy(asc(topic.number)),
    };
  },
  besides: [topic.createdBy],
};
