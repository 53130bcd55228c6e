import { withQuery } from "@/components/with-query";
import { type Locale, localePath } from "@/lib/i18n/locales";

/** The path, without language, of the page that imports files into a profile. */
export const importPath = (slug: string) => `/countries/${slug}/import`;

/** Its address; with a file, where the sections of that file are chosen. */
export function importHref(locale: Locale, slug: string, of: { file?: string; sheet?: number } = {}): string {
  const sheet = of.sheet ? String(of.sheet) : undefined;
  return withQuery(localePath(locale, importPath(slug)), { file: of.file, sheet });
}
