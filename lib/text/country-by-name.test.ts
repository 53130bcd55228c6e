import { describe, expect, it } from "vitest";
import { COUNTRY_CODES, countryName } from "@/lib/i18n/country-names";
import { LOCALES } from "@/lib/i18n/locales";
import { countryByName } from "./country-by-name";

describe("a country by its name", () => {
  it("is found by each name that the site shows, whatever its case, accents and signs", () => {
    const wrong = COUNTRY_CODES.flatMap((code) =>
      LOCALES.map((locale) => countryName(code, locale)).filter(
        (name) => countryByName(name) !== code || countryByName(name.toUpperCase()) !== code,
      ),
    );
    expect(wrong).toEqual([]);
    expect(countryByName(" senegal ")).toBe("SN");
    expect(countryByName("cote divoire")).toBeNull();
    expect(countryByName("Cote d'Ivoire")).toBe("CI");
  });

  it("is found by its codes and by usual other names", () => {
    expect(["ke", "KEN", "Ivory Coast", "Moldova", "UAE"].map(countryByName)).toEqual([
      "KE",
      "KE",
      "CI",
      "MD",
      "AE",
    ]);
  });

  it("is nothing for other words", () => {
    for (const name of ["", "Ministry of Justice", "x".repeat(5_000)]) expect(countryByName(name)).toBeNull();
  });
});
