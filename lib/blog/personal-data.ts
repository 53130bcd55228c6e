import { and, asc, eq, ne } from "drizzle-orm";
import type { Queryable } from "@/db/client";
import { post, postAuthor, postCorrection, postPreview } from "@/db/schema/blog";
import type { PersonalData } from "@/lib/core/personal-data";
import { removeOldPreviews } from "./commands/previews";
import { emptyPostBins, removeUnreadPosts } from "./retention";

/** Collects what a member wrote in the blog. */
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
      .orderBy(asc(post.createdAt), asc(post.pageId)),
    previewLinks: await on
      .select({ madeAt: postPreview.createdAt, expiresAt: postPreview.expiresAt })
      .from(postPreview)
      .where(eq(postPreview.createdBy, memberId)),
  };
}

/** Data about members in the blog. Signed posts stay, attributed to a former member. */
export const BLOG_DATA: PersonalData = {
  expire: async (ctx) => ({
    previewLinks: await removeOldPreviews(ctx.tx, ctx.now),
    postBins: await emptyPostBins(ctx),
    unreadPosts: await removeUnreadPosts(ctx),
  }),
  collect: collectPosts,
  async erase({ tx }, memberId) {
    await tx.delete(postPreview).where(eq(postPreview.createdBy, memberId));
    // Signed posts stay; byline requests that the member declined or did not answer are deleted.
    await tx.delete(postAuthor).where(and(eq(postAuthor.memberId, memberId), ne(postAuthor.state, "agreed")));
  },
  besides: [postPreview.createdBy, postAuthor.memberId, post.createdBy, postCorrection.memberId],
};
