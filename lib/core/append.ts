/**
 * Adds items to the end of a list. Spread into `push` they would stand on the stack: from some 120,000 on, which a text
 * of half a million characters has, that is a RangeError.
 */
export function append<T>(list: T[], items: Iterable<T>): void {
  for (const item of items) list.push(item);
}
