import { languageName } from "@/lib/i18n/language-names";
import { localeOf, message, type Translator } from "@/lib/i18n/translator";
import { partOf } from "@/lib/profiles/model";

/**
 * Names a section in the reader's language by the engine's key; a translation with its language. An unknown key
 * is returned unchanged.
 */
export function sectionTitle(t: Translator, key: string): string {
  const part = partOf(key);
  const section = part?.section ?? key;
  const name = `profiles.sections.${section}`;
  const text = message(t, name);
  const title = text === name ? section : text;
  if (!part?.language) return title;
  return t("translations.sectionIn", { section: title, language: languageName(part.language, localeOf(t)) });
}

/** Puts the number of a section before its title; the summary at the start of a profile has none. */
export const numbered = (number: string, title: string): string => (number ? `${number} ${title}` : title);
