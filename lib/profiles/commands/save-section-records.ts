import type { Ctx } from "@/lib/core/ctx";
import { DomainError } from "@/lib/core/errors";
import { type Preview, previewContent } from "@/lib/revisions";
import type { RecordsKind } from "@/lib/revisions/records/records";
import { type RecordsForm, readRecordsForm } from "@/lib/revisions/records/records-form";
import { contentOfForm } from "@/lib/revisions/records/records-steps";
import { refuseWhole } from "@/lib/text/problems";
import type { SaveSectionRecords, SectionRecords } from "../editing/model";
import { sourcesKind } from "../kinds/sources";
import { profileKinds } from "../section-access";
import { loadForEdit } from "./edit-section";
import { type SavedSection, saveSection } from "./save-section";

/**
 * Saves a section of records from the form for browsers without scripts, with its new sources. Throws as
 * `saveSection`, and `invalid` / `format` for a form that this site did not make.
 */
export async function saveSectionRecords(ctx: Ctx, input: SaveSectionRecords): Promise<SavedSection> {
  const { fields: _fields, ...rest } = input;
  await loadForEdit(ctx, input);
  return saveSection(ctx, { ...rest, ...readForm(input, refuseLeftRows) });
}

/** Previews what saving the form would change. Throws as `saveSectionRecords`. */
export async function previewSectionRecords(ctx: Ctx, input: SectionRecords): Promise<Preview> {
  const { section } = await loadForEdit(ctx, input);
  return previewContent(ctx, section, profileKinds, { base: input.base, content: readForm(input).content });
}

/** Checks whether a step within the form is allowed; drawing the form again carries it out. */
export async function stepInSectionRecords(ctx: Ctx, input: SectionRecords): Promise<void> {
  await loadForEdit(ctx, input);
  ctx.skipAudit("nothing is kept");
  readForm(input);
}

/** Refuses to save while pasted rows are in their field only: the save would lose them. */
function refuseLeftRows({ pasted }: RecordsForm): void {
  if (pasted) throw refuseWhole("pasted");
}

function readForm({ section, fields }: SectionRecords, check: (form: RecordsForm) => void = () => undefined) {
  const kind = profileKinds(section) as Partial<RecordsKind>;
  const shape = { fields: kind.fields ?? [], sourceFields: sourcesKind.fields };
  const form = kind.family === "records" ? readRecordsForm(shape, fields) : null;
  if (!form) throw new DomainError("invalid", "format");
  check(form);
  return contentOfForm(shape, form);
}
