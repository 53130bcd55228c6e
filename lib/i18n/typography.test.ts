import { describe, expect, it } from "vitest";
import { languageNames } from "./language-names";
import { listText } from "./lists";
import { MESSAGES } from "./messages";
import { translator } from "./translator";
import { typeset, typesetAll } from "./typography";

describe("typeset", () => {
  it("keeps French marks with the word before them", () => {
    expect(typeset("Langue : {name} ; non ? « oui » !", "fr")).toBe(
      "Langue\u00a0: {name}\u00a0; non\u00a0? «\u00a0oui\u00a0»\u00a0!",
    );
    expect(typeset("400 % de taille, 10 000 octets", "fr")).toBe("400\u00a0% de taille, 10\u00a0000 octets");
  });

  it("leaves the skeletons of numbers, clock times and other languages alone", () => {
    expect(typeset("révision {number, number, ::group-off}", "fr")).toBe(
      "révision {number, number, ::group-off}",
    );
    expect(typeset("à 12:30, https://a.example", "fr")).toBe("à 12:30, https://a.example");
    expect(typeset("a : b", "en")).toBe("a : b");
    expect(typeset("أ: ب", "ar")).toBe("أ: ب");
  });

  it("reaches every text of a tree", () => {
    expect(typesetAll({ a: "b :", c: [{ d: ["e ?"] }], n: 1 }, "fr")).toEqual({
      a: "b\u00a0:",
      c: [{ d: ["e\u00a0?"] }],
      n: 1,
    });
  });

  it("is done to all messages once, and their numbers still format", () => {
    const breaking = JSON.stringify(MESSAGES.fr).match(/.{20} (?:[;?!»]|:(?!:))/gu) ?? [];
    expect(breaking).toEqual([]);
    expect(translator("fr")("past.revision.name", { number: 1234 })).toBe("Révision 1234");
  });
});

describe("listText", () => {
  it("strings things together as each language does", () => {
    expect(listText(["a", "b", "c"], "en")).toBe("a, b, c");
    expect(listText(["a", "b", "c"], "fr")).toBe("a, b et c");
    expect(listText(["أ", "ب", "ج"], "ar")).toBe("أ وب وج");
    expect(listText(["أ", "ب"], "ar")).not.toContain(",");
  });
});

describe("names of languages", () => {
  it("begin a line with a capital where the script has them", () => {
    expect(languageNames(["fr", "en"], "fr")).toBe("Français et anglais");
    expect(languageNames(["fr", "en"], "en")).toBe("French, English");
    expect(languageNames(["fr", "en"], "ar")).toBe("الفرنسية والإنجليزية");
    expect(languageNames([], "en")).toBe("");
  });
});
