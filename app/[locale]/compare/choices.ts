import { compareNames } from "@/lib/i18n/country-names";
import type { Locale } from "@/lib/i18n/locales";
import { listProfileNames } from "@/lib/profiles/reading";

/** Every country and area by the name that the reader's language has for it. */
export async function listChoices(locale: Locale): Promise<{ slug: string; name: string }[]> {
  const byName = compareNames(locale);
  const all = (await listProfileNames()).map(({ slug, names }) => ({ slug, name: names[locale] }));
  return all.sort((a, b) => byName(a.name, b.name));
}
