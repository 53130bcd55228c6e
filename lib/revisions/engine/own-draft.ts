import type { Ctx } from "@/lib/core/ctx";
import type { TextDraft } from "../input";
import { readBase } from "./contents";
import { deleteDraft, findDraftOf, upsertDraft } from "./draft";
import { isEditConflict } from "./save";
import type { SectionRow } from "./sections";

/* Drafts of the actor, for any kind of page. The caller checks the right to write there. */

/** Saves the actor's draft. Throws `conflict` / `draft_sequence` with the newer draft to an older tab. */
export async function saveOwnDraft(
  ctx: Ctx,
  section: SectionRow,
  input: TextDraft & { newSources?: readonly unknown[] | undefined },
): Promise<{ sequence: number; updatedAt: Date }> {
  ctx.skipAudit("a draft is its author's own");
  const baseId = (await readBase(ctx.tx, section, input.base))?.id ?? null;
  const draft = { ...input, newSources: input.newSources ?? [], baseId };
  return upsertDraft(ctx.tx, ctx.actor?.id ?? "", section, draft, ctx.now);
}

/**
 * Discards the actor's drafts of these sections; with `sequence` only drafts of that number. Returns whether
 * there was one.
 */
export async function discardOwnDrafts(
  ctx: Ctx,
  sectionIds: readonly string[],
  sequence?: number,
): Promise<boolean> {
  const memberId = ctx.actor?.id ?? "";
  let isDiscarded = false;
  for (const sectionId of sectionIds) {
    if (!(await deleteDraft(ctx.tx, memberId, sectionId, sequence))) continue;
    isDiscarded = true;
    await ctx.record("draft.discarded", { memberId, sectionId });
  }
  if (!isDiscarded) ctx.skipAudit("there was no draft");
  return isDiscarded;
}

/**
 * Saves the text of a save refused with an edit conflict as the actor's draft, in a new transaction because the
 * save's own was rolled back. `load` finds the section and checks the right. Returns whether it was saved: not for
 * other refusals, not for personal tokens, whose callers have the text, and not over a draft that the caller does
 * not know (`draft` is the sequence of the one it knows).
 */
export async function saveRefused(
  ctx: Ctx,
  refusal: unknown,
  input: Pick<TextDraft, "base" | "content" | "summary"> & {
    draft?: number | undefined;
    newSources?: readonly unknown[] | undefined;
  },
  load: () => Promise<SectionRow>,
): Promise<boolean> {
  if (!ctx.actor || ctx.actor.scopes !== null || !isEditConflict(refusal)) {
    ctx.skipAudit("nothing is kept");
    ctx.asSystem("nothing is kept");
    return false;
  }
  const section = await load();
  const earlier = await findDraftOf(ctx.actor.id, section.id, ctx.tx);
  const { base, content, summary, newSources } = input;
  if (earlier && earlier.sequence !== input.draft) {
    ctx.skipAudit("another tab's draft stays");
    return false;
  }
  await saveOwnDraft(ctx, section, {
    base,
    content,
    summary,
    newSources,
    sequence: earlier?.sequence ?? 1,
    force: true,
  });
  return true;
}
