import { ATOM_TYPE, type AtomEntry, atomFeed } from "@/components/atom";
import { blogFeedHref, blogHref, postHref } from "@/components/blog/addresses";
import { authorName } from "@/components/blog/byline";
import { withQuery } from "@/components/with-query";
import { scope } from "@/lib/core/versions";
import { env } from "@/lib/env";
import { type Locale, localePath } from "@/lib/i18n/locales";
import type { Translator } from "@/lib/i18n/translator";
import type { Topic } from "@/lib/vocabulary/topics";
import { document } from "@/lib/web/pages/document";
import { refusedFeed } from "../../filters";
import { entryPath, type FeedPost, FeedQuery, listFeedPosts } from "../feed-posts";
import { readFeedFilters } from "../read-filters";

/** The newest posts as an Atom feed (RFC 4287), optionally filtered. */
export const GET = document({
  query: FeedQuery,
  scopes: () => [scope.blog],
  async render(asked, tools) {
    const { locale, t } = tools;
    const { query, unread } = await readFeedFilters(asked, tools.search);
    if (unread.length > 0) return refusedFeed(tools, unread);
    const { posts, updated, scopes } = await listFeedPosts(query, tools);
    const text = atomFeed({
      origin: env().APP_URL,
      site: t("shell.site"),
      locale,
      id: withQuery(`blog/${locale}`, query),
      title: t("blog.feeds.name", { title: t("blog.title"), site: t("shell.site") }),
      subtitle: t("blog.sub"),
      updated,
      self: blogFeedHref(locale, "xml", query),
      page: blogHref(locale, query),
      entries: posts.map((post) => entryOf(post, locale, t)),
    });
    return { text, type: `${ATOM_TYPE}; charset=utf-8`, scopes };
  },
});

function entryOf(post: FeedPost, locale: Locale, t: Translator): AtomEntry {
  return {
    id: entryPath(post),
    lang: post.language,
    title: post.title,
    updated: post.updatedAt,
    published: post.publishedAt,
    authors: post.authors.map((author) => ({
      name: authorName(t, author),
      path: author === "former" ? undefined : localePath(locale, `/members/${author.handle}`),
    })),
    page: postHref(locale, post.slug),
    categories: post.topics.map((topic) => ({
      term: topic,
      label: t(`vocabulary.topic.${topic as Topic}`),
    })),
    summary: post.summary,
    html: post.html,
  };
}
