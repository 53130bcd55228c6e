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
