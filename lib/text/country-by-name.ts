import { COUNTRY_CODES, countryName } from "@/lib/i18n/country-names";
import words from "@/lib/i18n/country-words.json" with { type: "json" };
import { LOCALES } from "@/lib/i18n/locales";
import { foldedName } from "./folded-name";

const MOST_CHARACTERS = 80;
const WORDS = new Map<string, readonly string[]>(Object.entries(words));

let known: Map<string, string | null> | null = null;

/**
 * Returns the two-letter code of a country or area by its name in a language of the site, by a short or former
 * name, or by a code: "Sénégal", "Ivory Coast", "KEN". Null if there is none, or several.
 */
export function countryByName(name: string): string | null {
  if (name.length > MOST_CHARACTERS) return null;
  return names().get(foldedName(name)) ?? null;
}

function names(): Map<string, string | null> {
  if (known) return known;
  const all = new Map<string, string | null>();
  for (const code of COUNTRY_CODES)
    for (const name of namesOf(code)) {
      const key = foldedName(name);
      all.set(key, (all.get(key) ?? code) === code ? code : null);
    }
  known = all;
  return all;
}

const usual = LOCALES.map((locale) => new Intl.DisplayNames([locale], { type: "region", fallback: "none" }));

/** The site's own names, those that readers know from other places, and what `country-words.json` adds. */
function namesOf(code: string): string[] {
  const [iso3 = code, _languages, ...others] = WORDS.get(code) ?? [];
  return [
    code,
    iso3,
    ...others,
    ...LOCALES.map((locale) => countryName(code, locale)),
    ...usual.flatMap((names) => names.of(code) ?? []),
  ];
}
