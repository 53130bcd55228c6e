import { describe, expect, it } from "vitest";
import { nextLabel } from "./model";
import { RecordDelivery } from "./use/model";

describe("label of a corrected version", () => {
  it.each([
    ["1", "1.1"],
    ["1.9", "1.10"],
    ["2.1.3", "2.1.4"],
    ["Spring", "Spring.1"],
    ["x".repeat(30), `${"x".repeat(28)}.1`],
  ])("of %s is %s", (label, next) => expect(nextLabel(label)).toBe(next));
});

describe("delivery of a course", () => {
  const given = {
    slug: "guide",
    country: "SN",
    place: "Dakar",
    institution: "CFJ",
    language: "fr",
    participantRole: ["judge"],
    participantCount: ["12"],
    clientToken: "0".repeat(32),
  };
  const problems = (days: { startsOn: string; endsOn?: string }) =>
    RecordDelivery.safeParse({ ...given, ...days }).error?.issues.map(({ path, message }) => [
      path.join("."),
      message,
    ]);

  it("has a first day, and a last one that is not earlier", () => {
    expect(problems({ startsOn: "2026-03-02" })).toBeUndefined();
    expect(problems({ startsOn: "2026-03-02", endsOn: "2026-03-02" })).toBeUndefined();
    expect(problems({ startsOn: "" })).toEqual([["startsOn", "required"]]);
    expect(problems({ startsOn: "2 March" })).toEqual([["startsOn", "day"]]);
    expect(problems({ startsOn: "2026-03-02", endsOn: "soon" })).toEqual([["endsOn", "day"]]);
    expect(problems({ startsOn: "2026-03-02", endsOn: "2026-03-01" })).toEqual([["endsOn", "ends_first"]]);
  });
});
