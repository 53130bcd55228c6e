import { describe, expect, it } from "vitest";
import { sectionEntries } from "./search/section-entries";

const place = { pageId: "one", slug: "senegal", iso2: "SN", region: "Africa", aliases: [] };
const law = (id: string, given: object) => ({
  id,
  title: `Law ${id}`,
  asOf: "2026-02-05",
  confidence: "confirmed",
  provisions: [],
  ...given,
});

function checkedDays(
  records: readonly object[],
  verifiedOn: string | null = null,
): Record<string, string | null | undefined> {
  const written = { language: "en", isTranslation: false, verifiedOn };
  const entries = sectionEntries(place, "laws", { schemaVersion: 1, records }, new Date(), written);
  return Object.fromEntries(entries.map(({ key, verifiedOn }) => [key, verifiedOn]));
}

describe("the day on which a record was checked", () => {
  it("is the date of its data, if confirmed", () => {
    const days = checkedDays([
      law("sure", {}),
      law("likely", { confidence: "likely" }),
      law("undated", { asOf: null }),
    ]);
    expect(days).toEqual({ section: null, sure: "2026-02-05", likely: null, undated: null });
  });

  it("of a provision is the day of its law, where the provision itself is confirmed", () => {
    const provisions = [
      { id: "first", locator: "Art. 1", articles: ["185-2"], confidence: "confirmed" },
      { id: "second", locator: "Art. 2", articles: [], confidence: "unverified" },
    ];
    const days = checkedDays([law("one", { provisions, confidence: "likely" })]);
    expect(days).toMatchObject({ one: null, "one/first": "2026-02-05", "one/second": null });
  });

  it("is that of the focal point's word for its section, where that is later", () => {
    const records = [
      law("old", {}),
      law("new", { asOf: "2026-10-01" }),
      law("likely", { confidence: "likely" }),
    ];
    expect(checkedDays(records, "2026-06-30")).toEqual({
      section: "2026-06-30",
      old: "2026-06-30",
      new: "2026-10-01",
      likely: "2026-06-30",
    });
  });
});
