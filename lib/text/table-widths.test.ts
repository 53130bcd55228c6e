import { describe, expect, it } from "vitest";
import { parseContent } from "./content";
import type { Table } from "./nodes";
import { problemsOf } from "./problems";
import { columnShares, columnWidths, pixelsOf, stepOf } from "./table-widths";

const cell = (attrs?: object) => ({
  type: "tableCell",
  ...(attrs ? { attrs } : {}),
  content: [{ type: "paragraph", content: [{ type: "text", text: "a" }] }],
});
const table = (...rows: object[][]) => ({
  schemaVersion: 1,
  doc: {
    type: "doc",
    content: [
      {
        type: "table",
        attrs: { id: "aaaaaa" },
        content: rows.map((content) => ({ type: "tableRow", content })),
      },
    ],
  },
});
const widthsOf = (...rows: object[][]) => {
  const [block] = parseContent(table(...rows)).doc.content;
  return columnWidths(block as Table);
};

describe("widths of columns", () => {
  it("are stored in steps, and taken from the first cell that has one", () => {
    expect(widthsOf([cell({ widths: [3] }), cell()], [cell(), cell({ widths: [8] })])).toEqual([3, 8]);
    expect(widthsOf([cell({ colspan: 2, widths: [3, 5] })], [cell(), cell()])).toEqual([3, 5]);
    expect([stepOf(118), stepOf(1), stepOf(9_000), pixelsOf(3)]).toEqual([3, 1, 20, 120]);
  });

  it("are shares of the page in documents, with a mean for unset ones and a minimum", () => {
    const shares = (...rows: object[][]) => {
      const [block] = parseContent(table(...rows)).doc.content;
      return columnShares(block as Table).map((share) => Math.round(share * 100) / 100);
    };
    expect(shares([cell(), cell(), cell()])).toEqual([1, 1, 1]);
    expect(shares([cell({ widths: [3] }), cell({ widths: [9] })])).toEqual([0.5, 1.5]);
    expect(shares([cell({ widths: [2] }), cell({ widths: [10] }), cell()])).toEqual([0.35, 1.67, 1]);
    expect(shares([cell({ colspan: 2, widths: [3, 9] })], [cell(), cell()])).toEqual([0.5, 1.5]);
  });

  it("are not stored if no one set them", () => {
    expect(widthsOf([cell(), cell()])).toEqual([]);
    expect(JSON.stringify(parseContent(table([cell(), cell()])))).not.toContain("widths");
  });

  it("are rejected out of range, or if their number differs from the columns'", () => {
    for (const attrs of [
      { widths: [-1] },
      { widths: [21] },
      { widths: [1.5] },
      { widths: [3, 3] },
      { widths: "3" },
    ]) {
      try {
        parseContent(table([cell(attrs), cell()]));
        expect.unreachable();
      } catch (error) {
        expect(problemsOf(error).length).toBeGreaterThan(0);
      }
    }
  });
});
