import type { Block, Cell, Table, TableRow } from "@/lib/text/nodes";
import { tableGrid } from "@/lib/text/table-grid";
import { TABLE_LIMITS } from "@/lib/text/table-limits";
import { type Element, isElement } from "./elements";
import { inlinesOf, type Notes } from "./inlines";

type CellContent = Cell["content"];
type ReadBlocks = (children: readonly (Element | string)[]) => Block[];

/**
 * Reads a table. One with more rows than a table can have becomes several, each with the first row; one with more
 * columns becomes a line of text for each row.
 */
export function tablesOf(table: Element, notes: Notes, readBlocks: ReadBlocks): Block[] {
  const rows = rowsIn(table).filter(({ cells }) => cells.length > 0);
  if (rows.length === 0) return [];
  const isWide = rows.some(({ cells }) => widthOf(cells) > TABLE_LIMITS.columns);
  if (isWide) return rows.map(({ cells }) => lineOf(cells, notes));
  const read = rows.map((row, at) =>
    readRow(row, at === 0 && !rows.some(({ isHead }) => isHead), notes, readBlocks),
  );
  return inPieces(read).map(rectangular);
}

/** Builds a table. If its rows differ in width or its spans do not fit, removes the spans and adds empty cells. */
function rectangular(content: TableRow[]): Table {
  const table: Table = { type: "table", content };
  if (tableGrid(table) !== null) return table;
  const width = Math.max(...content.map((row) => row.content.length));
  return {
    type: "table",
    content: content.map((row) => ({ type: "tableRow", content: filledUp(row, width) })),
  };
}

function filledUp({ content }: TableRow, width: number): Cell[] {
  const type = content[0]?.type ?? "tableCell";
  return Array.from({ length: width }, (_, column) => ({
    type: content[column]?.type ?? type,
    attrs: { colspan: 1, rowspan: 1 },
    content: content[column]?.content ?? [{ type: "paragraph" }],
  }));
}

interface Row {
  cells: Element[];
  isHead: boolean;
}

function rowsIn(element: Element, isHead = false): Row[] {
  return element.children.filter(isElement).flatMap((child): Row[] => {
    if (child.name === "tr") {
      const cells = child.children.filter(isElement).filter(({ name }) => name === "td" || name === "th");
      return [{ cells, isHead }];
    }
    return rowsIn(child, isHead || child.name === "thead");
  });
}

const spanOf = (cell: Element, name: "colspan" | "rowspan") =>
  Math.max(1, Number.parseInt(cell.attributes[name] ?? "1", 10) || 1);

const widthOf = (cells: readonly Element[]) =>
  cells.reduce((width, cell) => width + spanOf(cell, "colspan"), 0);

/** Reads a row. Word marks few first rows as headings: in a table without any, the first row becomes one. */
function readRow(row: Row, isFirst: boolean, notes: Notes, readBlocks: ReadBlocks): TableRow {
  const isHead = row.isHead || isFirst;
  const content = row.cells.map((cell): Cell => {
    const [colspan, rowspan] = [
      spanOf(cell, "colspan"),
      Math.min(spanOf(cell, "rowspan"), TABLE_LIMITS.rows),
    ];
    const inside = cellContent(readBlocks(cell.children), cell, notes);
    return { type: isHead ? "tableHeader" : "tableCell", attrs: { colspan, rowspan }, content: inside };
  });
  return { type: "tableRow", content };
}

/** Reads a cell: its paragraphs and lists; a cell with anything else becomes one paragraph of its text. */
function cellContent(blocks: Block[], cell: Element, notes: Notes): CellContent {
  const fits = blocks.flatMap((block): CellContent => {
    if (block.type === "paragraph" || block.type === "bulletList" || block.type === "orderedList")
      return [block];
    if (block.type === "heading") return [{ type: "paragraph", content: block.content ?? [] }];
    return [];
  });
  if (fits.length > 0 && fits.length === blocks.length) return fits;
  return [{ type: "paragraph", content: inlinesOf(cell.children, notes) }];
}

function lineOf(cells: readonly Element[], notes: Notes): Block {
  const content = cells.flatMap((cell, at) => {
    const own = inlinesOf(cell.children, notes);
    return at === 0 ? own : [{ type: "text" as const, text: " · " }, ...own];
  });
  return { type: "paragraph", content };
}

function inPieces(rows: TableRow[]): TableRow[][] {
  const [head, ...rest] = rows;
  if (!head || rows.length <= TABLE_LIMITS.rows) return [rows];
  const pieces: TableRow[][] = [];
  for (let from = 0; from < rest.length; from += TABLE_LIMITS.rows - 1)
    pieces.push([head, ...rest.slice(from, from + TABLE_LIMITS.rows - 1)]);
  return pieces;
}
