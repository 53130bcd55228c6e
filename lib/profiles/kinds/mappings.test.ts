import { describe, expect, it } from "vitest";
import { problemsOf } from "@/lib/text/problems";
import { elementsOf, LAW_ELEMENTS } from "@/lib/vocabulary/elements";
import { COVERAGES, mappingsKind } from "./mappings";

const record = (given: object) => ({
  schemaVersion: 1,
  records: [{ id: "one", articles: ["185-2"], coverage: "full", sourceState: "none_found", ...given }],
});

describe("mappings", () => {
  it("have six marks, one article each, and a source or the word that none was found", () => {
    expect(COVERAGES).toHaveLength(6);
    expect(mappingsKind.parse(record({})).records[0]).toMatchObject({
      confidence: "unverified",
      elements: [],
    });
    for (const wrong of [
      { articles: [] },
      { articles: ["185-2", "185-3"] },
      { articles: ["un-7"] },
      { coverage: null },
      { coverage: "compliant" },
      { sourceState: null },
      { elements: [{ id: "el-one", element: "2-unheard-of", answer: "yes" }] },
    ])
      expect(() => mappingsKind.parse(record(wrong)), JSON.stringify(wrong)).toThrow();
  });

  it("are refused for an article that there is not, an element of another, and a second record, each with its reason", () => {
    const el = (id: string, element: string) => ({ id, element, answer: "yes" });
    const told = (...given: object[]) => {
      const records = given.map((one, n) => ({ ...record(one).records[0], id: `map-${n}` }));
      try {
        mappingsKind.parse({ schemaVersion: 1, records });
      } catch (error) {
        return problemsOf(error).map(({ path, rule }) => `${path.slice(1).join(".")} ${rule}`);
      }
      return [];
    };
    expect(told({ articles: ["185-99"] })).toEqual(["0.articles.0 article"]);
    expect(told({ articles: ["185-18(99)(z)"] })).not.toContain("0.articles.0 form");
    expect(told({ elements: [el("el-one", "19-copy")] })).toEqual(["0.elements.0.element element"]);
    expect(told({ elements: [el("el-one", "2-intent"), el("el-two", "2-intent")] })).toEqual([
      "0.elements.1.element taken",
    ]);
    expect(told({}, { articles: ["185-3"] }, {})).toEqual(["2.articles taken"]);
    expect(
      told({ articles: ["185-9(1)(a)"], elements: [el("el-one", "9-production")] }, { articles: ["189-3"] }),
    ).toEqual([]);
  });

  it("give the amounts of a fine with their currency", () => {
    const rulesOf = (fields: object) => {
      try {
        mappingsKind.parse(record(fields));
        return [];
      } catch (error) {
        return problemsOf(error).map(({ field, rule }) => `${field} ${rule}`);
      }
    };
    expect(rulesOf({ fineMin: 500, fineMax: 10_000, fineCurrency: "EUR" })).toEqual([]);
    for (const unclear of [
      { fineMax: 500 },
      { fineMin: 0 },
      { fineCurrency: "eur" },
      { fineMin: 1, fineCurrency: "€" },
    ])
      expect(rulesOf(unclear), JSON.stringify(unclear)).toEqual(["fineCurrency currency"]);
  });

  it("are read as they were written, whatever is asked of them since", () => {
    const old = record({
      articles: ["185-99"],
      elements: [{ id: "el-one", element: "19-copy", answer: "yes" }],
    });
    expect(mappingsKind.lift(old).records[0]?.articles).toEqual(["185-99"]);
  });

  it("name their article as people write it", () => {
    const read = (text: string) => mappingsKind.parse(record({ articles: [text] })).records[0]?.articles[0];
    expect(["Art. 2", "2", "185:2", "189-3", "18(1)(b)"].map(read)).toEqual([
      "185-2",
      "185-2",
      "185-2",
      "189-3",
      "185-18(1)(b)",
    ]);
  });

  it("of one article added by two people at once are one record; differences need a decision", () => {
    const none = mappingsKind.empty();
    const of = (id: string, fields: object) =>
      mappingsKind.parse({ ...record({ ...fields }), records: [{ ...record(fields).records[0], id }] });
    const el = (id: string, answer: string) => ({ id, element: "2-intent", answer });
    const merged = mappingsKind.merge(
      none,
      of("theirs", { elements: [el("el-one", "yes")] }),
      of("mine-1", { coverage: "partial", elements: [el("el-two", "no")] }),
    );
    expect(merged.content.records.map(({ id }) => id)).toEqual(["theirs"]);
    expect(merged.conflicts.map(({ id }) => id)).toEqual([
      "theirs/coverage",
      "theirs/elements/el-one/answer",
    ]);
    const apart = mappingsKind.merge(none, of("theirs", {}), of("mine-1", { articles: ["185-3"] }));
    expect(apart.content.records.map(({ id }) => id).sort()).toEqual(["mine-1", "theirs"]);
  });

  it("contain elements of articles of the Convention, each once", () => {
    expect(new Set(LAW_ELEMENTS).size).toBe(LAW_ELEMENTS.length);
    expect(elementsOf(2)).toHaveLength(6);
    expect(elementsOf(1)).toEqual([]);
    expect(LAW_ELEMENTS.filter((element) => !/^(?:[2-9]|1\d|2[01])-/.test(element))).toEqual([]);
  });
});
