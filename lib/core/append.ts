/**
 * Appends items to a list. `push(...items)` passes them on the stack and throws a RangeError from about
 * 120,000 items; a text of 500,000 characters has that many.
 */
export function append<T>(list: T[], items: Iterable<T>): void {
  for (const item of items) list.push(item);
}
