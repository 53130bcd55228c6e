import { describe, expect, it } from "vitest";
import { SECTION_KEYS } from "@/lib/profiles/model";
import { fitsTextarea, fromTextarea } from "@/lib/text/markdown-lite";
import { contentText } from "@/lib/text/plain";
import { isArticle } from "@/lib/vocabulary/article-numbers";
import { isTopic } from "@/lib/vocabulary/topics";
import { loadCountries } from "../countries";
import { MATERIALS } from "../materials";
import { loadPosts } from "../posts";
import { SEED_CATEGORIES } from "./categories";
import { withSite } from "./topic";
import { SEED_TOPICS } from "./topics";

const HOME = "https://site.example";
const countries = loadCountries();
const iso2 = new Set(countries.map((one) => one.iso2));
const slugs = new Set(countries.map(({ slug }) => slug));
const pages = new Set([
  ...[...slugs].map((slug) => `/countries/${slug}`),
  ...loadPosts().map(({ slug }) => `/blog/${slug}`),
  ...MATERIALS.map(({ slug }) => `/training/${slug}`),
  ..."/charter /countries /countries/freshness /convention/crosswalk /help /help/editing".split(" "),
]);
const languageOf = new Map<string, string | null>(SEED_CATEGORIES.map((one) => [one.slug, one.language]));
const topics = SEED_TOPICS.map((topic) => [topic.key, topic] as const);

const isPage = (path: string) => {
  const [, instrument, number] = /^\/convention\/(\w+)\/(\d+)$/.exec(path) ?? [];
  return instrument ? isArticle(`${instrument}:${number}`) : pages.has(path);
};

/** Parses a message as a member's typed text is parsed. */
const read = (message: string) => fromTextarea(withSite(message, HOME), { home: HOME });
const hrefsOf = (message: string) =>
  [...JSON.stringify(read(message)).matchAll(/"href":"([^"]+)"/g)].map((match) => match[1] ?? "");

describe("the first categories", () => {
  it("have unique slugs and, in each language, unique names on one line", () => {
    expect(new Set(languageOf.keys()).size).toBe(SEED_CATEGORIES.length);
    for (const language of ["en", "fr", "ar"] as const) {
      const texts = SEED_CATEGORIES.map((one) => one.texts[language]);
      expect(new Set(texts.map(({ name }) => name)).size).toBe(SEED_CATEGORIES.length);
      for (const { name, description } of texts) {
        expect(name).toMatch(/^.{5,60}$/u);
        expect(description).toMatch(/^.{20,120}[.]$/u);
      }
    }
  });

  it("each have at least one topic", () => {
    expect(new Set(SEED_TOPICS.map(({ category }) => category))).toEqual(new Set(languageOf.keys()));
  });
});

describe("the opening topics", () => {
  it("have unique keys and titles, and are in three languages, some without a question to answer", () => {
    expect(new Set(SEED_TOPICS.map(({ key }) => key)).size).toBe(SEED_TOPICS.length);
    expect(new Set(SEED_TOPICS.map(({ title }) => title)).size).toBe(SEED_TOPICS.length);
    const count = (language: string) => SEED_TOPICS.filter((one) => one.language === language).length;
    expect(count("en")).toBeGreaterThanOrEqual(11);
    expect(count("fr")).toBeGreaterThanOrEqual(3);
    expect(count("ar")).toBeGreaterThanOrEqual(2);
    expect(SEED_TOPICS.filter((one) => !one.isQuestion).length).toBeGreaterThanOrEqual(2);
  });

  it.each(topics)("%s is in a category of its language, with known words of the vocabularies", (_, topic) => {
    expect(topic.key).toMatch(/^[a-z0-9]+(?:-[a-z0-9]+)*$/);
    expect(topic.title).toMatch(/^.{10,120}$/u);
    expect([null, topic.language]).toContain(languageOf.get(topic.category));
    expect(topic.topics.filter((one) => !isTopic(one))).toEqual([]);
    expect(topic.countries.filter((one) => !iso2.has(one))).toEqual([]);
    expect(topic.articles.filter((one) => !isArticle(one))).toEqual([]);
    if (topic.about) {
      expect(slugs).toContain(topic.about.country);
      expect(SECTION_KEYS).toContain(topic.about.section);
    }
  });

  it.each(topics)("%s has a message of 80 to 220 words that asks something", (_, { message }) => {
    // Addresses do not count as words.
    const words =
      message.replace(/(?:https?:\/)?\/\S+/g, "").match(/[\p{L}\p{N}][\p{L}\p{M}\p{N}’'.-]*/gu) ?? [];
    expect(words.length).toBeGreaterThanOrEqual(80);
    expect(words.length).toBeLessThanOrEqual(220);
    expect(message.length).toBeLessThanOrEqual(2_000);
    expect(message).toMatch(/[?؟]/u);
  });

  it.each(topics)("%s survives being typed, without a loss", (_, { message }) => {
    const content = read(message);
    expect(fitsTextarea(content, { home: HOME })).toBe(true);
    const letters = (text: string) => text.replaceAll(HOME, "").replace(/^- /gm, "").replace(/\s+/g, "");
    expect(letters(contentText(content))).toBe(letters(message));
  });

  it.each(topics)("%s links only to pages that exist, and to sources elsewhere", (_, { message }) => {
    const hrefs = hrefsOf(message);
    expect(hrefs.filter((href) => href.startsWith("/") && !isPage(href))).toEqual([]);
    expect(hrefs.filter((href) => href.startsWith(HOME))).toEqual([]);
    expect(hrefs.length).toBe((message.match(/https?:\/\/|(?<=^|[\s(])\/[a-z]/gm) ?? []).length);
  });
});
