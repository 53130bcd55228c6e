import { eq, sql } from "drizzle-orm";
import { post } from "@/db/schema/blog";
import { type CommentedKind, commentsOf } from "@/lib/comments";
import { scope } from "@/lib/core/versions";
import type { PageKind } from "@/lib/pages";
import { type LoadedPost, loadPost, requireState } from "./access";
import { DETAILS, POST_KIND } from "./model";

/** Posts, for the engines. Links also resolve by earlier names. */
export const postPages = {
  kind: POST_KIND,
  area: "blog",
  screens: ["new", "mine", "review", "preview"],
  list: scope.blog,
  shown: sql`select o.page_id, to_jsonb(o.title) as name from post o where o.state = 'published'`,
  named: sql`select o.page_id, to_jsonb(o.title) as name from post o where o.state in ('published', 'retracted')`,
  placeOf: ({ slug, name, key }) => ({
    of: "post" as const,
    folder: "posts",
    slug,
    title: String(name),
    part: key === DETAILS ? ("details" as const) : ("body" as const),
  }),
  async find(names, on) {
    const slugs = sql`any(${sql.param([...names])}::text[])`;
    const { rows } = await on.execute<{ slug: string; retracted: boolean }>(sql`
      select slug, state = 'retracted' as retracted from post
        where slug = ${slugs} and state in ('published', 'retracted')
      union all select a.slug, o.state = 'retracted' from post_alias a
        join post o on o.page_id = a.post_id and o.state in ('published', 'retracted') where a.slug = ${slugs}`);
    return new Map(rows.map(({ slug, retracted }) => [slug, retracted]));
  },
  staleBy: (slug) => scope.there(`blog/${slug}`),
  async findEarlier(slug, on) {
    const { rows } = await on.execute<{ alias: string }>(sql`
      select a.slug as alias from post_alias a join post p on p.page_id = a.post_id where p.slug = ${slug}`);
    return rows.map(({ alias }) => alias);
  },
  comments: {
    pages: () => sql`select o.page_id, o.slug, o.title, o.language, o.state = 'published' as is_read,
      o.is_comments_locked as is_locked from post o`,
    scope: scope.post,
    load: loadPost,
    requireShown: (loaded) => requireState(loaded, "published"),
    requireOpen: (loaded) => requireState(loaded, "published"),
    saveCount: ({ tx }, id, shown) => tx.update(post).set({ commentCount: shown }).where(eq(post.pageId, id)),
    review: { path: "/blog/review", held: "comments" },
  },
} satisfies PageKind & CommentedKind<LoadedPost>;

/** Commands for comments on posts. */
export const postComments = commentsOf(postPages);
