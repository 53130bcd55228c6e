/** What decides whether a material can be published. */
export interface CompletenessFacts {
  abstract: string;
  kind: string;
  level: string;
  licence: string;
  audiences: readonly string[];
  topics: readonly string[];
  formats: readonly string[];
  countries: readonly string[];
  isNeutral: boolean;
  durationMinutes: number | null;
  deliveryDays: number | null;
  /** Files of its newest version that were not refused. */
  files: number;
  /** Links, and parts of a course. */
  others: number;
}

/**
 * Returns what is missing for publication, by field in the order of the page, with the code of its message:
 * something to use, abstract, kind, level, audience, subject, licence, format, jurisdictions (or that it
 * concerns none) and duration. Nothing if it can be published.
 */
export function lacksOf(facts: CompletenessFacts): Map<string, string> {
  const lacks = new Map<string, string>();
  if (facts.files + facts.others === 0) lacks.set("use", "material_empty");
  // A material created with only a title has none of these.
  if (facts.abstract === "") lacks.set("abstract", "required");
  if (facts.kind === "") lacks.set("kind", "choose");
  if (facts.level === "") lacks.set("level", "choose");
  if (facts.audiences.length === 0) lacks.set("audiences", "choose");
  if (facts.topics.length === 0) lacks.set("topics", "choose");
  if (facts.licence === "") lacks.set("licence", "choose");
  // Linked content may have an unknown licence, but uploaded files may not.
  if (facts.licence === "unknown" && facts.files > 0) lacks.set("licence", "licence_unknown");
  if (facts.formats.length === 0) lacks.set("formats", "choose");
  if (facts.countries.length === 0 && !facts.isNeutral) lacks.set("countries", "country_or_neutral");
  if (facts.durationMinutes === null && facts.deliveryDays === null) lacks.set("hours", "required");
  return lacks;
}
