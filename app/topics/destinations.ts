import type { DestinationRule } from "@/app/[locale]/destinations/rule";
import { findTopicPage } from "@/lib/discussions";
import { TopicNumber } from "@/lib/discussions/model";

/** Pages of the discussions that need an account. Those of rooms are named as a whole: nothing in them is public. */
export const TOPIC_DESTINATIONS: readonly DestinationRule[] = [
  { path: /^\/discussions\/new$/, why: "discuss", name: (_, { t }) => t("accounts.next.newTopic") },
  {
    path: /^\/discussions\/t\/(?<number>[^/]+)\/comments?(?:\/[^/]+){0,2}$/,
    why: "discuss",
    async name({ parts }, { t }) {
      const title = await findTitle(parts.number);
      return title === null ? null : t("accounts.next.reply", { title });
    },
  },
  {
    path: /^\/discussions\/t\/(?<number>[^/]+)\/(?:edit|manage|polls)$/,
    why: "discuss",
    name: ({ parts }) => findTitle(parts.number),
  },
  { path: /^\/rooms(?:\/.*)?$/, why: "room", name: (_, { t }) => t("discussions.area.rooms") },
];

async function findTitle(number = ""): Promise<string | null> {
  if (!TopicNumber.safeParse(number).success) return null;
  return (await findTopicPage(number))?.title ?? null;
}
