import { createHash } from "node:crypto";
import { describe, expect, it } from "vitest";
import { COUNTRY_CODES } from "@/lib/i18n/country-names";
import { translator } from "@/lib/i18n/translator";
import { COUNTRY_FACTS } from "@/lib/vocabulary/country-facts";
import { loadCountries, slugOf } from "./countries";
import data from "./data/countries.json";
import slugs from "./data/slugs.json";

const countries = loadCountries();

/** Resolves an address to a slug: the slug itself or an alias, in any case. */
function resolve(name: string): string | undefined {
  const wanted = name.toLowerCase();
  return countries.find((country) => country.slug === wanted || country.aliases.includes(wanted))?.slug;
}

describe("the countries and areas with a profile", () => {
  it("have languages and memberships from the source and as of the day that pages name", () => {
    expect(data.asOf).toBe(COUNTRY_FACTS.asOf);
    expect(data.source).toContain(COUNTRY_FACTS.source);
    expect(data.source).toContain(
      "membership of the Council of Europe, forms of names and corrections: editorial",
    );
  });

  it("are the members and observers of the United Nations and Kosovo*", () => {
    const count = (status: string) => countries.filter((country) => country.unStatus === status).length;
    expect(countries).toHaveLength(196);
    expect(count("member")).toBe(193);
    expect(countries.filter((c) => c.unStatus === "observer").map((c) => c.iso2)).toEqual(["PS", "VA"]);
    expect(countries.filter((c) => c.unStatus === "none").map((c) => c.iso2)).toEqual(["XK"]);
    expect(countries.filter((c) => c.isCoeMember)).toHaveLength(46);
    expect(countries.map((c) => c.iso2)).toEqual(COUNTRY_CODES);
  });

  it("have codes, slugs and aliases that mean one country each", () => {
    const words = countries.flatMap((c) => [c.slug, ...c.aliases]);
    expect(words.filter((word, i) => words.indexOf(word) !== i)).toEqual([]);
    expect(new Set(countries.map((c) => c.iso3)).size).toBe(countries.length);
  });

  it("have the slug that follows from their English name", () => {
    for (const country of countries) expect(country.slug).toBe(slugOf(country.nameEn));
  });

  it("keep their addresses for good: the committed list is never changed, only added to", () => {
    const first196 = Object.entries(slugs).slice(0, 196);
    const digest = createHash("sha256").update(JSON.stringify(first196)).digest("hex");
    expect(digest).toBe("0c6c404a8cbcb9e4e689a94b2042ca7ac89ec94a4f02d72e3f6dba323824210c");
  });

  it.each([
    ["RO", "romania"],
    ["rou", "romania"],
    ["BA", "bosnia-and-herzegovina"],
    ["turkey", "turkiye"],
    ["tr", "turkiye"],
    ["ivory-coast", "cote-divoire"],
    ["Moldova", "republic-of-moldova"],
    ["czechia", "czech-republic"],
    ["UK", "united-kingdom"],
    ["gb", "united-kingdom"],
    ["usa", "united-states-of-america"],
    ["united-states", "united-states-of-america"],
    ["xk", "kosovo"],
    ["PSE", "palestine"],
    ["allemagne", "germany"],
    ["swaziland", "eswatini"],
    ["north-korea", "democratic-peoples-republic-of-korea"],
  ])("are found under %s", (name, slug) => {
    expect(resolve(name)).toBe(slug);
  });

  it("are not found by unknown names", () => {
    expect(resolve("atlantis")).toBeUndefined();
  });

  it("have a note in each language where the name is marked", () => {
    for (const { designation, nameEn } of countries) {
      expect(designation !== null).toBe(nameEn.endsWith("*"));
      if (designation === null) continue;
      for (const locale of ["en", "fr", "ar"] as const) {
        expect(translator(locale)(`profiles.designation.${designation}`)).toMatch(/^\*/);
      }
    }
  });
});
