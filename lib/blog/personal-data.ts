import { asc, eq } from "drizzle-orm";
import type { Queryable } from "@/db/client";
import { post, postAuthor, postPreview } from "@/db/schema/blog";

/** What a member wrote in the blog. */
export async function collectPosts(on: Queryable, memberId: string) {
  return {
    posts: await on
      .select({
        address: post.slug,
        title: post.title,
        summary: post.summary,
        state: post.state,
        language: post.language,
        createdAt: post.createdAt,
        publishedAt: post.publishedAt,
        returnReason: post.returnReason,
        retractionReason: post.retractionReason,
        byline: postAuthor.state,
        answeredAt: postAuthor.answeredAt,
      })
      .from(post)
      .innerJoin(postAuthor, eq(postAuthor.postId, post.pageId))
      .where(eq(postAuthor.memberId, memberId))
      .orderBy(asc(post.createdAt)),
    previewLinks: await on
      .select({ madeAt: postPreview.createdAt, expiresAt: postPreview.expiresAt })
      .from(postPreview)
      .where(eq(postPreview.createdBy, memberId)),
  };
}
