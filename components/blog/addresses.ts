import { withQuery } from "@/components/with-query";
import type { PostsQuery } from "@/lib/blog/model";
import { type Locale, localePath } from "@/lib/i18n/locales";

/** Returns the address of a post or of one of its pages in a language: `postHref("fr", "malabo", "/history")`. */
export function postHref(locale: Locale, slug: string, rest = ""): string {
  return localePath(locale, `/blog/${slug}${rest}`);
}

/** Returns the address of the list of posts with filters. */
export function blogHref(locale: Locale, query: Partial<PostsQuery> = {}): string {
  return withQuery(localePath(locale, "/blog"), query);
}

/** The filters for which there are feeds: a topic, a country, an article, a series or an author. */
export type FeedQuery = Pick<PostsQuery, "topic" | "country" | "article" | "series" | "author">;

/** Returns the address of the feed of the newest posts; with filters, of those posts only. */
export function blogFeedHref(locale: Locale, format: "xml" | "json", query: Partial<FeedQuery> = {}): string {
  const { topic, country, article, series, author } = query;
  return withQuery(localePath(locale, `/blog/feed.${format}`), { topic, country, article, series, author });
}
