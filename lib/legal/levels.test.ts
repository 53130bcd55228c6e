import { describe, expect, it } from "vitest";
import { COVERAGES, type Coverage } from "@/lib/profiles/kinds/mappings";
import { legalSystemOf } from "@/lib/vocabulary/legal-systems";
import { LEVEL_GROUP_NAMES, LEVEL_GROUPS, levelOf, WEIGHTS } from "./model";

const all = (coverage: Coverage) => () => coverage;
const some = (given: Record<number, Coverage>) => (article: number) => given[article] ?? "not_assessed";

describe("levels", () => {
  it("are the mean of the marks that were set, by the weights that are published", () => {
    expect(levelOf("substantive", all("full"))).toMatchObject({ level: "largely", share: 1, assessed: 10 });
    expect(levelOf("substantive", all("partial"))).toMatchObject({ level: "partially", share: 0.5 });
    expect(levelOf("substantive", all("draft_only"))).toMatchObject({ level: "none", share: 0 });
    expect(levelOf("procedural", some({ 16: "full", 17: "none", 18: "none", 19: "none" }))).toMatchObject({
      level: "limited",
      share: 0.25,
    });
  });

  it("are none where fewer than half of the articles were looked at", () => {
    expect(levelOf("procedural", some({ 16: "full", 17: "full" }))).toMatchObject({
      level: "not_assessed",
      assessed: 2,
      articles: 6,
    });
    expect(levelOf("procedural", some({ 16: "full", 17: "full", 18: "full" })).level).toBe("largely");
    expect(levelOf("safeguards", some({}))).toMatchObject({ level: "not_assessed", share: null });
  });

  it("have a weight for every mark, and articles of one group only", () => {
    expect(Object.keys(WEIGHTS).sort()).toEqual([...COVERAGES].sort());
    const articles = LEVEL_GROUP_NAMES.flatMap((group): readonly number[] => LEVEL_GROUPS[group]);
    expect(new Set(articles).size).toBe(articles.length);
  });
});

describe("legal systems", () => {
  it("are known of a country once, or not at all", () => {
    expect([legalSystemOf("FR"), legalSystemOf("GB"), legalSystemOf("SN"), legalSystemOf("AQ")]).toEqual([
      "civil",
      "common",
      "mixed",
      null,
    ]);
  });
});
