import { createTranslator } from "use-intl/core";
import type { Locale } from "./locales";
import { noteLocale, type Translator } from "./message";
import { MESSAGES, type Messages } from "./messages";
import { PRODUCT_NAME, siteName } from "./site-words";

export { type Formatter, formatter } from "./formatter";
export { localeOf, message, type Translator } from "./message";

const translators = new Map<Locale, { name: string; t: Translator }>();

/**
 * Returns the messages of one language as a function: `t("shell.nav.countries")`. Made once per language and name
 * of the site.
 */
export function translator(locale: Locale): Translator {
  const name = siteName(locale);
  const made = translators.get(locale);
  if (made?.name === name) return made.t;
  const messages = name === PRODUCT_NAME ? MESSAGES[locale] : named(MESSAGES[locale], name);
  const t = cached(createTranslator<Messages>({ locale, messages, timeZone: "UTC" }));
  translators.set(locale, { name, t });
  noteLocale(t, locale);
  return t;
}

/** Copies messages with the name of this site in place of the product's. */
function named<T extends object>(messages: T, name: string): T {
  const entries = Object.entries(messages).map(([key, value]: [string, unknown]) => [
    key,
    typeof value === "string" ? value.replaceAll(PRODUCT_NAME, () => name) : named(value as object, name),
  ]);
  return Object.fromEntries(entries) as T;
}

/** Most formatted messages cached for each language, and most characters of their values. */
const REMEMBERED = 4_000;
const MAX_VALUES = 120;

/**
 * Caches formatted messages: a page has hundreds, most without values, and formatting them took an eighth of
 * the time to draw a profile.
 */
function cached(t: Translator): Translator {
  const plain = new Map<string, string>();
  const filled = new Map<string, string>();
  const remembering = (...asked: Parameters<Translator>) => {
    const [key, values] = asked;
    const place = values === undefined ? key : placeOf(key, values as Readonly<Record<string, unknown>>);
    if (place === null || asked.length > 2) return t(...asked);
    const known = values === undefined ? plain : filled;
    let text = known.get(place);
    if (text === undefined) {
      text = t(...asked);
      if (known === filled && filled.size >= REMEMBERED) filled.clear();
      known.set(place, text);
    }
    return text;
  };
  return Object.assign(remembering, t) as Translator;
}

/** Builds the cache key of a message with only short words and numbers as values; null for other values. */
function placeOf(key: string, values: Readonly<Record<string, unknown>>): string | null {
  let place = key;
  for (const name in values) {
    const value = values[name];
    if (typeof value !== "string" && typeof value !== "number") return null;
    place += `\0${name}\0${typeof value}${value}`;
  }
  return place.length - key.length > MAX_VALUES ? null : place;
}
