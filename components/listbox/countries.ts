import words from "@/lib/i18n/country-words.json";
import { type Called, called } from "./names";

const WORDS = new Map<string, readonly string[]>(Object.entries(words));

/**
 * Returns a country or area by its two-letter code, with what browsers do not know: its three-letter code,
 * the languages of its own name, and short, former and other names.
 */
export function country(code: string): Called {
  const [iso3, languages, ...others] = WORDS.get(code) ?? [];
  if (iso3 === undefined || languages === undefined) return called("country", code);
  return called("country", code, {
    languages: languages.split(" ").filter(Boolean),
    others: [iso3, ...others],
  });
}
