import type { Ctx } from "@/lib/core/ctx";
import { can } from "@/lib/core/policy";
import { baseIdOf } from "@/lib/revisions/contents";
import { findDraftOf, keepDraft } from "@/lib/revisions/draft";
import type { Saved } from "@/lib/revisions/keep";
import { isEditConflict, saveContent } from "@/lib/revisions/save";
import { cleanLine } from "@/lib/text/clean";
import type { SaveSection } from "../editing/model";
import { loadSection, profileKinds } from "../section-access";

/**
 * Saves a section of a profile as a new revision, merged with what others wrote since `base`, and new sources with
 * it. Published at once or waiting, as the policy says. The same token again answers the same revision. Throws
 * `conflict` / `edit_conflict` with base, theirs and mine when only a person can merge them; `invalid` for content,
 * base or sources that are not as they should be.
 */
export async function saveSection(ctx: Ctx, input: SaveSection): Promise<Saved> {
  const { section, facts } = await loadSection(ctx.tx, input.slug, input.section);
  ctx.authorize("section.edit", facts);
  const isPublished = can(ctx.actor, "section.publish", facts);
  const summary = cleanLine(input.summary);
  return saveContent(ctx, section, profileKinds, { ...input, summary }, isPublished);
}

/**
 * Keeps the text of a save that was refused, as the member's draft: the save's own transaction is undone, and with
 * it everything that it wrote. Answers whether it was kept; a personal token has no drafts, its caller has the text.
 */
export async function keepRefusedText(ctx: Ctx, input: SaveSection, refusal: unknown): Promise<boolean> {
  ctx.untraced("a draft is its author's own");
  if (!ctx.actor || ctx.actor.scopes !== null || !isEditConflict(refusal)) {
    ctx.asSystem("nothing is kept");
    return false;
  }
  const { section, facts } = await loadSection(ctx.tx, input.slug, input.section);
  ctx.authorize("draft.keep", facts);
  const earlier = await findDraftOf(ctx.actor.id, section.id, ctx.tx);
  await keepDraft(
    ctx.tx,
    ctx.actor.id,
    section,
    {
      baseId: await baseIdOf(ctx.tx, section, input.base),
      content: input.content,
      summary: input.summary,
      sequence: earlier?.sequence ?? 1,
      force: true,
    },
    ctx.now,
  );
  return true;
}
