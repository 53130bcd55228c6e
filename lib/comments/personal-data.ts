import { and, asc, eq, inArray, isNull, sql } from "drizzle-orm";
import type { Queryable } from "@/db/client";
import { comment, commentFlag, commentQuote, commentReaction, commentVersion } from "@/db/schema/comments";
import { page } from "@/db/schema/revisions";
import type { PersonalData } from "@/lib/core/personal-data";
import type { CommentedKind } from "./kind";
import { eraseEarlierQuotes } from "./quotes/store";
import { eraseReactions } from "./reactions/consequences";

/** Collects a member's comments and reactions. */
export async function collectComments(on: Queryable, memberId: string) {
  const comments = await on
    .select({
      id: comment.id,
      kind: page.kind,
      slug: page.slug,
      state: comment.state,
      content: comment.content,
      createdAt: comment.createdAt,
      editedAt: comment.editedAt,
      // What moderators added to the reason of a purge is for moderators only.
      hiddenBecause: sql<string | null>`case when ${comment.purgedFor} is null then ${comment.reason} end`,
      purgedFor: comment.purgedFor,
    })
    .from(comment)
    .innerJoin(page, eq(page.id, comment.pageId))
    .where(eq(comment.authorId, memberId))
    .orderBy(asc(comment.createdAt), asc(comment.id));
  return {
    comments: comments.map(({ id, kind, slug, ...said }) => ({ id, [kind]: slug, ...said })),
    earlierComments: await on
      .select({
        comment: commentVersion.commentId,
        content: commentVersion.content,
        until: commentVersion.until,
      })
      .from(commentVersion)
      .innerJoin(comment, eq(comment.id, commentVersion.commentId))
      .where(eq(comment.authorId, memberId))
      .orderBy(asc(commentVersion.until), asc(commentVersion.commentId), asc(commentVersion.number)),
    /** What they quoted, by its comment: the words are somebody else's. */
    quotations: await on
      .select({ comment: commentQuote.commentId, of: commentQuote.quotedId })
      .from(commentQuote)
      .innerJoin(comment, eq(comment.id, commentQuote.commentId))
      .where(and(eq(comment.authorId, memberId), isNull(commentQuote.version)))
      .orderBy(asc(commentQuote.commentId), asc(commentQuote.place)),
    reactions: await on
      .select({
        comment: commentReaction.commentId,
        reaction: commentReaction.reaction,
        givenAt: commentReaction.createdAt,
      })
      .from(commentReaction)
      .where(eq(commentReaction.memberId, memberId))
      .orderBy(asc(commentReaction.createdAt), asc(commentReaction.commentId), asc(commentReaction.reaction)),
  };
}

/** Data about members in comments on some kinds of page. Comments stay, attributed to a former member. */
export const commentData = (kinds: readonly CommentedKind[]): PersonalData => ({
  collect: collectComments,
  // Empty since flags have tables of their own.
  tables: [commentFlag],
  /** Earlier and deleted texts are erased, and reactions. */
  async erase(ctx, memberId) {
    await eraseEarlierQuotes(ctx, memberId);
    const own = ctx.tx.select({ id: comment.id }).from(comment).where(eq(comment.authorId, memberId));
    await ctx.tx.delete(commentVersion).where(inArray(commentVersion.commentId, own));
    await eraseReactions(ctx, kinds, memberId);
  },
  besides: [comment.authorId, commentReaction.memberId],
});
