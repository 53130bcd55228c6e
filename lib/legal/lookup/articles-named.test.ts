import { describe, expect, it } from "vitest";
import { articlesNamed } from "./articles-named";

describe("the articles that words mean", () => {
  it.each([
    ["illegal access", ["185-2"]],
    ["Illegal acc", ["185-2"]],
    ["accès illégal", ["185-2"]],
    ["article 16", ["185-16"]],
    ["Art. 2", ["185-2"]],
    ["art 18", ["185-18"]],
    ["المادة 2", ["185-2"]],
    ["preservation order", ["185-16"]],
    ["article 99", []],
    ["of a", []],
    ["", []],
    ["training", []],
  ])("%s", (words, expected) => {
    expect(articlesNamed(words)).toEqual(expected);
  });

  it("come with the shortest title first", () => {
    const found = articlesNamed("preservation");
    expect(found).toContain("185-17");
    expect(found.length).toBeGreaterThan(1);
    expect(found.at(-1)).toBe("185-17");
  });
});
