import { describe, expect, it } from "vitest";
import data from "@/db/seed/data/convention-articles.json";
import { LOCALES } from "@/lib/i18n/locales";
import { message, translator } from "@/lib/i18n/translator";
import { compareArticles, isArticle } from "@/lib/vocabulary/article-numbers";
import { ArticleRefs } from "@/lib/vocabulary/articles";
import { answeredThrough, counterpartsOf, findArticle, listArticles } from "./articles";
import { articlePathOf, INSTRUMENTS, PROFILE_ARTICLES, readArticleNumber, readInstrument } from "./model";

describe("instruments and their articles", () => {
  it("have an address, a title in every language and one id each", () => {
    const all = INSTRUMENTS.flatMap(listArticles);
    expect(new Set(all.map(({ id }) => id)).size).toBe(all.length);
    const untitled = all.flatMap(({ id }) =>
      LOCALES.filter((locale) => message(translator(locale), `vocabulary.article.${id}`).includes(id)),
    );
    expect(untitled).toEqual([]);
    expect(all.filter(({ id }) => articlePathOf(id) === null)).toEqual([]);
  });

  it("have requirements in every language if there is a summary", () => {
    const all = INSTRUMENTS.flatMap(listArticles);
    for (const { id, hasSummary } of all)
      for (const locale of LOCALES) {
        const key = `asks.${id}`;
        expect(message(translator(locale), key) !== key, `${key} ${locale}`).toBe(hasSummary);
      }
    const english = translator("en");
    for (const { id, summary } of data.items) expect(message(english, `asks.${id}`)).toBe(summary);
  });

  it("are exactly those that posts, materials and watches can name", () => {
    const all = INSTRUMENTS.flatMap(listArticles);
    expect(all.filter(({ instrument, number }) => !isArticle(`${instrument}:${number}`))).toEqual([]);
    const numbers = Array.from({ length: 100 }, (_, number) => number);
    const named = INSTRUMENTS.flatMap((instrument) =>
      numbers.filter((number) => isArticle(`${instrument}:${number}`)),
    );
    expect(named).toHaveLength(all.length);
    expect(["185:016", "185:16:1", "201:1", "un:", ":1", "constructor:1"].filter(isArticle)).toEqual([]);
  });

  it("are read from a field as people type them; non-articles are distinguished from wrong syntax", () => {
    expect(ArticleRefs.parse("185:18, UN:25\n malabo:29 185:18")).toEqual(["185:18", "un:25", "malabo:29"]);
    const problem = (text: string) => ArticleRefs.safeParse(text).error?.issues[0]?.message;
    expect(["185:49", "999:1", "un:1", "18", "Article 18"].map(problem)).toEqual([
      "unknown_article",
      "unknown_article",
      "unknown_article",
      "format",
      "format",
    ]);
    expect(["un:25", "224:7", "185:18", "185:9"].sort(compareArticles)).toEqual([
      "185:9",
      "185:18",
      "224:7",
      "un:25",
    ]);
  });

  it("are found by other names", () => {
    expect(
      ["185", "CETS-185", "budapest", "first-protocol", "hanoi", "atlantis"].map(readInstrument),
    ).toEqual(["185", "185", "185", "189", "un", null]);
    expect(["16", "art-16", "Article-16", "0", "160", "x"].map(readArticleNumber)).toEqual([
      16,
      16,
      16,
      null,
      null,
      null,
    ]);
  });

  it("of the Convention have 34 rows in a legal profile", () => {
    expect(listArticles("185").filter((article) => article.isAnswered)).toHaveLength(PROFILE_ARTICLES);
  });
});

describe("the crosswalk", () => {
  it("names articles that there are, and is read both ways", () => {
    const all = INSTRUMENTS.flatMap(listArticles);
    for (const { id } of all)
      for (const other of counterpartsOf(id)) {
        expect(findArticle(other.id)).not.toBeNull();
        expect(counterpartsOf(other.id).map((one) => one.id)).toContain(id);
      }
    expect(counterpartsOf("185-16").map(({ id }) => id)).toEqual(["un-25", "malabo-31"]);
  });

  it("shows a law assessed against the Convention for the other treaties too", () => {
    const through = (id: string) => {
      const article = findArticle(id);
      return article ? answeredThrough(article) : null;
    };
    expect(through("un-7")).toEqual(["185-2"]);
    expect(through("un-40")).toEqual(["185-25", "185-27"]);
    expect(through("un-15")).toEqual([]);
    expect(through("185-2")).toEqual(["185-2"]);
  });
});
