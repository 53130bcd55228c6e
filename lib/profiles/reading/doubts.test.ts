import { describe, expect, it } from "vitest";
import { doubtsOn } from "./doubts";

const told = (day: string | null) =>
  doubtsOn(day).map(({ treaty, measure, day: of, given, counted }) => [treaty, measure, of, given, counted]);

describe("where the records are known to miss something", () => {
  it("is said for the days of the newest source that counts otherwise, and no longer", () => {
    expect(told("2016-12-31")).toEqual([]);
    expect(told("2019-10-15")).toEqual([[185, "signatories", "2019-09-30", 4, 3]]);
    expect(told("2019-12-31")).toEqual([]);
    // Since the records of 2026 the counts of later days agree with their sources.
    expect(told("2024-06-20")).toEqual([]);
    expect(told(null)).toEqual([]);
  });

  it("names the source", () => {
    expect(doubtsOn("2019-10-15")[0]?.source.title).toContain("Budapest Convention");
  });
});
