import { describe, expect, it } from "vitest";
import { SearchQuery } from "@/lib/search/model";
import { articlePath, articleReference } from "./model";
import { articleTitles, listArticleOwners } from "./search-entries";

describe("the articles of the Convention and its Protocols", () => {
  it("are 89, each once, with a title in every language", () => {
    expect(new Set(listArticleOwners()).size).toBe(89);
    for (const locale of ["en", "fr", "ar"] as const)
      expect(articleTitles(locale).filter((title) => /vocabulary\.|training\./.test(title))).toEqual([]);
    expect(articleTitles("fr")[34]).toMatch(/^Article 35, Convention de Budapest.: Réseau 24.7$/u);
  });

  it("lead to the provisions that answer them, until they have pages", () => {
    expect(articleReference({ treaty: "224", number: 7 })).toBe("CETS 224 Article 7");
    const path = articlePath({ treaty: "185", number: 16, isAnswered: true });
    const query = SearchQuery.parse(Object.fromEntries(new URLSearchParams(path.split("?")[1])));
    expect(query).toMatchObject({ q: "Article 16 BC", type: ["law"] });
    expect(articlePath({ treaty: "185", number: 48, isAnswered: false })).toBe("/search?q=Article+48+BC");
  });
});
