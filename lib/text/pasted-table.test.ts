import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { readPastedTable } from "./pasted-table";

/** Writes a table as spreadsheets do. */
const written = (rows: readonly (readonly string[])[], end = "\r\n") =>
  rows
    .map((row) =>
      row.map((cell) => (/["\t\r\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell)).join("\t"),
    )
    .join(end);

describe("a table from the clipboard", () => {
  it.each([
    [
      "s. 4\tArt. 2\r\ns. 5\tArt. 3\r\n",
      [
        ["s. 4", "Art. 2"],
        ["s. 5", "Art. 3"],
      ],
    ],
    [
      "s. 4\tArt. 2\ns. 5\t",
      [
        ["s. 4", "Art. 2"],
        ["s. 5", ""],
      ],
    ],
    ['s. 4\t"(1) Who\n(2) And"\tnote', [["s. 4", "(1) Who\n(2) And", "note"]]],
    ['"a ""system"" is\ta device"\tb', [['a "system" is\ta device', "b"]]],
    ['"Access" without right\tArt. 2', [['"Access" without right', "Art. 2"]]],
    ['"never closed\tArt. 2\nnext', [['"never closed', "Art. 2"], ["next"]]],
    ["\n\n \t \nonly\n", [["only"]]],
    ["one", [["one"]]],
    ["", []],
  ])("%j is read as rows and cells", (text, rows) => {
    expect(readPastedTable(text)).toEqual(rows);
  });

  it("is read back as it was written, whatever its cells contain", () => {
    const cell = fc.array(fc.constantFrom("a", "é", '"', "\n", "\t", " ", "(1)"), { maxLength: 6 });
    const row = fc.array(
      cell.map((signs) => signs.join("")),
      { minLength: 2, maxLength: 5 },
    );
    const filled = fc.array(
      row.map((cells) => ["x", ...cells]),
      { minLength: 1, maxLength: 5 },
    );
    fc.assert(
      fc.property(filled, fc.constantFrom("\n", "\r\n"), (rows, end) => {
        expect(readPastedTable(written(rows, end))).toEqual(rows);
      }),
    );
  });

  it("is read in one pass, also if no quotation mark is closed", () => {
    const text = '"\t'.repeat(100_000);
    const start = performance.now();
    readPastedTable(text);
    expect(performance.now() - start).toBeLessThan(2_000);
  });
});
