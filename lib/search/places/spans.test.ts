import { describe, expect, it } from "vitest";
import { namesBeginning, namesLike } from "./names";
import { correctPlace, spansOf } from "./spans";

describe("names of countries", () => {
  it.each([
    ["gh", "en", ["ghana"]],
    ["south_af", "en", ["south_africa"]],
    ["al", "en", ["albania", "algeria"]],
    ["sene", "fr", ["senegal"]],
    ["suede", "en", ["suede"]],
    ["غان", "ar", ["غانا"]],
    ["g", "en", []],
  ] as const)("that begin with %s (%s)", (key, locale, expected) => {
    expect(namesBeginning(key, locale)).toEqual(expected);
  });

  it.each([
    ["ghna", "en", ["ghana"]],
    ["senagal", "en", ["senegal"]],
    ["senag", "en", ["senegal"]],
    ["burkna_faso", "en", ["burkina_faso"]],
    ["roumaine", "fr", ["roumanie"]],
    ["غاناا", "ar", ["غانا"]],
    ["gha", "en", []],
    ["cyber", "en", []],
    ["xenophobia", "en", []],
  ] as const)("that %s (%s) may be meant for", (key, locale, expected) => {
    expect(namesLike(key, locale)).toEqual(expected);
  });
});

describe("spans of a query", () => {
  it("are its last words, then its first, the longer ones before the shorter", () => {
    const spans = spansOf("south africa evidence", { isFinished: false });
    expect(spans.map(({ key, rest }) => [key, rest])).toEqual([
      ["south_africa_evidence", ""],
      ["africa_evidence", "south"],
      ["evidence", "south africa"],
      ["south_africa", "evidence"],
      ["south", "africa evidence"],
    ]);
    expect(spans.map(({ isBeginning }) => isBeginning)).toEqual([true, true, true, false, false]);
  });

  it("leave out a preposition after other words, and nothing else", () => {
    const keys = (typed: string) =>
      spansOf(typed, { isFinished: false, endsInStop: true }).map(({ key }) => key);
    expect(keys("access in")).toEqual(["access_in", "access"]);
    expect(keys("in")).toEqual(["in"]);
  });

  it("are corrected where a name is mistyped, in the order of the words", () => {
    expect(correctPlace("illegal access ghna", "en")).toEqual(["illegal access ghana"]);
    expect(correctPlace("ghna illegal access", "en")).toEqual(["ghana illegal access"]);
    expect(correctPlace("illegal access", "en")).toEqual([]);
  });
});
