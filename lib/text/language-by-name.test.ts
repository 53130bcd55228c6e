import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { CONTENT_LANGUAGES } from "@/lib/i18n/content-languages";
import { languageName } from "@/lib/i18n/language-names";
import { LOCALES } from "@/lib/i18n/locales";
import { languageByName } from "./language-by-name";

describe("a language by its name", () => {
  it.each([
    ["Portuguese", "pt"],
    ["portugais", "pt"],
    ["português", "pt"],
    ["PORTUGUES", "pt"],
    ["البرتغالية", "pt"],
    ["  French ", "fr"],
    ["français", "fr"],
    ["العربية", "ar"],
    ["română", "ro"],
    ["roumain", "ro"],
    ["Kiswahili", "sw"],
    ["中文", "zh"],
    ["Klingonese", null],
    ["", null],
    ["French and English", null],
    [`French${" ".repeat(80)}`, null],
  ])("“%s” is %s", (name, tag) => {
    expect(languageByName(name)).toBe(tag);
  });

  it("is found by its name in each language of the site, unless two have that name", () => {
    fc.assert(
      fc.property(fc.constantFrom(...CONTENT_LANGUAGES), fc.constantFrom(...LOCALES), (tag, locale) => {
        const name = languageName(tag, locale);
        const others = CONTENT_LANGUAGES.filter(
          (other) => other !== tag && LOCALES.some((one) => languageName(other, one) === name),
        );
        expect(languageByName(name)).toBe(others.length > 0 ? null : tag);
      }),
      { numRuns: 300 },
    );
  });
});
