import type { Table } from "./nodes";
import { tableGrid } from "./table-grid";
import { WIDTH_STEPS } from "./table-limits";

/* Column widths set by an author: in steps, so that pages can use classes instead of inline styles. */

/** Finds the step nearest to a width in pixels. */
export const stepOf = (pixels: number) =>
  Math.min(WIDTH_STEPS.most, Math.max(1, Math.round(pixels / WIDTH_STEPS.pixels)));

export const pixelsOf = (step: number) => step * WIDTH_STEPS.pixels;

/** Returns each column's width in steps, null if not set; an empty list if none is set. */
export function columnWidths(table: Table): (number | null)[] {
  const rows = tableGrid(table) ?? [];
  const widths: (number | null)[] = [];
  for (const { cell, column, colspan } of rows.flat()) {
    for (let n = 0; n < colspan; n += 1) widths[column + n] ??= cell.attrs?.widths?.[n] || null;
  }
  return widths.some((width) => width !== null) ? widths : [];
}

/** Minimum width of a column, as a share of an equal one, so that a word fits. */
const LEAST_SHARE = 0.35;

/**
 * Computes the columns' shares of a full-width table: as the author set them; columns without a width get the
 * mean of the others. Equal if none is set.
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
