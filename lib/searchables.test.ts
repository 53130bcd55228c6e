import { describe, expect, it } from "vitest";
import type { SearchEntry } from "@/lib/search";
import { SEARCH_KINDS } from "@/lib/vocabulary/search-kinds";
import { listSamples, searchFormat } from "./searchables";

/** The samples, with another value for one field of each entry of a kind. */
const withOther = (kind: string, change: (entry: SearchEntry) => Partial<SearchEntry>) =>
  listSamples().map((entry) => (entry.kind === kind ? Object.assign({}, entry, change(entry)) : entry));

describe("the format of the search index", () => {
  it("is the same while entries are made in the same way", () => {
    expect(searchFormat()).toBe(searchFormat());
    expect(searchFormat()).toMatch(/^[0-9a-f]{32}$/);
  });

  it.each([
    ["title", () => ({ title: "Another title" })],
    ["passages", () => ({ passages: [{ text: "Other words" }] })],
    ["anchor", () => ({ anchor: "elsewhere" })],
    ["context", () => ({ context: [{ text: "Other words", language: "en" }] })],
    ["verified day", () => ({ verifiedOn: "2020-01-01" })],
    ["audience", () => ({ audience: "practitioners" as const })],
    ["day", () => ({ at: new Date(0) })],
  ])("changes with the %s of an entry, so that a worker writes all entries again", (_name, change) => {
    expect(searchFormat(withOther("law", change))).not.toBe(searchFormat());
    expect(searchFormat(withOther("post", change))).not.toBe(searchFormat());
  });

  it("is computed from a sample of every kind of thing that search finds in profiles, posts, materials and pages", () => {
    const sampled = new Set(listSamples().map(({ kind }) => kind));
    // The first three are made like laws and institutions, by the same function; nothing makes the last one.
    const likeOthers = ["strategy", "case", "source", "statistic"];
    expect(SEARCH_KINDS.filter((kind) => !sampled.has(kind) && !likeOthers.includes(kind))).toEqual([]);
  });

  it("has samples with and without the mark of doubt", () => {
    const titles = listSamples().filter(({ kind }) => kind === "law");
    expect(titles.filter(({ ownTitle }) => ownTitle !== undefined)).not.toEqual([]);
    expect(titles.filter(({ ownTitle }) => ownTitle === undefined)).not.toEqual([]);
  });
});
