import { movedIds } from "./blocks-align";

/**
 * The order of what is left of two rearrangements of one list. Theirs is the start; what only I moved or added
 * follows the one that it follows in mine, behind what they added there. What both moved stands where they put it.
 * If one side changed nothing, the other's order is the answer.
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

/** A list into which one inserts behind a given member. */
export class Sequence {
  /** What follows each member; null stands for the place before the first, and for the end. */
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

  /** Inserts behind `after` (null: at the start), and behind those directly following that `skip` tells to pass. */
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
