import type { Ctx } from "@/lib/core/ctx";
import { discardOwnDrafts, saveOwnDraft } from "@/lib/revisions";
import type { DiscardDraft, SaveDraft } from "../editing/model";
import { loadSection } from "../section-access";

/**
 * Keeps a member's draft of a section. Its sequence must rise: an older tab is refused with `conflict` /
 * `draft_sequence` and the newer draft, unless it takes over by force.
 */
export async function saveDraft(ctx: Ctx, input: SaveDraft): Promise<{ sequence: number; updatedAt: Date }> {
  const { section, facts } = await loadSection(ctx.tx, input.slug, input.section, input.lang);
  ctx.authorize("draft.keep", facts);
  return saveOwnDraft(ctx, section, input);
}

/** Discards the own draft of a section; does nothing when there is none, or it is another than the one named. */
export async function discardDraft(ctx: Ctx, input: DiscardDraft): Promise<{ isDiscarded: boolean }> {
  const { section, facts } = await loadSection(ctx.tx, input.slug, input.section, input.lang);
  ctx.authorize("draft.keep", facts);
  return { isDiscarded: await discardOwnDrafts(ctx, [section.id], input.sequence) };
}
