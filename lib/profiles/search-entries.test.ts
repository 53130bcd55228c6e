import { describe, expect, it } from "vitest";
import { sectionEntries } from "./search-entries";

const place = { pageId: "one", slug: "senegal", iso2: "SN", region: "Africa", aliases: [] };
const law = (id: string, given: object) => ({
  ...{ id, title: `Law ${id}`, asOf: "2026-02-05", confidence: "confirmed", provisions: [] },
  ...given,
});

function checkedDays(records: readonly object[]): Record<string, string | null | undefined> {
  const entries = sectionEntries(place, "laws", { schemaVersion: 1, records }, new Date());
  return Object.fromEntries(entries.map(({ key, verifiedOn }) => [key, verifiedOn]));
}

describe("the day on which a record was checked", () => {
  it("is the day of its data, where it is confirmed", () => {
    const days = checkedDays([
      law("sure", {}),
      law("likely", { confidence: "likely" }),
      law("undated", { asOf: null }),
    ]);
    expect(days).toEqual({ section: undefined, sure: "2026-02-05", likely: null, undated: null });
  });

  it("of a provision is the day of its law, where the provision itself is confirmed", () => {
    const provisions = [
      { id: "first", locator: "Art. 1", articles: ["185-2"], confidence: "confirmed" },
      { id: "second", locator: "Art. 2", articles: [], confidence: "unverified" },
    ];
    const days = checkedDays([law("one", { provisions, confidence: "likely" })]);
    expect(days).toMatchObject({ one: null, "one/first": "2026-02-05", "one/second": null });
  });
});
