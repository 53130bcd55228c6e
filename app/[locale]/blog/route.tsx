import { blogFeedHref } from "@/components/blog/addresses";
import { BlogView } from "@/components/blog/blog-view";
import { PostsQuery } from "@/lib/blog/model";
import { handlesIn, listFacets, listPosts } from "@/lib/blog/queries";
import type { Locale } from "@/lib/i18n/locales";
import type { Translator } from "@/lib/i18n/translator";
import { findPublicMember } from "@/lib/members";
import { scope } from "@/lib/versions";
import { document } from "@/lib/web/document";
import type { Feed } from "@/lib/web/view";

/** The posts, newest first; every way to narrow them has an address. */
export const GET = document({
  query: PostsQuery,
  scopes: ({ author }) => [scope.blog, ...(author ? [scope.member(author)] : [])],
  async render(query, { locale, t }) {
    const [found, facets, author] = await Promise.all([
      listPosts(query),
      listFacets(),
      query.author ? findPublicMember(query.author) : null,
    ]);
    const isPart = query.before !== undefined || query.after !== undefined;
    return {
      title: t("blog.title"),
      description: t("blog.sub"),
      current: "blog",
      crumbs: [{ label: t("blog.title") }],
      feeds: feedsOf(t, locale, query),
      ...(isPart ? { robots: "noindex" as const } : {}),
      scopes: handlesIn(found.rows.flatMap((post) => post.authors)).map(scope.member),
      body: <BlogView {...{ t, locale, query, found, facets }} author={author?.displayName ?? null} />,
    };
  },
});

function feedsOf(t: Translator, locale: Locale, query: PostsQuery): Feed[] {
  const title = t("blog.feeds.name", { title: t("blog.title"), site: t("shell.site") });
  return [
    { href: blogFeedHref(locale, "xml", query), title },
    { href: blogFeedHref(locale, "json", query), title, type: "application/feed+json" },
  ];
}
