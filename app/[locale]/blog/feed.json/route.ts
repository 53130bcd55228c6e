import { tagUri } from "@/components/atom";
import { blogFeedHref, blogHref, postHref } from "@/components/blog/addresses";
import { authorName } from "@/components/blog/byline";
import { scope } from "@/lib/core/versions";
import { env } from "@/lib/env";
import { type Locale, localePath } from "@/lib/i18n/locales";
import type { Translator } from "@/lib/i18n/translator";
import type { Topic } from "@/lib/vocabulary/topics";
import { document } from "@/lib/web/pages/document";
import { refusedFeed } from "../../filters";
import { entryPath, type FeedPost, FeedQuery, listFeedPosts } from "../feed-posts";
import { readFeedFilters } from "../read-filters";

/** The newest posts as a JSON feed (JSON Feed 1.1), optionally filtered. */
export const GET = document({
  query: FeedQuery,
  scopes: () => [scope.blog],
  async render(asked, tools) {
    const { locale, t } = tools;
    const { query, unread } = await readFeedFilters(asked, tools.search);
    if (unread.length > 0) return refusedFeed(tools, unread);
    const { posts, scopes } = await listFeedPosts(query, tools);
    const origin = env().APP_URL;
    const feed = {
      version: "https://jsonfeed.org/version/1.1",
      title: t("blog.feeds.name", { title: t("blog.title"), site: t("shell.site") }),
      description: t("blog.sub"),
      home_page_url: origin + blogHref(locale, query),
      feed_url: origin + blogFeedHref(locale, "json", query),
      language: locale,
      items: posts.map((post) => itemOf(post, locale, t)),
    };
    return {
      text: `${JSON.stringify(feed, null, 2)}\n`,
      type: "application/feed+json; charset=utf-8",
      scopes,
    };
  },
});

function itemOf(post: FeedPost, locale: Locale, t: Translator) {
  const origin = env().APP_URL;
  return {
    id: tagUri(origin, entryPath(post)),
    url: origin + postHref(locale, post.slug),
    title: post.title,
    content_html: post.html,
    summary: post.summary,
    image: origin + postHref(locale, post.slug, "/card.png"),
    date_published: post.publishedAt.toISOString(),
    date_modified: post.updatedAt.toISOString(),
    language: post.language,
    authors: post.authors.map((author) => ({
      name: authorName(t, author),
      ...(author === "former" ? {} : { url: origin + localePath(locale, `/members/${author.handle}`) }),
    })),
    tags: post.topics.map((topic) => t(`vocabulary.topic.${topic as Topic}`)),
  };
}
