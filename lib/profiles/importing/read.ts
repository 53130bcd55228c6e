import type { Actor } from "@/lib/core/actor";
import { DomainError, invalidFields, isDomainError } from "@/lib/core/errors";
import { readOutline } from "@/lib/files/bytes";
import type { OutlineSheet } from "@/lib/files/outline/model";
import type { Block } from "@/lib/text/nodes";
import { findSectionForEdit, type SectionForEdit } from "../edit-queries";
import type { SectionKey } from "../model";
import { type DraftLaws, type DraftText, IMPORT_FIELDS } from "./model";
import { textsOf } from "./texts";

/** The start of a section's editor, or that the member cannot edit it. */
export type Start = SectionForEdit | "closed";

/** Choices with their text: that of each section, or the rows of the sheet. */
export type ReadText = Pick<DraftText, "slug" | "lang"> & {
  name: string;
  sections: ReadonlyMap<SectionKey, { start: Start; blocks: readonly Block[] }>;
};
export type ReadLaws = Omit<DraftLaws, "sheet" | "file"> & { name: string; rows: OutlineSheet; start: Start };

/**
 * Reads the document of an import, before the transaction. Throws `not_found` for a file that is not the
 * member's own or has no text, and for an unknown profile; `invalid` if there is not one choice for each heading.
 */
export async function readText(input: DraftText, actor: Actor | null): Promise<ReadText> {
  const { name, outline } = await readOwn(input.file, actor);
  if (outline.kind !== "text") throw new DomainError("not_found", "file");
  const { slug, lang, targets } = input;
  if (targets.length !== outline.parts.length) throw invalidFields({ [IMPORT_FIELDS.part(0)]: ["choose"] });
  const sections: [SectionKey, { start: Start; blocks: readonly Block[] }][] = [];
  for (const [key, blocks] of textsOf(outline.parts, targets))
    sections.push([key, { start: await findStart(actor, slug, key, lang), blocks }]);
  return { slug, lang, name, sections: new Map(sections) };
}

/** Does the same for a sheet. */
export async function readLaws(input: DraftLaws, actor: Actor | null): Promise<ReadLaws> {
  const { name, outline } = await readOwn(input.file, actor);
  const rows = outline.kind === "sheets" ? outline.sheets[input.sheet] : undefined;
  if (!rows) throw new DomainError("not_found", "file");
  const { slug, columns, maker } = input;
  return { slug, columns, maker, name, rows, start: await findStart(actor, slug, "laws") };
}

async function findStart(actor: Actor | null, slug: string, key: SectionKey, lang?: string): Promise<Start> {
  try {
    return await findSectionForEdit(actor, slug, key, { lang });
  } catch (error) {
    if (isDomainError(error) && error.code === "forbidden") return "closed";
    throw error;
  }
}

async function readOwn(file: string, actor: Actor | null) {
  const found = actor && (await readOutline(actor, file));
  if (!found) throw new DomainError("not_found", "file");
  return found;
}
