import words from "@/lib/i18n/country-words.json";
import { type Called, called } from "./names";

const WORDS = new Map<string, readonly string[]>(Object.entries(words));

/**
 * A country or area by its code of two letters, with what browsers do not know of it: its code of three letters, the
 * languages of its own name, and short, former and other names.
 */
export function country(code: string): Called {
  const [iso3, languages, ...others] = WORDS.get(code) ?? [];
  if (iso3 === undefined || languages === undefined) return called("country", code);
  return called("country", code, {
    languages: languages.split(" ").filter(Boolean),
    others: [iso3, ...others],
  });
}
