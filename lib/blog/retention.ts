import { and, eq, inArray, isNull, lt, notExists, type SQL, sql } from "drizzle-orm";
import { member } from "@/db/schema/accounts";
import { post, postAlias, postAuthor, postPreview } from "@/db/schema/blog";
import type { Ctx } from "@/lib/core/ctx";
import { trashedBefore } from "@/lib/core/trash";
import { removeFileUses, updateFileWriters } from "@/lib/files";
import { eraserOf } from "@/lib/publishing";
import { removePage } from "@/lib/revisions";
import { POST_KIND } from "./model";

/**
 * Erases unpublished posts without authors, after the last author erased their account. Scheduled posts are
 * kept: they will still be published. Returns how many.
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
  return erase(ctx, and(inArray(post.state, ["draft", "submitted", "removed"]), notExists(signed)));
}

/** Erases posts whose time in the trash is over. Files go to their uploaders. Returns how many. */
export function emptyPostBins(ctx: Ctx): Promise<number> {
  return erase(ctx, and(eq(post.state, "removed"), lt(post.removedAt, trashedBefore(ctx.now))));
}

/** Erases unpublished posts completely; their addresses are free again. */
const erase = eraserOf<SQL | undefined>({
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
    await removeFileUses(ctx, owner);
    await updateFileWriters(ctx, owner, []);
    // The trigger that guards revisions lets those of a post in the trash be deleted only if its title is empty.
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
