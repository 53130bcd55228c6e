import { message, type Translator, translator } from "@/lib/i18n/translator";
import type { Tag } from "@/lib/pages/model";

/** Summaries of imports that the software writes. */
const IMPORTS = ["profiles.imported.start", "profiles.imported.openData"];
/** Their earlier wording, which stored revisions keep: it promised more than is true of every fact. */
const EARLIER: Readonly<Record<string, string>> = {
  "Starting data, each fact with its source": "profiles.imported.start",
};

/**
 * Returns an edit summary as its author wrote it. Summaries that the software writes are stored in English
 * and shown in the reader's language.
 */
export function summaryText(t: Translator, { tag, summary }: { tag: Tag; summary: string }): string {
  if (summary === "") return t("past.hidden.summary");
  if (tag !== "import") return summary;
  const english = translator("en");
  const own = EARLIER[summary] ?? IMPORTS.find((key) => message(english, key) === summary);
  return own ? message(t, own) : summary;
}
