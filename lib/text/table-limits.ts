/** The largest table, and so the largest span; that spans fit together is checked by `tableGrid`. */
export const TABLE_LIMITS = { rows: 500, columns: 50 } as const;
