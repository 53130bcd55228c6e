import { describe, expect, it } from "vitest";
import { elementsOf, LAW_ELEMENTS } from "@/lib/vocabulary/elements";
import { COVERAGES, mappingsKind, TWO_PERSON_FIELDS } from "./mappings";

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

  it("name the fields in which two people must agree", () => {
    const names = mappingsKind.fields.map((field) => field.name);
    expect(TWO_PERSON_FIELDS.filter((name) => !names.includes(name))).toEqual([]);
  });

  it("hold elements of articles of the Convention, each once", () => {
    expect(new Set(LAW_ELEMENTS).size).toBe(LAW_ELEMENTS.length);
    expect(elementsOf(2)).toHaveLength(6);
    expect(elementsOf(1)).toEqual([]);
    expect(LAW_ELEMENTS.filter((element) => !/^(?:[2-9]|1\d|2[01])-/.test(element))).toEqual([]);
  });
});
