import words from "./language-words.json";
import { listText } from "./lists";
import type { Locale } from "./locales";

const names = new Map<Locale, Intl.DisplayNames>();

/** Names of official languages that the runtime's data lack in at least one language of the interface. */
const WORDS = new Map<string, Record<Locale, string>>(Object.entries(words));

/** Returns the name of a language by its tag (BCP 47), in the reader's language; the tag if there is none. */
export function languageName(tag: string, locale: Locale): string {
  const given = WORDS.get(tag)?.[locale];
  if (given) return given;
  let own = names.get(locale);
  // Cached: a list of sources needs dozens, and creating each costs as much as drawing a paragraph.
  if (!own) {
    own = new Intl.DisplayNames([locale], { type: "language", fallback: "code" });
    names.set(locale, own);
  }
  return own.of(tag) ?? tag;
}

/** Lists languages in one line with a capital letter at the start: French writes language names in lower case. */
export function languageNames(tags: readonly string[], locale: Locale): string {
  const [first = "", ...rest] = listText(
    tags.map((tag) => languageName(tag, locale)),
    locale,
  );
  return first.toLocaleUpperCase(locale) + rest.join("");
}
