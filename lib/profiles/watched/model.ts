import { languageName } from "@/lib/i18n/language-names";
import type { Locale } from "@/lib/i18n/locales";
import { message, type Translator } from "@/lib/i18n/translator";
import type { SectionKey } from "../model";

/** The names of a profile in the languages of the site. */
export type PageNames = Readonly<Record<Locale, string>>;

/** A section of a profile in words; `language`: where only a translation of it is meant. */
export function sectionTitle(
  { page, section: key, language }: { page: string; section: SectionKey; language?: string | null },
  t: Translator,
  locale: Locale,
): string {
  const section = message(t, `profiles.sections.${key}`);
  return language
    ? t("watching.thing.translation", { page, section, language: languageName(language, locale) })
    : t("watching.thing.section", { page, section });
}
