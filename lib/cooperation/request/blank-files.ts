import { PAPER_LANGUAGES, type PaperLanguage } from "./draft";
import type { FormId } from "./forms";

/** Languages that a blank form can have beside English. */
export const SECOND_LANGUAGES = PAPER_LANGUAGES.filter((one) => one !== "en");

/** Name of the file of a blank form: `preservation.docx`, `preservation-en-fr.docx`. */
export const blankFileName = (form: FormId, second: PaperLanguage | null): string =>
  `${form}${second ? `-en-${second}` : ""}.docx`;
