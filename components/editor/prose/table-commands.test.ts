import { Editor, type JSONContent } from "@tiptap/core";
import { TextSelection } from "@tiptap/pm/state";
import { expect, it } from "vitest";
import { WIDTH_STEPS } from "@/lib/text/table-limits";
import { proseExtensions } from "./extensions";
import { resizeColumn, sortRows } from "./table-commands";

/* The commands in an editor outside a page: their effect on the text. `e2e/lists.spec.ts` tests them in a page. */

const cell = (text: string, type = "tableCell", attrs: object = {}): JSONContent => ({
  type,
  attrs,
  content: [{ type: "paragraph", ...(text === "" ? {} : { content: [{ type: "text", text }] }) }],
});
const row = (...cells: JSONContent[]): JSONContent => ({ type: "tableRow", content: cells });

/** Creates an editor with a table and the cursor in the cell with this text. */
function editing(rows: JSONContent[], at: string): Editor {
  const editor = new Editor({
    element: null,
    extensions: proseExtensions({ placeholder: "", labelOf: (source) => source }),
    content: { type: "doc", content: [{ type: "table", content: rows }] },
  });
  let place = 0;
  editor.state.doc.descendants((node, position) => {
    if (node.isText && node.text === at) place = position;
  });
  editor.view.dispatch(editor.state.tr.setSelection(TextSelection.create(editor.state.doc, place)));
  return editor;
}

const texts = (editor: Editor) => {
  const found: string[][] = [];
  editor.state.doc.descendants((node) => {
    if (node.type.name !== "tableRow") return true;
    found.push(Array.from({ length: node.childCount }, (_, n) => node.child(n).textContent));
    return false;
  });
  return found;
};
const widths = (editor: Editor) => {
  const found: unknown[] = [];
  editor.state.doc.descendants((node) => {
    if (/^table(?:Cell|Header)$/.test(node.type.name)) found.push(node.attrs.colwidth);
    return true;
  });
  return found;
};

const HEAD = row(cell("Pays", "tableHeader"), cell("Année", "tableHeader"));

it("sorts the rows below the header by the cursor's column, in both directions, by the rules of the language", () => {
  const rows = [
    HEAD,
    row(cell("Zambie"), cell("9")),
    row(cell("Éthiopie"), cell("10")),
    row(cell("Algérie"), cell("2")),
  ];
  const byName = editing(rows, "Zambie");
  expect(sortRows(byName, "ascending", "fr")).toBeNull();
  expect(texts(byName).map(([first]) => first)).toEqual(["Pays", "Algérie", "Éthiopie", "Zambie"]);
  const byYear = editing(rows, "10");
  expect(sortRows(byYear, "descending", "fr")).toBeNull();
  expect(texts(byYear).map(([, second]) => second)).toEqual(["Année", "10", "9", "2"]);
});

it("sorts Arabic rows alphabetically and keeps rows together", () => {
  const rows = [row(cell("مصر"), cell("3")), row(cell("الأردن"), cell("1")), row(cell("تونس"), cell("2"))];
  const editor = editing(rows, "مصر");
  expect(sortRows(editor, "ascending", "ar")).toBeNull();
  expect(texts(editor)).toEqual([
    ["الأردن", "1"],
    ["تونس", "2"],
    ["مصر", "3"],
  ]);
});

it("leaves merged cells and single rows unchanged and returns why", () => {
  const merged = [HEAD, row(cell("Zambie", "tableCell", { colspan: 2 })), row(cell("Algérie"), cell("2"))];
  const editor = editing(merged, "Zambie");
  const before = texts(editor);
  expect(sortRows(editor, "ascending", "fr")).toBe("merged");
  expect(texts(editor)).toEqual(before);
  expect(sortRows(editing([HEAD, row(cell("Zambie"), cell("9"))], "Zambie"), "ascending", "fr")).toBe(
    "short",
  );
});

it("changes the width of a column by steps in every row, within its limits", () => {
  const { pixels, most } = WIDTH_STEPS;
  const second = { colwidth: [4 * pixels] };
  const rows = [
    row(cell("Pays", "tableHeader"), cell("Année", "tableHeader", second)),
    row(cell("Zambie"), cell("9")),
  ];
  const editor = editing(rows, "9");
  resizeColumn(editor, 1);
  const [, first, , third] = widths(editor) as (number[] | null)[];
  expect(first).toEqual(third);
  expect(widths(editor)[0]).toBeNull();
  expect(first).toEqual([5 * pixels]);
  for (let n = 0; n < most + 2; n += 1) resizeColumn(editor, -1);
  expect(widths(editor)[1]).toEqual([pixels]);
  for (let n = 0; n < most + 2; n += 1) resizeColumn(editor, 1);
  expect(widths(editor)[1]).toEqual([most * pixels]);
});

it("widens a column below a cell that spans it, and leaves the others unchanged", () => {
  const { pixels } = WIDTH_STEPS;
  const rows = [
    row(cell("Pays et année", "tableHeader", { colspan: 2, colwidth: [4 * pixels, 4 * pixels] })),
    row(
      cell("Zambie", "tableCell", { colwidth: [4 * pixels] }),
      cell("9", "tableCell", { colwidth: [4 * pixels] }),
    ),
  ];
  const editor = editing(rows, "9");
  resizeColumn(editor, 1);
  expect(widths(editor)).toEqual([[4 * pixels, 5 * pixels], [4 * pixels], [5 * pixels]]);
});
