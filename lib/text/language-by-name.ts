import { CONTENT_LANGUAGES } from "@/lib/i18n/content-languages";
import { languageName } from "@/lib/i18n/language-names";
import { LOCALES } from "@/lib/i18n/locales";
import { foldedName } from "./folded-name";

const MOST_CHARACTERS = 60;

let known: Map<string, string | null> | null = null;

/**
 * Returns the tag of a language by its name in a language of the site or in itself: "Portuguese", "portugais",
 * "português". Null if there is none, or several.
 */
export function languageByName(name: string): string | null {
  if (name.length > MOST_CHARACTERS) return null;
  return names().get(foldedName(name)) ?? null;
}

function names(): Map<string, string | null> {
  if (known) return known;
  const all = new Map<string, string | null>();
  for (const tag of CONTENT_LANGUAGES)
    for (const name of namesOf(tag)) {
      const key = foldedName(name);
      all.set(key, (all.get(key) ?? tag) === tag ? tag : null);
    }
  known = all;
  return all;
}

function namesOf(tag: string): string[] {
  const own = new Intl.DisplayNames([tag], { type: "language", fallback: "none" }).of(tag);
  return [...LOCALES.map((locale) => languageName(tag, locale)), ...(own ? [own] : [])];
}
