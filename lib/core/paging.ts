/** Rows on a page of a list. */
export const PAGE_SIZE = 25;

export interface Page<Row> {
  rows: Row[];
  /** Keys of the neighbouring pages; null at the ends. */
  previous: string | null;
  next: string | null;
}

/**
 * Cuts a page from rows that were read with `limit PAGE_SIZE + 1`; the extra row shows that there is a
 * further page. `backwards`: the rows were read towards the start, so they are reversed.
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
