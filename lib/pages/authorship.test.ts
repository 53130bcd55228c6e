import { describe, expect, it } from "vitest";
import { law, prose } from "@/tests/support/sections";
import { Authorship, type Part, partsOfProse, partsOfRecords } from "./authorship";

/** Finds the revision that wrote each block, given revisions from newest to oldest. */
function authors(...revisions: [number, Part[]][]) {
  const [[number, parts] = [0, []], ...rest] = revisions;
  const authorship = new Authorship<number>(parts, number);
  for (const [n, was] of rest) if (!authorship.isDone) authorship.older(n, was);
  return Object.fromEntries(authorship.end().found);
}

describe("author of a passage", () => {
  const text = (blocks: Record<string, string>) => partsOfProse(prose(blocks));

  it("is the newest revision that changed it, even if it moved", () => {
    expect(
      authors(
        [4, text({ bbbbbb: "Second", aaaaaa: "First", cccccc: "Third, mended" })],
        [3, text({ aaaaaa: "First", cccccc: "Third", bbbbbb: "Second" })],
        [2, text({ aaaaaa: "First, unmended", bbbbbb: "Second" })],
        [1, text({ aaaaaa: "First, unmended" })],
      ),
    ).toEqual({ aaaaaa: 3, bbbbbb: 2, cccccc: 4 });
  });

  it("is the revision that restored it after it was removed or changed", () => {
    expect(
      authors([3, text({ aaaaaa: "A" })], [2, text({ aaaaaa: "B" })], [1, text({ aaaaaa: "A" })]),
    ).toEqual({ aaaaaa: 3 });
  });
});

describe("author of a field", () => {
  it("is found field by field, and an empty field has none", () => {
    const records = (given: Record<string, unknown>) => partsOfRecords([law("penal-code", given)]);
    expect(
      authors(
        [2, records({ number: "2016-29", note: "" })],
        [1, records({ number: "2008-11", note: "A note", topics: [] })],
      ),
    ).toEqual({
      "penal-code/title": 1,
      "penal-code/number": 2,
      "penal-code/sourceState": 1,
      "penal-code/confidence": 1,
    });
  });
});
