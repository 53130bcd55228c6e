import { describe, expect, it } from "vitest";
import { bibtex, type Cited, citationKey, cslJson } from "./model";

const SENEGAL: Cited = {
  key: citationKey("senegal", "r12"),
  type: "webpage",
  title: "Senegal",
  authors: ["Octopus Community"],
  site: "Octopus Community",
  issuedOn: "2026-03-05",
  version: { is: "revision", name: "12" },
  url: "https://octopus.example/countries/senegal/revisions/12",
  language: "en",
};

describe("a citation", () => {
  it("is an entry of BibTeX with the permanent address", () => {
    expect(bibtex(SENEGAL)).toBe(
      [
        "@misc{senegal-r12,",
        "  author = {{Octopus Community}},",
        "  title = {{Senegal}},",
        "  howpublished = {Octopus Community},",
        "  edition = {revision 12},",
        "  year = {2026},",
        "  month = mar,",
        "  url = {https://octopus.example/countries/senegal/revisions/12},",
        "  langid = {en}",
        "}",
      ].join("\n"),
    );
  });

  it("is an item of CSL-JSON", () => {
    expect(JSON.parse(cslJson(SENEGAL))).toEqual([
      {
        id: "senegal-r12",
        type: "webpage",
        title: "Senegal",
        author: [{ literal: "Octopus Community" }],
        "container-title": "Octopus Community",
        publisher: "Octopus Community",
        version: "revision 12",
        issued: { "date-parts": [[2026, 3, 5]] },
        URL: "https://octopus.example/countries/senegal/revisions/12",
        language: "en",
      },
    ]);
  });

  it("says which part is meant, by the fields that there are for it", () => {
    const whole = { ...SENEGAL, pinpoint: { section: "3.2 Laws", locator: null } };
    expect(bibtex(whole)).toContain("  note = {3.2 Laws},");
    const part = { ...SENEGAL, pinpoint: { section: "3.2 Laws", locator: "Art. 431-8, Penal Code" } };
    expect(bibtex(part)).toContain("  note = {3.2 Laws, Art. 431-8, Penal Code},");
    const [item] = JSON.parse(cslJson(part));
    expect(item).toMatchObject({ section: "3.2 Laws", locator: "Art. 431-8, Penal Code", title: "Senegal" });
    expect(Object.keys(JSON.parse(cslJson(whole))[0])).not.toContain("locator");
  });

  it("makes nothing up, and lets nothing be a command", () => {
    const unknown = { ...SENEGAL, issuedOn: null, version: null, authors: [] };
    expect(bibtex(unknown)).not.toMatch(/year|month|edition|author/);
    expect(Object.keys(JSON.parse(cslJson(unknown))[0])).not.toContain("issued");
    const hostile = bibtex({ ...SENEGAL, title: "50 % of {A} & \\input{x}_$^~#" });
    expect(hostile).toContain(
      "50 \\% of \\{A\\} \\& \\textbackslash{}input\\{x\\}\\_\\$\\textasciicircum{}\\textasciitilde{}\\#",
    );
  });
});
