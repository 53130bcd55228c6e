import { writeDocx } from "@/lib/exports";
import { blankFileName, SECOND_LANGUAGES } from "./blank-files";
import { emptyDraft } from "./draft";
import { FORM_IDS } from "./forms";
import { documentOf, paperOf } from "./paper";

const FILES = new Map(
  FORM_IDS.flatMap((form) =>
    [null, ...SECOND_LANGUAGES].map((second) => [blankFileName(form, second), { form, second }] as const),
  ),
);

/** Draws a blank form as a Word file, by the name of its file; null if no form has that name. */
export async function drawBlankForm(file: string, site: string): Promise<Buffer | null> {
  const found = FILES.get(file);
  if (!found) return null;
  const { form, second } = found;
  const draft = emptyDraft(form, second ? ["en", second] : ["en"]);
  return writeDocx(documentOf(paperOf(draft, { isBlank: true }), null, site));
}
