import { blogFeedHref, blogHref, postHref } from "@/components/blog/addresses";
import { authorName } from "@/components/blog/byline";
import { withQuery } from "@/components/with-query";
import { scope } from "@/lib/core/versions";
import { env } from "@/lib/env";
import { type Locale, localePath } from "@/lib/i18n/locales";
import type { Translator } from "@/lib/i18n/translator";
import { xmlText } from "@/lib/text/xml";
import type { Topic } from "@/lib/vocabulary/topics";
import { document } from "@/lib/web/pages/document";
import { refusedFeed } from "../../filters";
import { entryId, type FeedPost, FeedQuery, listFeedPosts, tagUri } from "../feed-posts";
import { readFeedFilters } from "../read-filters";

/** The newest posts as an Atom feed (RFC 4287), all or those of a topic or a country. */
export const GET = document({
  query: FeedQuery,
  scopes: () => [scope.blog],
  async render(asked, tools) {
    const { locale, t } = tools;
    const { query, unread } = await readFeedFilters(asked, tools.search);
    if (unread.length > 0) return refusedFeed(tools, unread);
    const { posts, updated, scopes } = await listFeedPosts(query, tools);
    const origin = env().APP_URL;
    const title = t("blog.feeds.name", { title: t("blog.title"), site: t("shell.site") });
    const text = [
      `<?xml version="1.0" encoding="UTF-8"?>`,
      `<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="${locale}">`,
      `<id>${xmlText(tagUri(withQuery(`blog/${locale}`, query)))}</id>`,
      `<title>${xmlText(title)}</title>`,
      `<subtitle>${xmlText(t("blog.sub"))}</subtitle>`,
      `<updated>${updated.toISOString()}</updated>`,
      `<link rel="self" type="application/atom+xml" href="${xmlText(origin + blogFeedHref(locale, "xml", query))}"/>`,
      `<link rel="alternate" type="text/html" href="${xmlText(origin + blogHref(locale, query))}"/>`,
      `<author><name>${xmlText(t("shell.site"))}</name></author>`,
      ...posts.map((post) => entryOf(post, locale, t)),
      "</feed>",
      "",
    ].join("\n");
    return { text, type: "application/atom+xml; charset=utf-8", scopes };
  },
});

function entryOf(post: FeedPost, locale: Locale, t: Translator): string {
  const origin = env().APP_URL;
  const authors = post.authors.map((author) => {
    const uri =
      author === "former"
        ? ""
        : `<uri>${xmlText(origin + localePath(locale, `/members/${author.handle}`))}</uri>`;
    return `<author><name>${xmlText(authorName(t, author))}</name>${uri}</author>`;
  });
  const topics = post.topics.map(
    (topic) =>
      `<category term="${xmlText(topic)}" label="${xmlText(t(`vocabulary.topic.${topic as Topic}`))}"/>`,
  );
  return [
    `<entry xml:lang="${xmlText(post.language)}">`,
    `<id>${xmlText(entryId(post))}</id>`,
    `<title>${xmlText(post.title)}</title>`,
    `<published>${post.publishedAt.toISOString()}</published>`,
    `<updated>${post.updatedAt.toISOString()}</updated>`,
    ...authors,
    `<link rel="alternate" type="text/html" hreflang="${xmlText(post.language)}" href="${xmlText(origin + postHref(locale, post.slug))}"/>`,
    ...topics,
    `<summary type="text">${xmlText(post.summary)}</summary>`,
    `<content type="html">${xmlText(post.html)}</content>`,
    "</entry>",
  ].join("");
}
