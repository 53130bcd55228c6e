import type { Editor } from "@tiptap/core";
import { Fragment, type Node } from "@tiptap/pm/model";
import { selectedRect } from "@tiptap/pm/tables";
import { orderBy } from "@/lib/text/column-order";
import { WIDTH_STEPS } from "@/lib/text/table-limits";
import { pixelsOf, stepOf } from "@/lib/text/table-widths";

/** Why a table was not sorted. */
export type SortRefusal = "merged" | "short";

/**
 * Sorts the rows of the current table by the cursor's column; header rows stay at the top. Returns why if it
 * did not sort: merged cells make rows inseparable.
 */
export function sortRows(
  editor: Editor,
  direction: "ascending" | "descending",
  language: string,
): SortRefusal | null {
  const { table, tableStart, map, left } = selectedRect(editor.state);
  if (new Set(map.map).size !== map.map.length) return "merged";
  const rows: Node[] = [];
  table.forEach((row) => {
    rows.push(row);
  });
  const first = rows.findIndex((row) => !isHead(row));
  const head = first < 0 ? rows.length : first;
  const body = rows.slice(head);
  if (body.length < 2) return "short";
  const order = orderBy(
    body.map((row) => ({ text: row.child(left).textContent, datetime: null })),
    language,
    direction,
  );
  const sorted = Fragment.from([...rows.slice(0, head), ...order.flatMap((n) => body[n] ?? [])]);
  editor.view.dispatch(
    editor.state.tr.replaceWith(tableStart, tableStart + table.content.size, sorted).scrollIntoView(),
  );
  editor.commands.focus(tableStart + 2);
  return null;
}

function isHead(row: Node): boolean {
  let isAll = true;
  row.forEach((cell) => {
    if (cell.type.name !== "tableHeader") isAll = false;
  });
  return isAll;
}

/** Returns the width on screen of a cell without a set width. */
function shownWidth(editor: Editor, position: number): number {
  const dom = editor.view.nodeDOM(position);
  return dom instanceof HTMLElement ? dom.offsetWidth : pixelsOf(4);
}

/** Changes the width of the cursor's column by one step, as dragging with the mouse does. */
export function resizeColumn(editor: Editor, by: 1 | -1): void {
  const { table, tableStart, map, left } = selectedRect(editor.state);
  const own = map.map[left] ?? 0;
  const set = (table.nodeAt(own)?.attrs.colwidth as number[] | null)?.[left - map.colCount(own)];
  const step = Math.min(
    WIDTH_STEPS.most,
    Math.max(1, stepOf(set || shownWidth(editor, tableStart + own)) + by),
  );
  const { tr } = editor.state;
  for (const position of new Set(
    Array.from({ length: map.height }, (_, n) => map.map[n * map.width + left]),
  )) {
    const cell = position === undefined ? null : table.nodeAt(position);
    if (position === undefined || !cell) continue;
    const colspan = Number(cell.attrs.colspan ?? 1);
    const before = (cell.attrs.colwidth as number[] | null) ?? Array.from({ length: colspan }, () => 0);
    const at = left - map.colCount(position);
    const colwidth = before.map((pixels, n) => (n === at ? pixelsOf(step) : pixels));
    tr.setNodeMarkup(tableStart + position, null, { ...cell.attrs, colwidth });
  }
  editor.view.dispatch(tr);
  editor.commands.focus();
}
