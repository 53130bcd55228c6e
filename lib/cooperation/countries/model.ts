import { compareNames } from "@/lib/i18n/country-names";
import type { Locale } from "@/lib/i18n/locales";

/** A country or area of which a section has records. */
export interface RecordedCountry {
  pageId: string;
  slug: string;
  iso2: string;
  names: Readonly<Record<Locale, string>>;
  designation: string | null;
}

/** Countries on one page of a directory. */
export const COUNTRIES_ON_PAGE = 40;

/** Sorts countries in the reader's alphabetical order. */
export function inOrder(countries: readonly RecordedCountry[], locale: Locale): RecordedCountry[] {
  const compare = compareNames(locale);
  return [...countries].sort((a, b) => compare(a.names[locale], b.names[locale]));
}

/** Returns the page of some sorted countries that begins after one, and the slug after which the next begins. */
export function pageOfCountries(
  countries: readonly RecordedCountry[],
  after: string | undefined,
): { shown: RecordedCountry[]; next: string | null } {
  const from = after === undefined ? 0 : countries.findIndex(({ slug }) => slug === after) + 1;
  const shown = countries.slice(from, from + COUNTRIES_ON_PAGE);
  const isLast = from + COUNTRIES_ON_PAGE >= countries.length;
  return { shown, next: isLast ? null : (shown.at(-1)?.slug ?? null) };
}
