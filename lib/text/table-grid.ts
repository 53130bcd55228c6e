import type { Cell, Table } from "./nodes";
import { TABLE_LIMITS } from "./table-limits";

/** Position of a cell, considering the spans of those before it. */
export interface PlacedCell {
  cell: Cell;
  row: number;
  column: number;
  colspan: number;
  rowspan: number;
}

/**
 * Computes the positions of a table's cells; null if it is not rectangular (rows of unequal width,
 * overlapping cells, spans beyond the table, no columns) or too wide. The schema limits the rows.
 */
export function tableGrid(table: Table): PlacedCell[][] | null {
  const height = table.content.length;
  /** Per column: rows still covered by the cell above. */
  let covered: number[] = [];
  let width = -1;
  const rows: PlacedCell[][] = [];
  for (const [row, { content }] of table.content.entries()) {
    const placed: PlacedCell[] = [];
    const next = covered.map((left) => Math.max(0, left - 1));
    let column = 0;
    for (const cell of content ?? []) {
      while ((covered[column] ?? 0) > 0) column += 1;
      const { colspan, rowspan } = spansOf(cell);
      if (row + rowspan > height || column + colspan > TABLE_LIMITS.columns) return null;
      for (let at = column; at < column + colspan; at += 1) {
        if ((covered[at] ?? 0) > 0) return null;
        next[at] = rowspan - 1;
      }
      placed.push({ cell, row, column, colspan, rowspan });
      column += colspan;
    }
    while ((covered[column] ?? 0) > 0) column += 1;
    if (width === -1) width = column;
    if (column !== width || width === 0 || next.length > width) return null;
    rows.push(placed);
    covered = Array.from({ length: width }, (_, at) => next[at] ?? 0);
  }
  return rows;
}

/** Returns a cell's spans; 1 by default. */
export function spansOf(cell: Cell): { colspan: number; rowspan: number } {
  return { colspan: cell.attrs?.colspan ?? 1, rowspan: cell.attrs?.rowspan ?? 1 };
}
