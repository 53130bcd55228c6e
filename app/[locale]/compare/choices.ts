import type { Option } from "@/components/ui/field";
import { compareNames } from "@/lib/i18n/country-names";
import type { Locale } from "@/lib/i18n/locales";
import { listProfileNames } from "@/lib/profiles/reading";

/** Lists all countries and areas by name in the reader's language. */
export async function listChoices(locale: Locale): Promise<Option[]> {
  const byName = compareNames(locale);
  const all = (await listProfileNames()).map(({ slug, iso2, names }) => ({
    value: slug,
    label: names[locale],
    code: iso2,
  }));
  return all.sort((a, b) => byName(a.label, b.label));
}
