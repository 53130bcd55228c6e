import type { Table } from "./nodes";
import { tableGrid } from "./table-grid";
import { WIDTH_STEPS } from "./table-limits";

/* The widths of columns that an author has set: in steps, so that pages draw them by classes and without styles. */

/** The step that is nearest to a width in pixels. */
export const stepOf = (pixels: number) =>
  Math.min(WIDTH_STEPS.most, Math.max(1, Math.round(pixels / WIDTH_STEPS.pixels)));

export const pixelsOf = (step: number) => step * WIDTH_STEPS.pixels;

/** The width of each column in steps, null where none is set; an empty list when none is set at all. */
export function columnWidths(table: Table): (number | null)[] {
  const rows = tableGrid(table) ?? [];
  const widths: (number | null)[] = [];
  for (const { cell, column, colspan } of rows.flat()) {
    for (let n = 0; n < colspan; n += 1) widths[column + n] ??= cell.attrs?.widths?.[n] || null;
  }
  return widths.some((width) => width !== null) ? widths : [];
}

/** Of the width of a page no column has less than this share of an equal one: a word must fit. */
const LEAST_SHARE = 0.35;

/**
 * The shares that columns have where a table takes the whole width of a page: as the author set them, a column without a
 * width as wide as the others are on average. All alike where none is set.
 */
export function columnShares(table: Table): number[] {
  const columns = (tableGrid(table)?.[0] ?? []).reduce((sum, { colspan }) => sum + colspan, 0) || 1;
  const own = columnWidths(table);
  const set = own.filter((width) => width !== null);
  if (set.length === 0) return Array.from({ length: columns }, () => 1);
  const mean = set.reduce((sum, width) => sum + width, 0) / set.length;
  const steps = Array.from({ length: columns }, (_, n) => own[n] ?? mean);
  const equal = steps.reduce((sum, step) => sum + step, 0) / columns;
  return steps.map((step) => Math.max(step / equal, LEAST_SHARE));
}
