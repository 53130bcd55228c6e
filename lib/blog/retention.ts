import { and, eq, inArray, isNull, lt, notExists, type SQL, sql } from "drizzle-orm";
import { member } from "@/db/schema/accounts";
import { post, postAlias, postAuthor, postPreview } from "@/db/schema/blog";
import { binnedBefore } from "@/lib/core/bin";
import type { Ctx } from "@/lib/core/ctx";
import { endFileUses, updateFileWriters } from "@/lib/files";
import { eraserOf } from "@/lib/publishing";
import { removePage } from "@/lib/revisions";
import { POST_KIND } from "./model";

/**
 * Removes posts that never appeared and that nobody signs any more, since their last author erased the account: nobody
 * had read them, and nobody can, nor put them back. One that waits for its time is as good as read; it appears. Answers
 * how many.
 */
export function removeUnreadPosts(ctx: Ctx): Promise<number> {
  const signed = ctx.tx
    .select({ one: sql`1` })
    .from(postAuthor)
    .innerJoin(member, eq(member.id, postAuthor.memberId))
    .where(
      and(
        eq(postAuthor.postId, post.pageId),
        eq(postAuthor.state, "agreed"),
        sql`${member.state} <> 'erased'`,
      ),
    );
  return forget(ctx, and(inArray(post.state, ["draft", "submitted", "removed"]), notExists(signed)));
}

/** Ends what lay in bins for its time. Files are left to their uploaders. Answers how many. */
export function emptyPostBins(ctx: Ctx): Promise<number> {
  return forget(ctx, and(eq(post.state, "removed"), lt(post.removedAt, binnedBefore(ctx.now))));
}

/** Takes posts that never appeared away, with all that belongs to them; their addresses are free again. */
const forget = eraserOf<SQL | undefined>({
  kind: POST_KIND,
  list: ({ tx }, which, most) =>
    tx
      .select({ id: post.pageId })
      .from(post)
      .where(and(isNull(post.publishedAt), which))
      .limit(most)
      .for("update", { of: post }),
  async clear(ctx, id) {
    const owner = { kind: POST_KIND, id };
    await endFileUses(ctx, owner);
    await updateFileWriters(ctx, owner, []);
    // What was deleted has no title any more once its time is over: the guard of revisions asks for just that.
    await ctx.tx
      .update(post)
      .set({ title: "" })
      .where(and(eq(post.pageId, id), eq(post.state, "removed")));
  },
  async end(ctx, id) {
    for (const table of [postPreview, postAlias, postAuthor])
      await ctx.tx.delete(table).where(eq(table.postId, id));
    await ctx.tx.delete(post).where(eq(post.pageId, id));
    await removePage(ctx, id);
  },
});
