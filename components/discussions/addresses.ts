import { withQuery } from "@/components/with-query";
import { type TopicsQuery, topicPath } from "@/lib/discussions/model";
import { type Locale, localePath } from "@/lib/i18n/locales";
import { type Place, placeText } from "@/lib/watching/model";

/** Returns the address of the list of all topics, or of those of a category. */
export function topicsHref(locale: Locale, query: Partial<TopicsQuery> = {}, category = ""): string {
  const path = category === "" ? "/discussions" : `/discussions/${category}`;
  return withQuery(localePath(locale, path), query);
}

/** Returns the address of the feed of the newest topics; with filters, of those topics only. */
export function topicsFeedHref(
  locale: Locale,
  { topic, country, article }: Pick<Partial<TopicsQuery>, "topic" | "country" | "article"> = {},
): string {
  return withQuery(localePath(locale, "/discussions/feed.xml"), { topic, country, article });
}

/** Returns the address at which a topic about a place of the site is opened. */
export const askAboutHref = (locale: Locale, about: Place): string =>
  withQuery(localePath(locale, "/discussions/new"), { about: placeText(about) });

/** Returns the address of a topic. */
export const topicHref = (locale: Locale, topic: { number: number; slug: string }): string =>
  localePath(locale, topicPath(topic));

/** Returns an address below the number of a topic: "edit", "manage", "history". */
export const belowTopicHref = (locale: Locale, number: number, below: string): string =>
  localePath(locale, `/discussions/t/${number}/${below}`);
