import type { Option } from "@/components/ui/field";
import { COUNTRY_CODES, compareNames, countryName } from "@/lib/i18n/country-names";
import { languageName } from "@/lib/i18n/language-names";
import type { Locale } from "@/lib/i18n/locales";
import { MEMBER_LANGUAGES } from "@/lib/members/model";

function sorted(locale: Locale, codes: readonly string[], name: (code: string) => string): Option[] {
  const compare = compareNames(locale);
  return codes.map((value) => ({ value, label: name(value) })).sort((a, b) => compare(a.label, b.label));
}

/** Lists the languages that members can select, sorted by their names in the reader's language. */
export const languageOptions = (locale: Locale): Option[] =>
  sorted(locale, MEMBER_LANGUAGES, (code) => languageName(code, locale));

/** Lists all countries, sorted by their names in the reader's language. */
export const countryOptions = (locale: Locale): Option[] =>
  sorted(locale, COUNTRY_CODES, (code) => countryName(code, locale));
