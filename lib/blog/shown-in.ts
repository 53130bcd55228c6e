import { and, asc, eq, inArray } from "drizzle-orm";
import { member } from "@/db/schema/accounts";
import { post, postAuthor } from "@/db/schema/blog";
import type { Ctx } from "@/lib/core/ctx";
import { scope } from "@/lib/core/versions";

/**
 * Lists scopes that show a post besides its own page: lists, pages of its authors and countries. None if
 * never published. Pages it no longer names depend on the post's own scope, which every change raises.
 */
export async function scopesShowing(ctx: Ctx, fact: { pageId: string }): Promise<string[]> {
  const rows = await ctx.tx
    .select({ countries: post.countries, publishedAt: post.publishedAt, handle: member.handle })
    .from(post)
    .innerJoin(postAuthor, eq(postAuthor.postId, post.pageId))
    .innerJoin(member, eq(member.id, postAuthor.memberId))
    .where(and(eq(post.pageId, fact.pageId), eq(postAuthor.state, "agreed")))
    .orderBy(asc(postAuthor.position));
  const [row] = rows;
  const handles = rows.map(({ handle }) => handle);
  return row?.publishedAt ? scopesOf(row, handles) : [];
}

/** Lists these scopes for a published post, from its row and its authors' handles. */
export function scopesOf(row: { countries: readonly string[] }, handles: readonly string[]): string[] {
  return [scope.blog, ...row.countries.map(scope.postsOn), ...handles.map(scope.postsBy)];
}

/** Lists these scopes after a change of details, and that of links to its address, which the change can affect. */
export async function scopesOfChange(ctx: Ctx, fact: { pageId: string; slug: string }): Promise<string[]> {
  const scopes = await scopesShowing(ctx, fact);
  return scopes.length > 0 ? [...scopes, scope.there(`blog/${fact.slug}`)] : [];
}

/** Lists these scopes for several newly published posts, and those of links to them. */
export async function scopesShowingAll(ctx: Ctx, fact: { posts: readonly string[] }): Promise<string[]> {
  const scopes = new Set<string>();
  for (const pageId of fact.posts) for (const name of await scopesShowing(ctx, { pageId })) scopes.add(name);
  const rows = fact.posts.length
    ? await ctx.tx
        .select({ slug: post.slug })
        .from(post)
        .where(inArray(post.pageId, [...fact.posts]))
    : [];
  for (const { slug } of rows) scopes.add(scope.there(`blog/${slug}`));
  return [...scopes];
}
