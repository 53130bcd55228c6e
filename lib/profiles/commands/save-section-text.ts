import type { Ctx } from "@/lib/core/ctx";
import { DomainError } from "@/lib/core/errors";
import {
  type Preview,
  previewContent,
  readRevisionByNumber,
  readTyped,
  type SectionRow,
} from "@/lib/revisions";
import { pairIds } from "@/lib/text/keep-ids";
import type { Content } from "@/lib/text/nodes";
import type { SaveSectionText, SectionText } from "../editing/model";
import { sectionOf } from "../model";
import { loadRevision, profileKinds } from "../section-access";
import { loadForEdit } from "./edit-section";
import { type SavedSection, saveSection } from "./save-section";

/**
 * Saves prose written in a plain text field, for browsers without scripts. Unchanged blocks keep their ids;
 * those of a new translation get the ids of their source passages. Throws as `saveSection`, and `invalid` /
 * `holds_more` if such a field would lose part of the text.
 */
export async function saveSectionText(ctx: Ctx, input: SaveSectionText): Promise<SavedSection> {
  const { text: _text, ...rest } = input;
  const { source } = await loadForEdit(ctx, input);
  const content = await readSectionText(ctx, input);
  const followed = source && input.base === null ? await findFollowed(ctx, input, source) : null;
  return saveSection(ctx, { ...rest, content: followed ? pairIds(followed, content) : content });
}

/** Finds the source text that a translation says it follows; null if the number is not one of its revisions. */
async function findFollowed(
  ctx: Ctx,
  { section, follows }: SaveSectionText,
  source: SectionRow,
): Promise<Content | null> {
  const found = follows ? await readRevisionByNumber(ctx.tx, source.pageId, follows) : null;
  return found?.sectionId === source.id ? (profileKinds(section).lift(found.content) as Content) : null;
}

/** Previews what a save would change. Throws as `saveSectionText`. */
export async function previewSectionText(ctx: Ctx, input: SectionText): Promise<Preview> {
  const { section } = await loadForEdit(ctx, input);
  const content = await readSectionText(ctx, input);
  return previewContent(ctx, section, profileKinds, { base: input.base, content });
}

async function readSectionText(ctx: Ctx, { slug, section, base, text }: SectionText): Promise<Content> {
  if (sectionOf(section).family !== "prose") throw new DomainError("invalid", "holds_more");
  const kind = profileKinds(section);
  const stored = base === null ? null : (await loadRevision(ctx.tx, slug, base)).revision;
  const before = (stored ? kind.lift(stored.content) : kind.empty()) as Content;
  return readTyped(text, before);
}
