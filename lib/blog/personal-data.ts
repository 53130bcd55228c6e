import { asc, eq } from "drizzle-orm";
import type { Queryable } from "@/db/client";
import { comment, commentFlag, commentVersion, post, postAuthor, postPreview } from "@/db/schema/blog";

/** What a member wrote in the blog, and said about what others wrote. */
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
    comments: await on
      .select({
        id: comment.id,
        post: post.slug,
        state: comment.state,
        content: comment.content,
        createdAt: comment.createdAt,
        editedAt: comment.editedAt,
        hiddenBecause: comment.reason,
      })
      .from(comment)
      .innerJoin(post, eq(post.pageId, comment.postId))
      .where(eq(comment.authorId, memberId))
      .orderBy(asc(comment.createdAt)),
    earlierComments: await on
      .select({
        comment: commentVersion.commentId,
        content: commentVersion.content,
        until: commentVersion.until,
      })
      .from(commentVersion)
      .innerJoin(comment, eq(comment.id, commentVersion.commentId))
      .where(eq(comment.authorId, memberId))
      .orderBy(asc(commentVersion.until)),
    commentsReported: await on
      .select({
        comment: commentFlag.commentId,
        reason: commentFlag.reason,
        state: commentFlag.state,
        reportedAt: commentFlag.createdAt,
        decidedAt: commentFlag.decidedAt,
      })
      .from(commentFlag)
      .where(eq(commentFlag.memberId, memberId))
      .orderBy(asc(commentFlag.createdAt)),
  };
}
