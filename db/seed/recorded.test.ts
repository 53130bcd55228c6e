import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { loadSeed } from "./index";
import { listRecorded, recordedPage } from "./recorded";

const seed = loadSeed();

describe("docs/recorded.md", () => {
  it("is what `npm run recorded` writes from the starting data", () => {
    expect(readFileSync("docs/recorded.md", "utf8")).toBe(recordedPage(seed));
  });

  it("has a row for each country, with the laws and provisions of its profile", () => {
    const rows = listRecorded(seed);
    expect(rows).toHaveLength(seed.countries.length);
    const ghana = seed.profiles.find(({ iso3 }) => iso3 === "GHA");
    const laws = JSON.stringify(ghana?.sections.find(({ key }) => key === "laws")?.content);
    const provisions = laws.split('"locator":').length - 1;
    expect(provisions).toBeGreaterThan(0);
    expect(rows.find(({ country }) => country === "Ghana")?.provisions).toBe(provisions);
  });
});
