import { message, type Translator } from "@/lib/i18n/translator";

/** The name of a section in the reader's language, by its key; a key that no template has is answered as it is. */
export function sectionTitle(t: Translator, key: string): string {
  const name = `profiles.sections.${key}`;
  const text = message(t, name);
  return text === name ? key : text;
}
