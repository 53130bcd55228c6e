import { direction, type Locale } from "@/lib/i18n/locales";

/** Returns a `lang` attribute for words in a language of their own, if it differs from that of the page. */
export function inLanguage({ language }: { language: string }, locale: Locale) {
  return language === locale ? {} : { lang: language, dir: direction(language) };
}
