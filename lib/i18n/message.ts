import type { createTranslator } from "use-intl/core";
import { DEFAULT_LOCALE, type Locale } from "./locales";
import type { Messages } from "./messages";

/*
 * Translator functions, separate from the messages: the editor brings its own messages, and would otherwise
 * load those of every page in every language.
 */
export type Translator = ReturnType<typeof createTranslator<Messages>>;

const locales = new WeakMap<Translator, Locale>();

/** Returns the translator's language, for names of languages and other words that are not messages. */
export function localeOf(t: Translator): Locale {
  return locales.get(t) ?? DEFAULT_LOCALE;
}

/** Records the language of a translator, for `localeOf`. */
export function noteLocale(t: Translator, locale: Locale): void {
  locales.set(t, locale);
}

/**
 * Returns a message whose key is computed at run time (an error code, a status); the key itself if missing.
 * `tests/architecture` checks every key that the code can build.
 */
export function message(t: Translator, key: string, values?: Record<string, string | number>): string {
  const dynamic = t as unknown as {
    (key: string, values?: Record<string, string | number>): string;
    has(key: string): boolean;
  };
  return dynamic.has(key) ? dynamic(key, values) : key;
}
