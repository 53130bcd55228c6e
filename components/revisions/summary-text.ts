import { message, type Translator, translator } from "@/lib/i18n/translator";
import type { Tag } from "@/lib/pages/model";

/** What the product itself writes as the summary of an import. */
const IMPORTS = ["profiles.imported.start", "profiles.imported.openData"];
/** As it was once written, and is kept for good: a promise that not every fact keeps. */
const EARLIER: Readonly<Record<string, string>> = {
  "Starting data, each fact with its source": "profiles.imported.start",
};

/**
 * An edit summary as its author wrote it. Those that the product wrote are kept in English, as each revision keeps its
 * one summary, and are read in the reader's language.
 */
export function summaryText(t: Translator, { tag, summary }: { tag: Tag; summary: string }): string {
  if (summary === "") return t("past.hidden.summary");
  if (tag !== "import") return summary;
  const english = translator("en");
  const own = EARLIER[summary] ?? IMPORTS.find((key) => message(english, key) === summary);
  return own ? message(t, own) : summary;
}
