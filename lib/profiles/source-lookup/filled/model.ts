/** What a page says about itself, ready for the fields of a source; null where it says nothing. */
export interface FoundSource {
  title: string | null;
  publisher: string | null;
  /** As precise as the page says: "2012", "2012-05" or "2012-05-03". */
  published: string | null;
  /** A language that sources can have. */
  lang: string | null;
  /** The permanent address that the page names, if it is on the same host and another than the one typed. */
  canonical: string | null;
}

/** The fields that a look-up fills in. */
export const FILLED_FIELDS = ["title", "publisher", "published", "lang"] as const;
export type FilledField = (typeof FILLED_FIELDS)[number];

/** Fills the empty fields of a source, and says which. What was typed stays. */
export function fillSource<Source extends object>(
  source: Source,
  found: FoundSource,
): { source: Source; filled: FilledField[] } {
  const typed: Partial<Record<FilledField, unknown>> = source;
  const isEmpty = (name: FilledField) => String(typed[name] ?? "").trim() === "";
  const filled = FILLED_FIELDS.filter((name) => found[name] !== null && isEmpty(name));
  const values = Object.fromEntries(filled.map((name) => [name, found[name]]));
  return { source: { ...source, ...values }, filled };
}
