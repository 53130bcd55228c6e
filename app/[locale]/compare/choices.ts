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

/** Countries on two continents whose laws answer many articles. */
const EXAMPLE = ["senegal", "france", "ghana"];

/** Returns the choices of an example for readers who have not chosen yet: at most `max`, those that have a profile. */
export function exampleOf(choices: readonly Option[], max: number): Option[] {
  return EXAMPLE.flatMap((slug) => choices.find(({ value }) => value === slug) ?? []).slice(0, max);
}
