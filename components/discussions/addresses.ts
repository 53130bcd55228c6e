import { PLACES } from "@/components/shell/places";
import { withQuery } from "@/components/with-query";
import {
  type AddressedTopic,
  areaOf,
  type CategoryAudience,
  categoryPath,
  type TopicArea,
  topicPath,
  topicRoot,
} from "@/lib/discussions/areas/model";
import type { TopicsQuery } from "@/lib/discussions/model";
import type { OwnTopicsQuery } from "@/lib/discussions/reading/model";
import { type Locale, localePath } from "@/lib/i18n/locales";
import { type Place, placeText } from "@/lib/watching/model";

/** Returns the address of the list of all topics of an area. */
export const topicsHref = (
  locale: Locale,
  query: Partial<TopicsQuery> = {},
  area: TopicArea = "discussions",
) => withQuery(localePath(locale, `/${area}`), query);

/** Returns the address of the list of the topics of a category. */
export const categoryHref = (
  locale: Locale,
  category: { audience: CategoryAudience; slug: string },
  query: Partial<TopicsQuery> = {},
): string => withQuery(localePath(locale, categoryPath(category)), query);

/** Returns the address of the feed of the newest topics; with filters, of those topics only. */
export function topicsFeedHref(
  locale: Locale,
  { topic, country, article }: Pick<Partial<TopicsQuery>, "topic" | "country" | "article"> = {},
): string {
  return withQuery(localePath(locale, "/discussions/feed.xml"), { topic, country, article });
}

/** Returns the address at which a topic is opened in an area, with what the page there suggests. */
export const newTopicHref = (
  locale: Locale,
  area: TopicArea,
  given: { category?: string | undefined; country?: string | undefined; about?: string } = {},
): string => withQuery(localePath(locale, `/${area}/new`), given);

/** Returns the address at which a topic about a place of the site is opened. */
export const askAboutHref = (locale: Locale, about: Place): string =>
  newTopicHref(locale, "discussions", { about: placeText(about) });

/** Returns the address of a topic. */
export const topicHref = (locale: Locale, topic: AddressedTopic): string =>
  localePath(locale, topicPath(topic));

/** Returns the address of a member's own lists of topics. */
export const ownTopicsHref = (locale: Locale, query: Partial<OwnTopicsQuery> = {}): string =>
  withQuery(localePath(locale, PLACES.ownTopics), query);

/** Returns the address that leads a member to their first unread reply, wherever they have read up to meanwhile. */
export const firstUnreadHref = (locale: Locale, topic: Pick<AddressedTopic, "number" | "isInRoom">): string =>
  belowTopicHref(locale, topic, "unread");

/** Returns the path below the number of a topic, without language: "edit", "manage", "history". */
export const belowTopic = (topic: Pick<AddressedTopic, "number" | "isInRoom">, below: string): string =>
  `${topicRoot(areaOf(topic))}/${topic.number}/${below}`;

/** Returns such an address. */
export const belowTopicHref = (
  locale: Locale,
  topic: Pick<AddressedTopic, "number" | "isInRoom">,
  below: string,
): string => localePath(locale, belowTopic(topic, below));
