import type { z } from "zod";
import { picturesOf } from "@/components/blog/post-picture";
import { PostsQuery } from "@/lib/blog/model";
import { handlesIn, listPosts, listTexts, type PostLine } from "@/lib/blog/queries";
import { scope } from "@/lib/core/versions";
import type { PageTools } from "@/lib/web/view";
import { drawFeedText, updatedOf } from "../feed-text";

/** The number of posts in a feed. */
const ENTRIES = 30;

/** A feed contains all posts, or those of a filter that keeps its meaning. */
export const FeedQuery = PostsQuery.pick({
  topic: true,
  country: true,
  article: true,
  series: true,
  author: true,
});
export type FeedQuery = z.infer<typeof FeedQuery>;

/** Returns the posts of a feed and the scopes that make it stale. */
export async function listFeedPosts(query: FeedQuery, tools: Pick<PageTools, "t" | "locale">) {
  const { rows } = await listPosts(query, ENTRIES);
  const texts = await listTexts(rows.map((post) => post.id));
  const posts = await Promise.all(
    rows.map(async (post) => {
      const text = texts.get(post.id);
      return {
        ...post,
        html: text ? await drawFeedText(text.content, tools, picturesOf(text.pictures)) : "",
      };
    }),
  );
  return {
    posts,
    updated: updatedOf(rows),
    scopes: handlesIn(rows.flatMap((post) => post.authors)).map(scope.member),
  };
}

/** A post with its text as HTML. */
export type FeedPost = Awaited<ReturnType<typeof listFeedPosts>>["posts"][number];

/**
 * Returns the basis of a post's id in every feed: the post, not its address, so that a correction or a new
 * title updates the same entry.
 */
export const entryPath = ({ id }: Pick<PostLine, "id">) => `blog/${id}`;
