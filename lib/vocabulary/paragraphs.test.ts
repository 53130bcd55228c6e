import { describe, expect, it } from "vitest";
import declarations from "@/db/seed/data/declarations.json";
import { findArticle } from "@/lib/convention";
import { LOCALES } from "@/lib/i18n/locales";
import { MESSAGES } from "@/lib/i18n/messages";
import { hasParagraph, nearestParagraph, paragraphsOf, paragraphText, placeOf } from "./paragraphs";

describe("paragraphs of articles", () => {
  it("are those of existing articles; a letter is under an existing paragraph", () => {
    for (const number of Array.from({ length: 48 }, (_, n) => n + 1))
      for (const treaty of ["185", "189", "224"]) {
        const id = `${treaty}-${number}`;
        const keys = paragraphsOf(id) ?? [];
        if (keys.length > 0) expect(findArticle(id), id).not.toBeNull();
        expect(new Set(keys).size).toBe(keys.length);
        for (const key of keys.filter((one) => one.includes("-")))
          expect(keys, `${id} ${key}`).toContain(key.slice(0, key.lastIndexOf("-")));
      }
  });

  it("distinguish what can be named from what cannot", () => {
    const can = (reference: string) => {
      const { article, key } = placeOf(reference);
      return hasParagraph(article, key);
    };
    expect(["185-18", "185-18(1)(b)", "185-27(9)(e)", "224-7(2)(a)"].map(can)).toEqual([
      true,
      true,
      true,
      true,
    ]);
    expect(["185-18(99)", "185-18(1)(z)", "185-2(1)"].map(can)).toEqual([false, false, false]);
    expect(nearestParagraph("185-18", "1-z")).toBe("1");
    expect(nearestParagraph("185-2", "1")).toBe("");
    expect(paragraphText("1-b")).toBe("(1)(b)");
  });

  it("have every place that declarations of the seed name, and names in every language for places that there are", () => {
    for (const { articles } of declarations.items)
      for (const reference of articles) {
        const { article, key } = placeOf(reference);
        expect(hasParagraph(article, key), reference).toBe(true);
      }
    const named = LOCALES.map((locale) => Object.keys(MESSAGES[locale].vocabulary.paragraph).sort());
    for (const one of named) expect(one).toEqual(named[0]);
    for (const place of named[0] ?? []) {
      const [, article = "", key = ""] = /^(\d+-\d+)-(.+)$/.exec(place) ?? [];
      expect(paragraphsOf(article), place).toContain(key);
    }
  });
});
