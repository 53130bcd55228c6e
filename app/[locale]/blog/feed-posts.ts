import { PostsQuery } from "@/lib/blog/model";
import { handlesIn, listPosts, type PostLine } from "@/lib/blog/queries";
import { env } from "@/lib/env";
import { scope } from "@/lib/versions";

/** How many posts a feed holds. */
const ENTRIES = 30;

/** A feed is of all posts, of one topic, or on one country. */
export const FeedQuery = PostsQuery.pick({ topic: true, country: true });

/** The posts of a feed and what makes it stale. */
export async function listFeedPosts(query: Pick<PostsQuery, "topic" | "country">) {
  const { rows } = await listPosts(query, ENTRIES);
  const updated = new Date(Math.max(0, ...rows.map((post) => post.updatedAt.getTime())));
  return {
    posts: rows,
    updated,
    scopes: handlesIn(rows.flatMap((post) => post.authors)).map(scope.member),
  };
}

/**
 * The id of a post in every feed (RFC 4151). Of the post and not of its address, so that a correction or another
 * title is an update of the same entry.
 */
export function entryId({ id }: Pick<PostLine, "id">): string {
  return tagUri(`blog/${id}`);
}

export function tagUri(path: string): string {
  return `tag:${new URL(env().APP_URL).hostname},2026:${path}`;
}
