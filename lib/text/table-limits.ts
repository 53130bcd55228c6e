/** Largest table, and so the largest span; `tableGrid` checks that spans fit. */
export const TABLE_LIMITS = { rows: 500, columns: 50 } as const;

/** Column widths: maximum number of steps, and pixels per step when dragging. */
export const WIDTH_STEPS = { most: 20, pixels: 40 } as const;
