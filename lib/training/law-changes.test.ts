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

describe("a change of the laws of a country", () => {
  it("is about the articles of the provision that changed, as it was and as it is", () => {
    const after = provisions({ articles: ["185-17"] });
    expect(lawChange("laws", content(law()), content(after))).toEqual({
      articles: ["185:16", "185:17"],
      instruments: [],
    });
  });

  it("is about all that a law answers when the law as a whole changed, came or went", () => {
    const all = { articles: ["185:16", "185:2"], instruments: [] };
    expect(lawChange("laws", content(law()), content(law({ status: "repealed" })))).toEqual(all);
    expect(lawChange("laws", content(), content(law()))).toEqual(all);
    expect(lawChange("laws", content(law()), null)).toEqual(all);
  });

  it.each([
    ["a link", law({ officialUrl: "https://example.org/" })],
    ["how sure a provision is", provisions({ confidence: "confirmed", note: "Read again" })],
    ["nothing", law()],
  ])("is none where %s is new", (_what, after) => {
    expect(lawChange("laws", content(law()), content(after))).toBeNull();
  });
});

describe("other changes of a profile", () => {
  it("are about the articles of a decision, or of a declaration", () => {
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

  it("are about a whole instrument when the country stands to it otherwise", () => {
    const before = content({ id: "t", treaty: "224", how: "signature_only" });
    const after = content({ id: "t", treaty: "224", how: "ratification" });
    expect(lawChange("treaty-status", before, after)).toEqual({ articles: [], instruments: ["224"] });
  });

  it("are none in prose and in bills", () => {
    for (const section of ["procedural-law", "bills", "statistics"])
      expect(lawChange(section, content(), content(law()))).toBeNull();
  });
});
