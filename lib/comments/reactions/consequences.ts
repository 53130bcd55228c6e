import { eq, sql } from "drizzle-orm";
import { comment, commentReaction } from "@/db/schema/comments";
import { page } from "@/db/schema/revisions";
import type { Ctx } from "@/lib/core/ctx";
import { markStale } from "@/lib/core/versions";
import { clearNotices, notify } from "@/lib/notices";
import type { CommentedKind } from "../kind";

interface CommentFact {
  pageId: string;
  commentId: string;
}

/** Returns the scopes that show the reactions to a comment: its page, but no list. */
export const scopesOfReaction =
  (kinds: readonly CommentedKind[]) =>
  async ({ tx }: Ctx, { pageId }: CommentFact): Promise<string[]> => {
    const [row] = await tx.select({ kind: page.kind, slug: page.slug }).from(page).where(eq(page.id, pageId));
    return row ? scopeOf(kinds, row) : [];
  };

const scopeOf = (kinds: readonly CommentedKind[], { kind, slug }: { kind: string; slug: string }): string[] =>
  [kinds.find((one) => one.kind === kind)?.comments.scope?.(slug) ?? []].flat();

/**
 * Notifies a comment's author of reactions: by one notice for each comment, which always says how many there are, and never
 * by mail.
 */
export async function notifyReacted(
  ctx: Ctx,
  { pageId, commentId, isGiven }: CommentFact & { isGiven: boolean },
): Promise<void> {
  const of = { kind: "comment-reacted", key: commentId };
  if (!isGiven) {
    if ((await ctx.tx.$count(commentReaction, eq(commentReaction.commentId, commentId))) === 0)
      await clearNotices(ctx, of);
    return;
  }
  const [row] = await ctx.tx
    .select({ authorId: comment.authorId })
    .from(comment)
    .where(eq(comment.id, commentId));
  await notify(ctx, {
    ...of,
    memberIds: row ? [row.authorId] : [],
    category: "reply",
    pageId,
    unlessMuted: "around",
    anew: true,
    isNeverMailed: true,
  });
}

/** Deletes a member's reactions. The pages that counted them are drawn again. */
export async function eraseReactions(
  ctx: Ctx,
  kinds: readonly CommentedKind[],
  memberId: string,
): Promise<void> {
  const { rows } = await ctx.tx.execute<{ kind: string; slug: string }>(sql`
    with gone as (delete from comment_reaction where member_id = ${memberId} returning comment_id)
    select distinct p.kind, p.slug from gone g join comment c on c.id = g.comment_id join page p on p.id = c.post_id`);
  for (const name of rows.flatMap((row) => scopeOf(kinds, row))) markStale(ctx.tx, name);
}
