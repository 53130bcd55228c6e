import { DEFAULT_LOCALE, LOCALES, type Locale } from "./locales";

/** The name of the site in the messages, which `translator` replaces by the name that an administrator chose. */
export const PRODUCT_NAME = "Octopus Community";

/** The site's names by language, and the languages in which its pages are offered. */
export interface SiteWords {
  /** English is always set; a language without a name uses the English one. */
  names: Readonly<Partial<Record<Locale, string>>>;
  languages: readonly Locale[];
}

const KEY = Symbol.for("octopus.site-words");
const shared = globalThis as { [KEY]?: SiteWords };
const UNTOUCHED: SiteWords = { names: {}, languages: LOCALES };

/** Sets the names and languages of this process. Called when the settings of the site were read. */
export function setSiteWords(words: SiteWords): void {
  shared[KEY] = words;
}

const words = () => shared[KEY] ?? UNTOUCHED;

/** Returns the name of the site in a language. */
export function siteName(locale: Locale): string {
  const { names } = words();
  return names[locale] ?? names[DEFAULT_LOCALE] ?? PRODUCT_NAME;
}

/** Returns the language of the site's name: names that have no translation are English. */
export function languageOfName(locale: Locale): Locale {
  return words().names[locale] === undefined ? DEFAULT_LOCALE : locale;
}

/** Returns the languages in which pages are offered, in the usual order; English is always one of them. */
export function offeredLocales(): readonly Locale[] {
  return words().languages;
}

/** Checks whether pages are offered in a language. */
export function isOffered(tag: string): tag is Locale {
  return (words().languages as readonly string[]).includes(tag);
}

/** Returns the language for a reader's mails and pages: their own if the site offers it, else English. */
export function offeredOr(tag: string | null | undefined): Locale {
  return tag && isOffered(tag) ? tag : DEFAULT_LOCALE;
}
