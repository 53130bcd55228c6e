import { withQuery } from "@/components/with-query";
import { type Locale, localePath } from "@/lib/i18n/locales";

/** Returns the path, without language, of the page for importing files. */
export const importPath = (slug: string) => `/countries/${slug}/import`;

/** Returns its address; with a file, that for choosing the file's sections. */
export function importHref(locale: Locale, slug: string, of: { file?: string; sheet?: number } = {}): string {
  const sheet = of.sheet ? String(of.sheet) : undefined;
  return withQuery(localePath(locale, importPath(slug)), { file: of.file, sheet });
}
