import { describe, expect, it } from "vitest";
import { loadCountries } from "@/db/seed/countries";
import { COUNTRY_CODES, countryName } from "@/lib/i18n/country-names";
import countryWords from "@/lib/i18n/country-words.json";
import { languageName } from "@/lib/i18n/language-names";
import type { Locale } from "@/lib/i18n/locales";
import { MEMBER_LANGUAGES } from "@/lib/members/model";
import { country } from "./countries";
import { matching, meant, named } from "./matching";
import { called } from "./names";

const countries = (locale: Locale) =>
  COUNTRY_CODES.map((code) => ({
    key: code,
    label: countryName(code, locale),
    called: country(code),
  }));
const languages = (locale: Locale) =>
  MEMBER_LANGUAGES.map((code) => ({
    key: code,
    label: languageName(code, locale),
    called: called("language", code),
  }));
const currencies = ["EUR", "CHF", "XOF", "RON", "USD"].map((code) => ({
  key: code,
  label: code,
  called: called("currency", code),
}));
const firstOf = (typed: string, entries: readonly { key: string; label: string }[]) =>
  matching(typed, entries)[0]?.key;

describe("typing into a list", () => {
  it.each<[string, string]>([
    ["Côte d'Ivoire", "CI"],
    ["cote divoire", "CI"],
    ["Ivory Coast", "CI"],
    ["كوت ديفوار", "CI"],
    ["CIV", "CI"],
    ["ci", "CI"],
    ["Deutschland", "DE"],
    ["Allemagne", "DE"],
    ["ألمانيا", "DE"],
    ["المانيا", "DE"],
    ["DEU", "DE"],
    ["Suisse", "CH"],
    ["Svizzera", "CH"],
    ["Schweiz", "CH"],
    ["日本", "JP"],
    ["Україна", "UA"],
    ["საქართველო", "GE"],
    ["uk", "GB"],
    ["Burma", "MM"],
    ["Türkiye", "TR"],
    ["turkey", "TR"],
  ])("finds a country by %s in each language of the site", (typed, code) => {
    for (const locale of ["en", "fr", "ar"] as const) expect(firstOf(typed, countries(locale))).toBe(code);
  });

  it.each<[string, string]>([
    ["Deutsch", "de"],
    ["français", "fr"],
    ["francais", "fr"],
    ["French", "fr"],
    ["العربية", "ar"],
    ["arabe", "ar"],
    ["Türkçe", "tr"],
    ["日本語", "ja"],
    ["pt", "pt"],
    ["por", "pt"],
    ["ger", "de"],
  ])("finds a language by %s in each language of the site", (typed, code) => {
    for (const locale of ["en", "fr", "ar"] as const) expect(firstOf(typed, languages(locale))).toBe(code);
  });

  it("finds a currency by its code and by its name in another language", () => {
    expect(firstOf("chf", currencies)).toBe("CHF");
    expect(firstOf("franc suisse", currencies)).toBe("CHF");
    expect(firstOf("leu", currencies)).toBe("RON");
  });

  it.each([
    ["germny", "DE"],
    ["Geramny", "DE"],
    ["Roumanie", "RO"],
    ["Romenia", "RO"],
    ["Sengal", "SN"],
    ["Frrance", "FR"],
    ["Deutchland", "DE"],
    ["أوكرنيا", "UA"],
    ["Kyrgystan", "KG"],
  ])("finds a country by %s with one wrong letter", (typed, code) => {
    expect(firstOf(typed, countries("en"))).toBe(code);
  });

  it("offers near matches only if nothing matches exactly", () => {
    expect(matching("Iran", countries("en")).map(({ key }) => key)).toEqual(["IR"]);
    expect(matching("qqqqq", countries("en"))).toEqual([]);
    expect(matching("!?", countries("en"))).toEqual([]);
  });

  it("recognizes an unambiguous entry", () => {
    const list = countries("en");
    expect(meant("Niger", list)?.key).toBe("NE");
    expect(meant("niger", list)?.key).toBe("NE");
    expect(meant("Deutschl", list)?.key).toBe("DE");
    expect(meant("Guin", list)).toBeNull();
    expect(meant("germny", list)).toBeNull();
    expect(meant("", list)).toBeNull();
    expect(named("Deutsch", languages("fr"))?.key).toBe("de");
    expect(named("Deut", languages("fr"))).toBeNull();
  });

  it("keeps the list's order if nothing is typed", () => {
    expect(matching(" ", countries("en"), 3).map(({ key }) => key)).toEqual(["AD", "AE", "AF"]);
  });
});

describe("additional names for countries", () => {
  it("are names that addresses and pages of this site use but browsers do not know", () => {
    const words = new Map<string, readonly string[]>(Object.entries(countryWords));
    const seeded = loadCountries();
    expect([...words.keys()].sort()).toEqual(seeded.map(({ iso2 }) => iso2).sort());
    for (const { iso2, iso3, languages: own, aliases, nameEn, nameFr, nameAr } of seeded) {
      const [code, tags = ""] = words.get(iso2) ?? [];
      expect(code).toBe(iso3.toLowerCase());
      expect(tags.split(" ").filter(Boolean)).toEqual(Intl.getCanonicalLocales(own));
      const list = [{ label: "", called: country(iso2) }];
      for (const name of [nameEn, nameFr, nameAr, ...aliases])
        expect(matching(name.replaceAll("-", " "), list), `${iso2} ${name}`).toHaveLength(1);
    }
  });
});
