import { movedIds } from "./blocks-align";

/**
 * Merges two reorderings of a list, reduced to `alive`. Starts from their order; items that only I moved or
 * added are inserted after their predecessor in mine, behind additions of theirs at that place. Items that
 * both moved keep their position in theirs. If one side changed nothing, the result is the other's order.
 */
export function mergeOrder(
  base: readonly string[],
  theirs: readonly string[],
  mine: readonly string[],
  alive: ReadonlySet<string>,
): string[] {
  const known = new Set([...base, ...mine]);
  const theirMoves = movedIds(base, theirs);
  const myMoves = movedIds(base, mine);
  const placed = theirs.filter((id) => alive.has(id) && !(myMoves.has(id) && !theirMoves.has(id)));
  const order = new Sequence(placed);
  let previous: string | null = null;
  for (const id of mine) {
    if (!alive.has(id)) continue;
    if (!order.has(id)) order.insertAfter(previous, id, (next) => !known.has(next));
    previous = id;
  }
  return order.toArray();
}

/** A list that supports inserting after a given member. */
export class Sequence {
  /** Successor of each member; the key null is the start, the value null the end. */
  private readonly next = new Map<string | null, string | null>();

  constructor(ids: readonly string[]) {
    let last: string | null = null;
    for (const id of ids) {
      this.next.set(last, id);
      last = id;
    }
    this.next.set(last, null);
  }

  has(id: string): boolean {
    return this.next.has(id);
  }

  /** Inserts `id` after `after` (null: at the start), and after any direct followers for which `skip` is true. */
  insertAfter(after: string | null, id: string, skip: (next: string) => boolean = () => false): void {
    let at = this.next.has(after) ? after : null;
    for (let next = this.next.get(at); next && skip(next); next = this.next.get(at)) at = next;
    this.next.set(id, this.next.get(at) ?? null);
    this.next.set(at, id);
  }

  toArray(): string[] {
    const ids: string[] = [];
    for (let id = this.next.get(null); id; id = this.next.get(id)) ids.push(id);
    return ids;
  }
}
