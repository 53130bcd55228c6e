/** The largest table, and so the largest span; that spans fit together is checked by `tableGrid`. */
export const TABLE_LIMITS = { rows: 500, columns: 50 } as const;

/** Widths of columns: so many steps at most, each of so many pixels where people drag them. */
export const WIDTH_STEPS = { most: 20, pixels: 40 } as const;
