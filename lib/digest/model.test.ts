import { expect, it } from "vitest";
import { concerns, type Followed } from "./model";

const NOTHING: Followed = {
  pages: new Set(),
  regions: new Set(),
  countries: new Set(),
  topics: new Set(),
  articles: new Set(),
  instruments: new Set(),
};
const LAW = { pageId: "p1", region: "Africa", countries: ["SN"], articles: ["185:18"] };

it.each([
  ["the profile", { pages: new Set(["p1"]) }, true],
  ["another profile", { pages: new Set(["p2"]) }, false],
  ["the region", { regions: new Set(["Africa"]) }, true],
  ["the country as a tag", { countries: new Set(["SN"]) }, true],
  ["the article", { articles: new Set(["185:18"]) }, true],
  ["an article with the same beginning", { articles: new Set(["185:1"]) }, false],
  ["the instrument", { instruments: new Set(["185"]) }, true],
  ["another instrument", { instruments: new Set(["189"]) }, false],
  ["a topic", { topics: new Set(["training"]) }, false],
  ["nothing in particular", {}, true],
])("news of law for who follows %s", (_, follows, is) => {
  expect(concerns(LAW, { ...NOTHING, ...follows })).toBe(is);
});

it("of nowhere is for nobody who follows a country", () => {
  expect(concerns({ region: null, countries: [null] }, { ...NOTHING, pages: new Set(["p1"]) })).toBe(false);
});
