import names from "./country-names.json";
import { LOCALES, type Locale } from "./locales";

const NAMES = new Map<string, readonly string[]>(Object.entries(names));

/** The codes (ISO 3166-1 alpha-2, XK for Kosovo*) of all countries and areas that have a profile, sorted by code. */
export const COUNTRY_CODES: readonly string[] = Object.keys(names);

/**
 * Returns the name of a country or area in a language, for a two-letter code in any case. A name with an
 * asterisk needs the note `profiles.designation.*` on the same page. A code without a profile is returned
 * unchanged.
 */
export function countryName(iso2: string, locale: Locale): string {
  return NAMES.get(iso2.toUpperCase())?.[LOCALES.indexOf(locale)] ?? iso2;
}

const collators = new Map<Locale, Intl.Collator>();

/** Compares names in the reader's alphabetical order: accents count second, and the Arabic article is ignored. */
export function compareNames(locale: Locale): (a: string, b: string) => number {
  let collator = collators.get(locale);
  if (!collator) {
    collator = new Intl.Collator(locale, { ignorePunctuation: true });
    collators.set(locale, collator);
  }
  const { compare } = collator;
  if (locale !== "ar") return compare;
  return (a, b) => compare(withoutArticle(a), withoutArticle(b));
}

function withoutArticle(name: string): string {
  return name.replace(/^ال/, "");
}
