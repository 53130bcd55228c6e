import { describe, expect, it } from "vitest";
import { lawChange } from "./law-changes";

const law = (given: Record<string, unknown> = {}) => ({
  id: "penal-code",
  title: "Penal Code",
  status: "in_force",
  provisions: [
    { id: "a", locator: "s. 1", articles: ["185-2"], confidence: "likely" },
    { id: "b", locator: "s. 2", articles: ["185-16(2)"], confidence: "likely" },
  ],
  ...given,
});
const content = (...records: unknown[]) => ({ schemaVersion: 1, records });
const provisions = (change: Record<string, unknown>) =>
  law({ provisions: law().provisions.map((one) => (one.id === "b" ? { ...one, ...change } : one)) });

describe("change in a country's laws", () => {
  it("concerns the articles of the changed provision, before and after", () => {
    const after = provisions({ articles: ["185-17"] });
    expect(lawChange("laws", content(law()), content(after))).toEqual({
      articles: ["185:16", "185:17"],
      instruments: [],
    });
  });

  it("concerns all articles of a law that was changed, added or removed as a whole", () => {
    const all = { articles: ["185:16", "185:2"], instruments: [] };
    expect(lawChange("laws", content(law()), content(law({ status: "repealed" })))).toEqual(all);
    expect(lawChange("laws", content(), content(law()))).toEqual(all);
    expect(lawChange("laws", content(law()), null)).toEqual(all);
  });

  it.each([
    ["a link", law({ officialUrl: "https://example.org/" })],
    ["how sure a provision is", provisions({ confidence: "confirmed", note: "Read again" })],
    ["nothing", law()],
  ])("is none if only %s changed", (_what, after) => {
    expect(lawChange("laws", content(law()), content(after))).toBeNull();
  });
});

describe("other changes of a profile", () => {
  it("concern the articles of a decision or declaration", () => {
    expect(lawChange("case-law", content(), content({ id: "x", articles: ["185-18"] }))).toEqual({
      articles: ["185:18"],
      instruments: [],
    });
    const treaty = { id: "t", treaty: "185", how: "ratification" };
    const declaring = { ...treaty, declarations: [{ id: "d", nature: "reservation", articles: ["185-29"] }] };
    expect(lawChange("treaty-status", content(treaty), content(declaring))).toEqual({
      articles: ["185:29"],
      instruments: [],
    });
  });

  it("concern a whole treaty if the country's status changed", () => {
    const before = content({ id: "t", treaty: "224", how: "signature_only" });
    const after = content({ id: "t", treaty: "224", how: "ratification" });
    expect(lawChange("treaty-status", before, after)).toEqual({ articles: [], instruments: ["224"] });
  });

  it("are none in prose and bills", () => {
    for (const section of ["procedural-law", "bills", "statistics"])
      expect(lawChange(section, content(), content(law()))).toBeNull();
  });
});
