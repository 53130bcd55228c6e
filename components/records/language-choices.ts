import { CONTENT_LANGUAGES } from "@/lib/i18n/content-languages";
import { languageName } from "@/lib/i18n/language-names";
import type { Locale } from "@/lib/i18n/locales";

const choices = new Map<Locale, readonly { value: string; label: string }[]>();

/** Returns the languages to choose from, sorted by their names in the reader's language. */
export function languageChoices(locale: Locale): readonly { value: string; label: string }[] {
  let own = choices.get(locale);
  if (!own) {
    const order = new Intl.Collator(locale);
    own = CONTENT_LANGUAGES.map((value) => ({ value, label: languageName(value, locale) })).sort((a, b) =>
      order.compare(a.label, b.label),
    );
    choices.set(locale, own);
  }
  return own;
}
