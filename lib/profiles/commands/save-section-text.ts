import type { Ctx } from "@/lib/core/ctx";
import { DomainError } from "@/lib/core/errors";
import type { Saved } from "@/lib/revisions/keep";
import type { Preview } from "@/lib/revisions/preview";
import { fitsTextarea, fromTextarea } from "@/lib/text/markdown-lite";
import type { Content } from "@/lib/text/nodes";
import type { SaveSectionText, SectionText } from "../editing/model";
import { sectionOf } from "../model";
import { loadRevision, loadSection, profileKinds } from "../section-access";
import { previewSection } from "./preview-section";
import { saveSection } from "./save-section";

/**
 * Saves a section of prose that was written in a plain text field, for browsers without scripts. Blocks that were
 * left alone keep their ids. Throws as `saveSection` does, and `invalid` / `holds_more` for a section whose text
 * such a field would lose something of.
 */
export async function saveSectionText(ctx: Ctx, input: SaveSectionText): Promise<Saved> {
  const { slug, section, base, clientToken, summary } = input;
  const { facts } = await loadSection(ctx.tx, slug, section);
  ctx.authorize("section.edit", facts);
  const content = await readSectionText(ctx, input);
  return saveSection(ctx, { slug, section, base, clientToken, summary, content });
}

/** What saving it would change, without saving it. Throws as `saveSectionText` does. */
export async function previewSectionText(ctx: Ctx, input: SectionText): Promise<Preview> {
  const { slug, section, base } = input;
  const { facts } = await loadSection(ctx.tx, slug, section);
  ctx.authorize("section.edit", facts);
  const content = await readSectionText(ctx, input);
  return previewSection(ctx, { slug, section, base, content });
}

async function readSectionText(ctx: Ctx, { slug, section, base, text }: SectionText): Promise<Content> {
  if (sectionOf(section).family !== "prose") throw new DomainError("invalid", "holds_more");
  const kind = profileKinds(section);
  const stored = base === null ? null : (await loadRevision(ctx.tx, slug, base)).revision;
  const before = (stored ? kind.lift(stored.content) : kind.empty()) as Content;
  if (!fitsTextarea(before)) throw new DomainError("invalid", "holds_more");
  return fromTextarea(text, before);
}
