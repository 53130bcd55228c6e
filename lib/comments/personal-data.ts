import { asc, eq, inArray } from "drizzle-orm";
import type { Queryable } from "@/db/client";
import { comment, commentFlag, commentVersion } from "@/db/schema/comments";
import { page } from "@/db/schema/revisions";
import type { PersonalData } from "@/lib/core/personal-data";
import { removeOldFlags } from "./flags";

/** Collects a member's comments and reports. */
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
      hiddenBecause: comment.reason,
    })
    .from(comment)
    .innerJoin(page, eq(page.id, comment.pageId))
    .where(eq(comment.authorId, memberId))
    .orderBy(asc(comment.createdAt));
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

/** Data about members in comments. Comments stay, attributed to a former member. */
export const COMMENT_DATA: PersonalData = {
  expire: async ({ tx, now }) => ({ commentFlags: await removeOldFlags(tx, now) }),
  collect: collectComments,
  tables: [commentFlag],
  /** Earlier and deleted texts are erased. */
  async erase({ tx }, memberId) {
    const own = tx.select({ id: comment.id }).from(comment).where(eq(comment.authorId, memberId));
    await tx.delete(commentVersion).where(inArray(commentVersion.commentId, own));
  },
  besides: [comment.authorId],
};
