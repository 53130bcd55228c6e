import { z } from "zod";
import { isContentLanguage } from "@/lib/i18n/content-languages";
import type { Locale } from "@/lib/i18n/locales";
import type { SectionKey } from "../model";
import { REGIONS } from "../reading/model";

/** State of a section in a language: missing, older than its source, or up to date. */
export const TRANSLATION_STATES = ["missing", "behind", "current"] as const;
export type TranslationStateName = (typeof TRANSLATION_STATES)[number];

/** A written section, and its state in the requested language. */
export interface TranslationLine {
  slug: string;
  names: Readonly<Record<Locale, string>>;
  designation: string | null;
  region: string | null;
  section: SectionKey;
  /** The source's language, and the number of its current revision. */
  source: string;
  number: number;
  state: TranslationStateName;
  /**
   * Revisions of the source that the translation does not follow yet; null if it is not recorded which one
   * it follows.
   */
  behind: number | null;
}

const Slug = z
  .string()
  .max(80)
  .regex(/^[a-z0-9-]+$/);

/** Filters of the list, and a position in it. The default language is the page's own, or French. */
export const TranslationsQuery = z.object({
  lang: z.string().max(20).refine(isContentLanguage).optional(),
  state: z.enum(TRANSLATION_STATES).optional().catch(undefined),
  region: z.enum(REGIONS).optional().catch(undefined),
  section: z
    .string()
    .max(40)
    .regex(/^[a-z-]+$/)
    .optional()
    .catch(undefined),
  after: z
    .string()
    .max(130)
    .regex(/^[a-z0-9-]+\.[a-z-]+$/)
    .optional()
    .catch(undefined),
  country: Slug.optional().catch(undefined),
});
export type TranslationsQuery = z.infer<typeof TranslationsQuery>;

/** Lines on a page of the list. */
export const LINES_SHOWN = 50;

/** The key of a line's place in the list. */
export const keyOfLine = ({ slug, section }: TranslationLine): string => `${slug}.${section}`;

/** Filters a list and returns one page, with the key of the next. */
export function pageOfLines(
  lines: readonly TranslationLine[],
  query: TranslationsQuery,
): { rows: TranslationLine[]; found: number; next: string | null } {
  const { state, region, section, country, after } = query;
  const chosen = lines.filter(
    (line) =>
      (!state || line.state === state) &&
      (!region || line.region === region) &&
      (!section || line.section === section) &&
      (!country || line.slug === country),
  );
  // A cursor whose row was removed continues at its former place, by the order of the keys.
  const start = after ? chosen.findIndex((line) => compareKeys(keyOfLine(line), after) > 0) : 0;
  const rest = start < 0 ? [] : chosen.slice(start);
  const rows = rest.slice(0, LINES_SHOWN);
  const last = rows.at(-1);
  return { rows, found: chosen.length, next: rest.length > rows.length && last ? keyOfLine(last) : null };
}

/** Sorts by country, then by section: the same order in every language. */
export function compareKeys(one: string, other: string): number {
  const [a = "", b = ""] = [one, other].map((key) => key.replace(".", "\u0000"));
  return a < b ? -1 : a > b ? 1 : 0;
}

/** Counts the lines by state. */
export function countStates(lines: readonly TranslationLine[]): Record<TranslationStateName, number> {
  const counts = { missing: 0, behind: 0, current: 0 };
  for (const { state } of lines) counts[state] += 1;
  return counts;
}
