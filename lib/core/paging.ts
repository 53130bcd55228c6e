/** How many rows a page of a list holds. */
export const PAGE_SIZE = 25;

export interface Page<Row> {
  rows: Row[];
  /** Keys of the neighbouring pages, or null at the ends. */
  previous: string | null;
  next: string | null;
}

/**
 * Cuts one row more than a page holds into a page: `rows` were read with `limit PAGE_SIZE + 1` in the order of
 * reading (`backwards`: towards the start, so they are turned round).
 */
export function cutPage<Row>(
  rows: Row[],
  keyOf: (row: Row) => string,
  at: { size?: number; cursor?: string | undefined; backwards?: boolean },
): Page<Row> {
  const size = at.size ?? PAGE_SIZE;
  const hasMore = rows.length > size;
  const kept = rows.slice(0, size);
  if (at.backwards) kept.reverse();
  const first = kept[0];
  const last = kept.at(-1);
  const hasPrevious = at.backwards ? hasMore : at.cursor !== undefined;
  const hasNext = at.backwards ? true : hasMore;
  return {
    rows: kept,
    previous: hasPrevious && first !== undefined ? keyOf(first) : null,
    next: hasNext && last !== undefined ? keyOf(last) : null,
  };
}
