import { createFormatter, createTranslator } from "use-intl/core";
import { dateTag, type Locale } from "./locales";
import { MESSAGES, type Messages } from "./messages";

export type Translator = ReturnType<typeof createTranslator<Messages>>;
export type Formatter = ReturnType<typeof createFormatter>;

const translators = new Map<Locale, Translator>();
const formatters = new Map<Locale, Formatter>();

/** The messages of one language as a function: `t("shell.nav.countries")`. Made once per language. */
export function translator(locale: Locale): Translator {
  let t = translators.get(locale);
  if (!t) {
    t = rememberPlain(createTranslator<Messages>({ locale, messages: MESSAGES[locale], timeZone: "UTC" }));
    translators.set(locale, t);
  }
  return t;
}

/**
 * Messages without values say the same each time, and a page has hundreds: their formatting was an eighth of what
 * drawing a profile costs. There are as many as there are messages.
 */
function rememberPlain(t: Translator): Translator {
  const plain = new Map<string, string>();
  const remembering = (...asked: Parameters<Translator>) => {
    const [key] = asked;
    if (asked.length > 1) return t(...asked);
    let text = plain.get(key);
    if (text === undefined) {
      text = t(...asked);
      plain.set(key, text);
    }
    return text;
  };
  return Object.assign(remembering, t) as Translator;
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
