import { TABLE_LIMITS } from "@/lib/text/table-limits";
import type { Element } from "../elements";
import { fragmentsOf, type Row, type Segment } from "./columns";
import { type Fragment, isMostlyRtl } from "./fragments";
import { type Marks, paragraphText, plainText } from "./inlines";

/** Fewest columns and rows of a table that is known by its gaps only. */
const COLUMNS = 3;
const ROWS = 2;
/** Lines of a table; no page has more, and each line is tried. */
const MOST_LINES = 200;
/** Part of the cells that have text. */
const FILLED = 0.6;
/** Part of the size of the text that is the smallest gap between cells; spaces between words are smaller. */
const CELL_GAP = 0.45;
/** Part of the size of the text that is the largest distance between the rows of a table. */
const APART = 3;
/** How much larger than the smallest distance between lines one is that begins a row. */
const NEXT_ROW = 1.15;

interface Column {
  left: number;
  right: number;
}

/** A table without tags: the lines of each cell, by row and column. */
export interface Grid {
  cells: Fragment[][][][];
}

/**
 * Finds the table that begins at a row: neighbouring rows whose text is below that of the first in at least three
 * columns. Returns it with the number of rows of the page that it has; null if there is none.
 */
export function gridAt(rows: readonly Row[], from: number): { grid: Grid; length: number } | null {
  const first = rows[from];
  if (!first || first.length < COLUMNS || first.length > TABLE_LIMITS.columns) return null;
  let columns: Column[] = first.map(({ left, right }) => ({ left, right }));
  const divided: Row[] = [first];
  for (const row of rows.slice(from + 1, from + MOST_LINES)) {
    const cells = inCells(columns, row);
    const widened = widenedBy(columns, cells, divided.at(-1) ?? []);
    if (widened === null) break;
    columns = widened;
    divided.push(cells);
  }
  const lines = divided.slice(0, endOfGrid(divided));
  const cells = cellsOf(lines, columns);
  const filled = cells.flat().filter((cell) => cell.length > 0).length;
  if (cells.length < ROWS || filled < cells.length * columns.length * FILLED) return null;
  return { grid: { cells }, length: lines.length };
}

/** Divides the text of a row at the gaps between columns, which can be small where a cell is full. */
function inCells(columns: readonly Column[], row: Row): Row {
  return row.flatMap((segment) => {
    if (columnAt(columns, segment).length < 2) return [segment];
    const cells: Segment[] = [];
    for (const fragment of [...segment.fragments].sort((one, other) => one.x - other.x)) {
      const right = fragment.x + fragment.width;
      const cell = cells.at(-1);
      if (cell && fragment.x - cell.right < CELL_GAP * segment.size) {
        cell.fragments.push(fragment);
        cell.right = Math.max(cell.right, right);
      } else cells.push({ ...segment, fragments: [fragment], left: fragment.x, right });
    }
    return cells;
  });
}

const columnAt = (columns: readonly Column[], one: Segment) =>
  columns.flatMap(({ left, right }, at) => (one.left < right && one.right > left ? [at] : []));

/** Widens columns by the text of a row; null if the row is not part of the table. */
function widenedBy(columns: readonly Column[], row: Row, before: Row): Column[] | null {
  const size = row[0]?.size ?? 0;
  if (row.length > columns.length || (row[0]?.y ?? 0) - (before[0]?.y ?? 0) > APART * size) return null;
  const widened = columns.map((one) => ({ ...one }));
  for (const segment of row) {
    const [at = -1, ...others] = columnAt(columns, segment);
    const column = widened[at];
    if (!column || others.length > 0) return null;
    column.left = Math.min(column.left, segment.left);
    column.right = Math.max(column.right, segment.right);
  }
  const isApart = widened.every(({ left }, at) => at === 0 || left > (widened[at - 1]?.right ?? 0));
  return isApart ? widened : null;
}

const distance = (rows: readonly Row[], at: number) => (rows[at]?.[0]?.y ?? 0) - (rows[at - 1]?.[0]?.y ?? 0);

/** Returns where the table ends: rows with one text at its end, after a larger distance, are paragraphs below it. */
function endOfGrid(rows: readonly Row[]): number {
  let end = rows.findLastIndex((row) => row.length > 1) + 1;
  const usual = leastDistance(rows.slice(0, end));
  while (end < rows.length && distance(rows, end) < usual * NEXT_ROW) end += 1;
  return end;
}

const leastDistance = (rows: readonly Row[]) =>
  rows.reduce(
    (least, _, at) => (at === 0 ? least : Math.min(least, distance(rows, at))),
    Number.POSITIVE_INFINITY,
  );

function cellsOf(rows: readonly Row[], columns: readonly Column[]): Fragment[][][][] {
  const distances = rows.slice(1).map((_, at) => distance(rows, at + 1));
  const least = leastDistance(rows);
  const isEven = distances.every((one) => one < least * NEXT_ROW);
  const isRtl = isMostlyRtl(rows.flatMap(fragmentsOf));
  const start = isRtl ? columns.length - 1 : 0;
  const cells: Fragment[][][][] = [];
  for (const [at, row] of rows.entries()) {
    const filled = row.map((segment) => columnAt(columns, segment)[0] ?? 0);
    const isFull = new Set(filled).size === columns.length;
    const isApart = (distances[at - 1] ?? 0) >= least * NEXT_ROW;
    if (at === 0 || isFull || isApart || (isEven && filled.includes(start)))
      cells.push(columns.map(() => []));
    for (const [n, column] of filled.entries()) {
      const segment = row[n];
      if (segment) cells.at(-1)?.[column]?.push(fragmentsOf([segment]));
    }
  }
  return isRtl ? cells.map((row) => row.reverse()) : cells;
}

/** Joins a table to the one at the end of the page before; null if it has other columns. Its head can be repeated. */
export function joinedGrids(before: Grid, after: Grid): Grid | null {
  const [head] = before.cells;
  const [first] = after.cells;
  if (!head || !first || head.length !== first.length) return null;
  const isRepeated = head.every((cell, at) => plainText(cell) === plainText(first[at] ?? []));
  return { cells: [...before.cells, ...after.cells.slice(isRepeated ? 1 : 0)] };
}

/** Writes a table as an element. */
export function gridElement({ cells }: Grid, marks: Marks): Element {
  const element = (name: string, children: (Element | string)[]): Element => ({
    name,
    attributes: {},
    children,
  });
  const rows = cells.map((row) =>
    element(
      "tr",
      row.map((lines) => element("td", paragraphText(lines, marks))),
    ),
  );
  return element("table", rows);
}
