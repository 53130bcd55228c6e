import { describe, expect, it } from "vitest";
import { doubtsOn } from "./doubts";

const counted = (date: string, computed: number) => ({
  treaty: 185,
  date,
  measure: "signatories",
  expected: 4,
  source: "newsletter",
  computed,
  agrees: computed === 4,
});
const CHECKPOINTS = [counted("2019-09-30", 3), counted("2019-12-31", 4)];

describe("where the records are known to miss something", () => {
  it("is said for the days of the newest source that counts otherwise, and no longer", () => {
    const said = (day: string | null) =>
      doubtsOn(day, CHECKPOINTS).map(({ treaty, measure, day: of, given, counted: own }) => [
        treaty,
        measure,
        of,
        given,
        own,
      ]);
    expect(said("2016-12-31")).toEqual([]);
    expect(said("2019-10-15")).toEqual([[185, "signatories", "2019-09-30", 4, 3]]);
    expect(said("2019-12-31")).toEqual([]);
    expect(said(null)).toEqual([]);
  });

  it("names the source", () => {
    expect(doubtsOn("2019-10-15", CHECKPOINTS)[0]?.source.title).toContain("Cybercrime@CoE");
  });

  it("is nowhere in the records of today", () => {
    for (const day of ["2016-12-31", "2019-10-15", "2024-06-20", null]) expect(doubtsOn(day)).toEqual([]);
  });
});
