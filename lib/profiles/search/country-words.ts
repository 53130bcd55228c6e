import { countryName } from "@/lib/i18n/country-names";
import { LOCALES, type Locale } from "@/lib/i18n/locales";
import type { Passage } from "@/lib/search";

export interface Place {
  pageId: string;
  slug: string;
  iso2: string;
  region: string | null;
  /** Former and other short names. */
  aliases: string[];
}

/** Returns the names of a country by language of the interface. */
export function namesOf({ iso2 }: Place): Record<Locale, string> {
  return byLocale((locale) => countryName(iso2, locale));
}

export function byLocale(word: (locale: Locale) => string): Record<Locale, string> {
  return Object.fromEntries(LOCALES.map((locale) => [locale, word(locale)])) as Record<Locale, string>;
}

/** Other languages in which members search for a country. */
export const FURTHER = [
  "es",
  "pt",
  "ru",
  "de",
  "it",
  "nl",
  "ro",
  "tr",
  "pl",
  "uk",
  "zh",
  "ja",
  "ko",
  "fa",
  "hi",
  "id",
  "sw",
];
/** Of these, the languages in which readers also search for sections by the country's name. */
const WIDESPREAD = ["es", "pt", "ru", "de"];
/** Further official or widely used languages, besides the likeliest one. */
const FURTHER_OWN: Readonly<Record<string, readonly string[]>> = {
  AF: ["ps"],
  BA: ["hr", "sr"],
  BE: ["fr", "de"],
  CA: ["fr"],
  CH: ["fr", "it", "rm"],
  CY: ["tr"],
  ES: ["ca", "eu", "gl"],
  FI: ["sv"],
  GB: ["cy", "gd"],
  IE: ["ga"],
  IL: ["ar"],
  IN: ["bn", "te", "mr", "ta"],
  IQ: ["ku"],
  KE: ["sw"],
  KG: ["ru"],
  KZ: ["ru"],
  LK: ["ta"],
  LU: ["fr", "de"],
  MA: ["fr", "zgh"],
  ME: ["sr-Latn"],
  MK: ["sq"],
  MT: ["en"],
  MY: ["zh", "ta"],
  NO: ["nn"],
  NZ: ["mi"],
  PK: ["en"],
  PH: ["en"],
  RS: ["sr-Latn"],
  SG: ["zh", "ms", "ta"],
  ZA: ["af", "zu", "xh"],
};

/** Returns a country's own languages: the likeliest one according to Unicode, and those above. */
export function ownLanguages(iso2: string): string[] {
  if (!/^[A-Z]{2}$/.test(iso2)) return [];
  return [new Intl.Locale(`und-${iso2}`).maximize().language, ...(FURTHER_OWN[iso2] ?? [])];
}

const displays = new Map<string, Intl.DisplayNames>();

/** Returns a country's name in each language; none unless its code has two letters, as `Intl.DisplayNames` throws. */
export function furtherNames(iso2: string, languages: readonly string[]): Passage[] {
  if (!/^[A-Z]{2}$/.test(iso2)) return [];
  return languages.flatMap((language) => {
    let own = displays.get(language);
    if (!own) {
      own = new Intl.DisplayNames([language], { type: "region", fallback: "none" });
      displays.set(language, own);
    }
    const text = own.of(iso2);
    return text ? [{ text, language }] : [];
  });
}

export const inEach = (word: (locale: Locale) => string): Passage[] =>
  LOCALES.map((language) => ({ text: word(language), language }));

/** Returns the names, code and slug of a country as context of everything in a section. */
export function countryContext(place: Place): Passage[] {
  return [
    ...inEach((locale) => countryName(place.iso2, locale)),
    ...furtherNames(place.iso2, WIDESPREAD),
    ...[place.iso2, place.slug, ...place.aliases].map((text) => ({
      text: text.replaceAll("-", " "),
      language: "",
    })),
  ].map((passage) => ({ ...passage, isPlace: true }));
}
