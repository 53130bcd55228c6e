import type { Locale } from "@/lib/i18n/locales";
import { findStandingPage } from "@/lib/standing-pages";
import { slugOf, type WritableName } from "@/lib/standing-pages/model";

/** Returns the title of a page, and the crumbs of a screen below it. */
export function headOf(name: WritableName, locale: Locale, label: string) {
  const { title } = findStandingPage(name, locale);
  return { title, crumbs: [{ href: `/${name}`, label: title }, { label }] };
}

/** Names the text that a form is about: that of the page in the language of the address. */
export const inLanguage = async <Input extends { slug: WritableName }>(
  input: Input,
  { locale }: { locale: Locale },
) => ({ ...input, slug: slugOf(input.slug, locale) });
