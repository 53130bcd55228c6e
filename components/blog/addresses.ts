import { withQuery } from "@/components/with-query";
import type { PostsQuery } from "@/lib/blog/model";
import { type Locale, localePath } from "@/lib/i18n/locales";

/** The address of a post or of one of its pages, in a language: `postHref("fr", "malabo", "/history")`. */
export function postHref(locale: Locale, slug: string, rest = ""): string {
  return localePath(locale, `/blog/${slug}${rest}`);
}

/** The list of posts, narrowed as asked. */
export function blogHref(locale: Locale, query: Partial<PostsQuery> = {}): string {
  return withQuery(localePath(locale, "/blog"), query);
}

/** Feeds tell apart what concerns a reader's work: a topic, a country, an article, a series, an author, or all. */
export type FeedQuery = Pick<PostsQuery, "topic" | "country" | "article" | "series" | "author">;

/** The feed of the newest posts, of a topic or on a country. */
export function blogFeedHref(locale: Locale, format: "xml" | "json", query: Partial<FeedQuery> = {}): string {
  const { topic, country, article, series, author } = query;
  return withQuery(localePath(locale, `/blog/feed.${format}`), { topic, country, article, series, author });
}
