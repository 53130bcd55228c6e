import { describe, expect, it } from "vitest";
import { orderBy } from "./column-order";

const sorted = (texts: string[], language: string, direction: "ascending" | "descending" = "ascending") =>
  orderBy(
    texts.map((text) => ({ text, datetime: null })),
    language,
    direction,
  ).map((n) => texts[n]);

describe("sorting a column", () => {
  it("sorts numbers by value, as each language writes them", () => {
    expect(sorted(["1,234.5", "999", "12 %", "-3"], "en")).toEqual(["-3", "12 %", "999", "1,234.5"]);
    expect(sorted(["1 234,5", "2,75", "999"], "fr")).toEqual(["2,75", "999", "1 234,5"]);
    expect(sorted(["١٢", "٣٫٥", "٧"], "ar-EG")).toEqual(["٣٫٥", "٧", "١٢"]);
    expect(sorted(["€100", "€20"], "en")).toEqual(["€20", "€100"]);
  });

  it("sorts dates by day, in any notation", () => {
    expect(sorted(["16 December 2016", "1 March 2016", "May 2015"], "en")).toEqual([
      "May 2015",
      "1 March 2016",
      "16 December 2016",
    ]);
    expect(sorted(["1er mai 2006", "15 févr. 2006"], "fr")).toEqual(["15 févr. 2006", "1er mai 2006"]);
    expect(sorted(["2016-12-16", "2009"], "en")).toEqual(["2009", "2016-12-16"]);
    const times = [
      { text: "last year", datetime: "2016-12-16" },
      { text: "long ago", datetime: "2001-11-23" },
    ];
    expect(orderBy(times, "en", "ascending")).toEqual([1, 0]);
  });

  it("sorts words by language, with numbers in them by value", () => {
    expect(sorted(["Zambia", "Éire", "Egypt"], "fr")).toEqual(["Egypt", "Éire", "Zambia"]);
    expect(sorted(["Art. 10", "Art. 9", "Art. 2"], "en")).toEqual(["Art. 2", "Art. 9", "Art. 10"]);
    expect(sorted(["Öland", "Zorn"], "sv")).toEqual(["Zorn", "Öland"]);
    expect(sorted(["12", "twelve", "3"], "en")).toEqual(["3", "12", "twelve"]);
  });

  it("puts empty cells last in both directions, and keeps the order of equal ones", () => {
    expect(sorted(["–", "2", "", "10"], "en")).toEqual(["2", "10", "–", ""]);
    expect(sorted(["–", "2", "", "10"], "en", "descending")).toEqual(["10", "2", "–", ""]);
    const same = orderBy(
      ["b", "a", "b"].map((text) => ({ text, datetime: null })),
      "en",
      "descending",
    );
    expect(same).toEqual([0, 2, 1]);
  });
});
