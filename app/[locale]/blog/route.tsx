import { blogFeeds } from "@/components/blog/feeds";
import { PostsQuery } from "@/lib/blog/model";
import { handlesIn, listFacets, listPosts } from "@/lib/blog/queries";
import { scope } from "@/lib/core/versions";
import { findPublicMember } from "@/lib/members";
import { document } from "@/lib/web/pages/document";
import { BlogView } from "./blog-view";
import { readPostFilters } from "./read-filters";

/** The posts, newest first; every filter has an address. */
export const GET = document({
  query: PostsQuery,
  scopes: ({ author }) => [scope.blog, ...(author ? [scope.member(author)] : [])],
  async render(asked, { locale, t, search }) {
    const facets = await listFacets();
    const { query, place, unread } = await readPostFilters(asked, search, facets);
    const [found, author] = await Promise.all([
      listPosts(query),
      query.author ? findPublicMember(query.author) : null,
    ]);
    const isPart = query.before !== undefined || query.after !== undefined;
    return {
      title: t("blog.title"),
      description: t("blog.sub"),
      current: "blog",
      crumbs: [{ label: t("blog.title") }],
      feeds: blogFeeds(t, locale, query),
      ...(isPart || unread.length > 0 ? { robots: "noindex" as const } : {}),
      scopes: handlesIn(found.rows.flatMap((post) => post.authors)).map(scope.member),
      body: (
        <BlogView
          {...{ t, locale, query, found, facets, place, unread }}
          author={author?.displayName ?? query.author ?? null}
        />
      ),
    };
  },
});
