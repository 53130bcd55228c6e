import type { Ctx } from "@/lib/core/ctx";
import { baseIdOf } from "@/lib/revisions/contents";
import { dropDraft, keepDraft } from "@/lib/revisions/draft";
import type { SaveDraft, SectionParams } from "../editing/model";
import { loadSection } from "../section-access";

/**
 * Keeps a member's draft of a section. Its sequence must rise: an older tab is refused with `conflict` /
 * `draft_sequence` and the newer draft, unless it takes over by force.
 */
export async function saveDraft(ctx: Ctx, input: SaveDraft): Promise<{ sequence: number; updatedAt: Date }> {
  const { section, facts } = await loadSection(ctx.tx, input.slug, input.section);
  ctx.authorize("draft.keep", facts);
  ctx.untraced("a draft is its author's own");
  const baseId = await baseIdOf(ctx.tx, section, input.base);
  return keepDraft(ctx.tx, ctx.actor?.id ?? "", section, { ...input, baseId }, ctx.now);
}

/** Throws the own draft of a section away; no harm when there is none. */
export async function discardDraft(ctx: Ctx, input: SectionParams): Promise<{ isDiscarded: boolean }> {
  const { section, facts } = await loadSection(ctx.tx, input.slug, input.section);
  ctx.authorize("draft.keep", facts);
  const memberId = ctx.actor?.id ?? "";
  const isDiscarded = await dropDraft(ctx.tx, memberId, section.id);
  if (isDiscarded) await ctx.record("draft.discarded", { memberId, sectionId: section.id });
  else ctx.untraced("there was no draft");
  return { isDiscarded };
}
