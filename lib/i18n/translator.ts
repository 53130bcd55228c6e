import { createFormatter, createTranslator } from "use-intl/core";
import { DEFAULT_LOCALE, dateTag, type Locale } from "./locales";
import { MESSAGES, type Messages } from "./messages";

export type Translator = ReturnType<typeof createTranslator<Messages>>;
export type Formatter = ReturnType<typeof createFormatter>;

const translators = new Map<Locale, Translator>();
const formatters = new Map<Locale, Formatter>();

/** The messages of one language as a function: `t("shell.nav.countries")`. Made once per language. */
export function translator(locale: Locale): Translator {
  let t = translators.get(locale);
  if (!t) {
    t = remember(createTranslator<Messages>({ locale, messages: MESSAGES[locale], timeZone: "UTC" }));
    translators.set(locale, t);
    locales.set(t, locale);
  }
  return t;
}

const locales = new WeakMap<Translator, Locale>();

/** The language that a translator speaks: for names of languages and the like, which no message holds. */
export function localeOf(t: Translator): Locale {
  return locales.get(t) ?? DEFAULT_LOCALE;
}

/** How many messages with values are remembered in each language, and how long those values may be together. */
const REMEMBERED = 4_000;
const MAX_VALUES = 120;

/**
 * Messages say the same for the same values, and a page has hundreds of them, most without any: their formatting was
 * an eighth of what drawing a profile costs.
 */
function remember(t: Translator): Translator {
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

/** A message with short words and numbers only, as a text of its own; null when it has other values. */
function placeOf(key: string, values: Readonly<Record<string, unknown>>): string | null {
  let place = key;
  for (const name in values) {
    const value = values[name];
    if (typeof value !== "string" && typeof value !== "number") return null;
    place += `\0${name}\0${typeof value}${value}`;
  }
  return place.length - key.length > MAX_VALUES ? null : place;
}

/** Numbers, dates and lists as a language writes them; documents print times in UTC. */
export function formatter(locale: Locale): Formatter {
  let f = formatters.get(locale);
  if (!f) {
    // Dates in English as the community writes them: 2 December 2024.
    f = createFormatter({ locale: dateTag(locale), timeZone: "UTC" });
    formatters.set(locale, f);
  }
  return f;
}

/**
 * A message whose key is only known at run time (an error code, a status). Answers the key itself when it is
 * missing, which `tests/architecture` reports for every key that the code can build.
 */
export function message(t: Translator, key: string, values?: Record<string, string | number>): string {
  const dynamic = t as unknown as {
    (key: string, values?: Record<string, string | number>): string;
    has(key: string): boolean;
  };
  return dynamic.has(key) ? dynamic(key, values) : key;
}
