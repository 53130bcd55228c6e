import type { Ctx } from "@/lib/core/ctx";
import { DomainError } from "@/lib/core/errors";
import type { Saved } from "@/lib/revisions/keep";
import { fitsTextarea, fromTextarea } from "@/lib/text/markdown-lite";
import type { Content } from "@/lib/text/nodes";
import type { SaveSectionText } from "../editing/model";
import { sectionOf } from "../model";
import { loadRevision, loadSection, profileKinds } from "../section-access";
import { saveSection } from "./save-section";

/**
 * Saves a section of prose that was written in a plain text field, for browsers without scripts. Blocks that were
 * left alone keep their ids. Throws as `saveSection` does, and `invalid` / `holds_more` for a section whose text
 * such a field would lose something of.
 */
export async function saveSectionText(ctx: Ctx, input: SaveSectionText): Promise<Saved> {
  const { slug, section, base, clientToken, summary, text } = input;
  const { facts } = await loadSection(ctx.tx, slug, section);
  ctx.authorize("section.edit", facts);
  if (sectionOf(section).family !== "prose") throw new DomainError("invalid", "holds_more");
  const kind = profileKinds(section);
  const stored = base === null ? null : (await loadRevision(ctx.tx, slug, base)).revision;
  const before = (stored ? kind.lift(stored.content) : kind.empty()) as Content;
  if (!fitsTextarea(before)) throw new DomainError("invalid", "holds_more");
  const content = fromTextarea(text, before);
  return saveSection(ctx, { slug, section, base, clientToken, summary, content });
}
