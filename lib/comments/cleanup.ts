import { eq } from "drizzle-orm";
import { comment } from "@/db/schema/comments";
import { page } from "@/db/schema/revisions";
import type { Ctx } from "@/lib/core/ctx";
import { DomainError } from "@/lib/core/errors";
import type { CommentedKind } from "./kind";
import { hideLoaded, loadComment, recount, showLoaded } from "./moderate";

/** Creates what a clean-up does with comments: hide one, and put it back as it was if nobody decided since. */
export function commentCleanup(kinds: readonly CommentedKind[]) {
  const load = async (ctx: Ctx, id: string) => {
    const [place] = await ctx.tx
      .select({ kind: page.kind, slug: page.slug })
      .from(comment)
      .innerJoin(page, eq(page.id, comment.pageId))
      .where(eq(comment.id, id));
    const of = kinds.find(({ kind }) => kind === place?.kind)?.comments;
    if (!place || !of) throw new DomainError("not_found", "comment");
    return { of, loaded: await loadComment(ctx, of, { slug: place.slug, id }) };
  };
  return {
    /** Returns the state that it had; null if it is hidden or deleted already. */
    async hide(ctx: Ctx, id: string, { reason, caseId }: { reason: string; caseId: string }) {
      const { of, loaded } = await load(ctx, id);
      const { state } = loaded.row;
      if (state !== "shown" && state !== "held") return null;
      await hideLoaded(ctx, of, loaded, { reason, caseId });
      return state;
    },
    /** Returns false if somebody decided since. `by`: who cleaned up, and the reason that they gave. */
    async restore(
      ctx: Ctx,
      id: string,
      by: { before: string; byId: string; reason: string; caseId: string },
    ) {
      const { of, loaded } = await load(ctx, id);
      const [row] = await ctx.tx
        .select({ state: comment.state, decidedBy: comment.decidedBy, reason: comment.reason })
        .from(comment)
        .where(eq(comment.id, id));
      if (row?.state !== "hidden" || row.decidedBy !== by.byId || row.reason !== by.reason) return false;
      await showLoaded(ctx, of, loaded, { caseId: by.caseId });
      if (by.before === "held") {
        await ctx.tx
          .update(comment)
          .set({ state: "held", decidedBy: null, decidedAt: null })
          .where(eq(comment.id, id));
        await recount(ctx, of, loaded.page);
        await ctx.record("comment.changed", loaded.fact);
      }
      return true;
    },
  };
}
