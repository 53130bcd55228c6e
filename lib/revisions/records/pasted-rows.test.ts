import { describe, expect, it } from "vitest";
import { lawsKind } from "@/lib/profiles/kinds/laws";
import { sourcesKind } from "@/lib/profiles/kinds/sources";
import type { AnyRecord, Field } from "../records-fields";
import { columnsOf, readPastedRows } from "./pasted-rows";

const provisions = lawsKind.fields.find(({ name }) => name === "provisions") as Field;
const LABELS: Readonly<Record<string, string>> = {
  locator: "Disposition",
  articles: "Convention",
  heading: "Intitulé",
  text: "Texte",
  note: "Note",
};
const read = (text: string, present: readonly AnyRecord[] = []) =>
  readPastedRows(text, provisions, present, ({ name }) => LABELS[name] ?? name);
const rules = (text: string, present: readonly AnyRecord[] = []) =>
  read(text, present).rows.map(({ problems }) => problems.map(({ field, rule }) => `${field.name} ${rule}`));

describe("rows of a spreadsheet", () => {
  it("become records, in the order of the columns", () => {
    const { rows, ignored } = read(
      's. 4\tArt. 2\tIllegal access\t"(1) A person who\n(2) In this section"\tAmended in 2019\ns. 5\tArt. 3, 4\n',
    );
    expect(ignored).toEqual([]);
    expect(rows.map(({ record }) => record)).toMatchObject([
      {
        locator: "s. 4",
        articles: ["185-2"],
        heading: "Illegal access",
        text: "(1) A person who\n(2) In this section",
        note: "Amended in 2019",
        confidence: "unverified",
      },
      { locator: "s. 5", articles: ["185-3", "185-4"], heading: null, text: null },
    ]);
    expect(new Set(rows.map(({ record }) => record?.id)).size).toBe(2);
  });

  it("are records that the section accepts", () => {
    const { rows } = read("s. 4\t2\ns. 5\t3");
    const law = {
      id: "law-one",
      title: "Act",
      sourceState: "none_found",
      provisions: rows.map((row) => row.record),
    };
    const { records } = lawsKind.parse({ schemaVersion: 2, records: [law] });
    expect(records[0]?.provisions.map(({ locator }) => locator)).toEqual(["s. 4", "s. 5"]);
  });

  it("follow a first row of labels, whatever their order; other columns are named", () => {
    const { rows, ignored } = read("Texte\tN°\tdisposition\nWho\t1\tart. 4");
    expect(ignored).toEqual(["N°"]);
    expect(rows).toMatchObject([{ number: 2, record: { locator: "art. 4", text: "Who", articles: [] } }]);
  });

  it("are not understood without their first column, with an unknown article or too long a cell", () => {
    const long = "x".repeat(5_001);
    expect(rules(`\tArt. 2\ns. 5\tArt. 99\ns. 6\t\t\t${long}\ns. 7`)).toEqual([
      ["locator required"],
      ["articles article"],
      ["text too_long"],
      [],
    ]);
    expect(read(`s. 5\tArt. 99`).rows[0]).toMatchObject({ record: null, problems: [{ cell: "Art. 99" }] });
  });

  it("are not added twice, and not beyond the room of the list", () => {
    expect(rules("s. 4\nS. 4\ns. 5", [{ id: "one", locator: "s. 5" }])).toEqual([
      [],
      ["locator repeated"],
      ["locator repeated"],
    ]);
    const many = Array.from({ length: 302 }, (_, n) => `s. ${String(n)}`).join("\n");
    expect(rules(many).slice(299)).toEqual([[], ["provisions too_many"], ["provisions too_many"]]);
  });

  it("are none without text, and for a list without columns", () => {
    expect(read(" \n\t\n").rows).toEqual([]);
    const wordings = sourcesKind.fields.find(({ name }) => name === "wordings") as Field;
    expect(columnsOf(wordings)).toEqual([]);
    expect(columnsOf(provisions).map(({ name }) => name)).toEqual(provisions.pastes);
  });
});
