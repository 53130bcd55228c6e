import { eq } from "drizzle-orm";
import { material } from "@/db/schema/training";
import type { Ctx } from "@/lib/core/ctx";
import { readFormText } from "@/lib/revisions/form-text";
import type { TextDiscard } from "@/lib/revisions/input";
import type { Saved } from "@/lib/revisions/keep";
import { discardOwnDrafts, keepOwnDraft, keepRefused } from "@/lib/revisions/own-draft";
import { type Preview, previewContent } from "@/lib/revisions/preview";
import { saveContent } from "@/lib/revisions/save";
import { cleanLine } from "@/lib/text/clean";
import { loadForEdit } from "../access";
import { descriptionKind, materialKinds } from "../description";
import {
  DESCRIPTION,
  type PreviewDescription,
  type PreviewDescriptionText,
  type SaveDescription,
  type SaveDescriptionDraft,
  type SaveDescriptionText,
} from "../model";

/**
 * Saves the description as a revision, merged with what was written since `base`. The same token again is the same
 * save. Throws as the engine does.
 */
export async function saveDescription(ctx: Ctx, input: SaveDescription): Promise<Saved> {
  const loaded = await loadForEdit(ctx, input.slug);
  const save = { ...input, summary: cleanLine(input.summary) };
  const saved = await saveContent(ctx, loaded.section, materialKinds, save, true);
  await ctx.tx.update(material).set({ updatedAt: ctx.now }).where(eq(material.pageId, loaded.id));
  return saved;
}

/** The same from a form. Throws `invalid` / `holds_more` for a text with more than a plain field can hold. */
export async function saveDescriptionText(ctx: Ctx, input: SaveDescriptionText): Promise<Saved | null> {
  const { slug, base, clientToken, summary } = input;
  const loaded = await loadForEdit(ctx, slug);
  const content = await readFormText(ctx, loaded.section, descriptionKind, input);
  if (content !== undefined) return saveDescription(ctx, { slug, base, clientToken, summary, content });
  ctx.untraced("the form brought no text");
  return null;
}

/** Keeps what its actor is writing. Throws `conflict` / `draft_sequence` with the newer draft to an older tab. */
export async function saveDescriptionDraft(
  ctx: Ctx,
  input: SaveDescriptionDraft,
): Promise<{ sequence: number; updatedAt: Date }> {
  const loaded = await loadForEdit(ctx, input.slug);
  return keepOwnDraft(ctx, loaded.section, input);
}

/** Throws the own draft of a description away; no harm when there is none. */
export async function discardDescriptionDraft(
  ctx: Ctx,
  { slug, sequence }: { slug: string } & TextDiscard,
): Promise<{ slug: string; isDiscarded: boolean }> {
  const loaded = await loadForEdit(ctx, slug);
  return { slug, isDiscarded: await discardOwnDrafts(ctx, [loaded.section.id], sequence) };
}

/** Keeps the text of a save that was refused as the member's draft, in a transaction of its own. */
export function keepRefusedDescription(ctx: Ctx, input: SaveDescription, refusal: unknown): Promise<boolean> {
  return keepRefused(ctx, refusal, input, async () => (await loadForEdit(ctx, input.slug)).section);
}

/** Compares a text with what stands, without saving it. Throws `invalid` for content that its kind refuses. */
export async function previewDescription(ctx: Ctx, input: PreviewDescription): Promise<Preview> {
  const loaded = await loadForEdit(ctx, input.slug);
  ctx.untraced("nothing is kept");
  return previewContent(ctx.tx, loaded.section, materialKinds(DESCRIPTION), input);
}

/** The same from a plain form. Throws `invalid` / `holds_more` for a text with more than a plain field can hold. */
export async function previewDescriptionText(ctx: Ctx, input: PreviewDescriptionText): Promise<Preview> {
  const { slug, base } = input;
  const loaded = await loadForEdit(ctx, slug);
  const content = await readFormText(ctx, loaded.section, descriptionKind, input);
  if (content === undefined) throw new Error("a form without a text was compared");
  return previewDescription(ctx, { slug, base, content });
}
