import { describe, expect, it } from "vitest";
import { COUNTRY_CODES, compareNames, countryName } from "./country-names";
import { LOCALES } from "./locales";

describe("countryName", () => {
  it("names a country in the reader's language, whatever the case of the code", () => {
    expect(countryName("SN", "en")).toBe("Senegal");
    expect(countryName("sn", "fr")).toBe("Sénégal");
    expect(countryName("Sn", "ar")).toBe("السنغال");
  });

  it("answers an unknown code as it is", () => {
    expect(countryName("ZZ", "fr")).toBe("ZZ");
  });

  it("has 196 names in each language, none twice, each in its own script", () => {
    expect(COUNTRY_CODES).toHaveLength(196);
    for (const locale of LOCALES) {
      const names = COUNTRY_CODES.map((code) => countryName(code, locale));
      expect(new Set(names).size).toBe(196);
      const script = locale === "ar" ? /^[\p{Script=Arabic}\p{M} *-]+$/u : /^[\p{Script=Latin} ’*-]+$/u;
      expect(names.filter((name) => !script.test(name))).toEqual([]);
    }
  });

  it("marks the names that carry a note", () => {
    const marked = COUNTRY_CODES.filter((code) =>
      LOCALES.every((locale) => countryName(code, locale).endsWith("*")),
    );
    expect(marked).toEqual(["PS", "XK"]);
  });
});

describe("compareNames", () => {
  const sorted = (codes: string[], locale: "en" | "fr" | "ar") =>
    codes.map((code) => countryName(code, locale)).sort(compareNames(locale));

  it("puts accents second", () => {
    expect(sorted(["EG", "ES", "FR", "EC", "GB"], "fr")).toEqual([
      "Égypte",
      "Équateur",
      "Espagne",
      "France",
      "Royaume-Uni",
    ]);
    expect(sorted(["TV", "TR", "UG"], "en")).toEqual(["Türkiye", "Tuvalu", "Uganda"]);
  });

  it("passes over the Arabic article", () => {
    expect(sorted(["SN", "RO", "AR", "AU"], "ar")).toEqual(["الأرجنتين", "أستراليا", "رومانيا", "السنغال"]);
  });

  it("passes over the asterisk of a designation", () => {
    expect(sorted(["KW", "XK", "KE"], "en")).toEqual(["Kenya", "Kosovo*", "Kuwait"]);
  });
});
