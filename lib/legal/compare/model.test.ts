import { describe, expect, it } from "vitest";
import { compareElements, DualQuery, OFFENCES, offenceArticle, readArticles, readNames } from "./model";

describe("the articles of a comparison", () => {
  it.each([
    ["2,16", ["185-2", "185-16"]],
    ["2-4, 16", ["185-2", "185-3", "185-4", "185-16"]],
    ["2–3", ["185-2", "185-3"]],
    ["16 - 18, Art. 2", ["185-16", "185-17", "185-18", "185-2"]],
    ["189-3 224:7", ["189-3", "224-7"]],
    ["Art.2، 2", ["185-2"]],
    ["4-2", []],
    ["0, 100, x, 2x, ' or 1=1", []],
    ["", []],
  ])("%s", (text, ids) => {
    expect(readArticles(text)).toEqual(ids);
  });

  it("are a hundred at most, however they are asked for", () => {
    expect(readArticles("1-99,1-99,189-1,189-2,189-3")).toHaveLength(100);
  });
});

describe("the countries of a comparison", () => {
  it("are separated by commas, each once", () => {
    expect(readNames(" romania, fr ,, romania،Sénégal\nJP")).toEqual(["romania", "fr", "Sénégal", "JP"]);
  });
});

describe("the check of dual criminality", () => {
  it("knows nothing of an element that is unclear or unassessed in one country", () => {
    expect(compareElements("yes", "yes")).toBe("same");
    expect(compareElements("yes", "no")).toBe("different");
    expect(compareElements("unclear", "unclear")).toBe("open");
    expect(compareElements("unclear", "yes")).toBe("open");
    expect(compareElements(null, "yes")).toBe("open");
  });

  it("may be asked of the offences of the Convention and of the First Protocol", () => {
    expect(OFFENCES).toHaveLength(15);
    for (const article of OFFENCES) expect(DualQuery.parse({ article }).article).toBe(article);
    expect(DualQuery.parse({ article: "189-2" }).article).toBeUndefined();
    expect(["2", "189-3"].map(offenceArticle)).toEqual(["185-2", "189-3"]);
  });
});
