import type { Ctx } from "@/lib/core/ctx";
import { hide, moveDrafts, unhide } from "@/lib/revisions/hiding";
import type { HideRevision, RevisionParams } from "../editing/model";
import { factOf, loadRevision, profileKinds } from "../section-access";

/**
 * Hides the text or the summary of a revision, and of those of its section up to another, from all but moderators and
 * administrators: pages, differences, feeds, exports, drafts and notices are without it from the commit on. The log
 * keeps who did it and why. Throws as `hide` does.
 */
export async function hideRevision(ctx: Ctx, input: HideRevision): Promise<void> {
  const { section, revision } = await loadRevision(ctx.tx, input.slug, input.number);
  ctx.authorize("revision.hide");
  const what = { isTextHidden: input.text, isSummaryHidden: input.summary, reason: input.reason };
  const range = { from: revision.number, to: Math.max(revision.number, input.through ?? 0) };
  const hidden = await hide(ctx, section, range, what);
  if (what.isTextHidden) await moveDrafts(ctx, section, profileKinds(section.key), hidden);
  for (const one of hidden) await ctx.record("revision.hidden", { ...factOf(section, one), ...what });
}

/** Shows a revision again to whoever may read revisions. */
export async function showRevision(ctx: Ctx, input: RevisionParams): Promise<void> {
  const { section, revision } = await loadRevision(ctx.tx, input.slug, input.number);
  ctx.authorize("revision.hide");
  if (!(await unhide(ctx, revision.id))) return ctx.untraced("nothing of it is hidden");
  await ctx.record("revision.shown", factOf(section, revision));
}
