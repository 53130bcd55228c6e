import { diffArrays } from "diff";

/** A difference of two sequences: `[start, end)` of the first became `[from, to)` of the second. */
export interface Hunk {
  start: number;
  end: number;
  from: number;
  to: number;
}

/** Limit of a comparison, in steps of the algorithm rather than time, so that results are reproducible. */
export interface Budget {
  steps: number;
  /** Texts with more edits than this are not compared word by word. */
  readonly edits: number;
}

/**
 * Creates a budget. The default suits a page of 250,000 characters with every tenth word changed;
 * `diff.test.ts` has the slowest cases.
 */
export function newBudget(steps = 1_500_000, edits = 600): Budget {
  return { steps, edits };
}

/**
 * Finds the shortest edit script between two sequences (Myers 1986, by jsdiff), as hunks. Null if that
 * exceeds the budget.
 */
export function align(a: readonly string[], b: readonly string[], budget: Budget): Hunk[] | null {
  let head = 0;
  while (head < a.length && head < b.length && a[head] === b[head]) head += 1;
  let tail = 0;
  while (
    tail < a.length - head &&
    tail < b.length - head &&
    a[a.length - 1 - tail] === b[b.length - 1 - tail]
  )
    tail += 1;
  const left = a.slice(head, a.length - tail);
  const right = b.slice(head, b.length - tail);
  if (left.length === 0 && right.length === 0) return [];
  if (left.length === 0 || right.length === 0) {
    return [{ start: head, end: head + left.length, from: head, to: head + right.length }];
  }
  return spend(left, right, head, budget);
}

function spend(left: string[], right: string[], offset: number, budget: Budget): Hunk[] | null {
  const maxEditLength = Math.min(budget.edits, Math.floor(Math.sqrt(Math.max(0, budget.steps))));
  // At least this many edits are certain, so the algorithm would fail.
  if (maxEditLength < 1 || fewestEdits(left, right) > maxEditLength) {
    budget.steps -= left.length + right.length;
    return null;
  }
  const parts = diffArrays(left, right, { maxEditLength });
  if (!parts) {
    budget.steps -= maxEditLength ** 2;
    return null;
  }
  const hunks: Hunk[] = [];
  let edits = 0;
  let at = offset;
  let to = offset;
  let open: Hunk | null = null;
  for (const part of parts) {
    const count = part.value.length;
    if (!part.added && !part.removed) {
      open = null;
      at += count;
      to += count;
      continue;
    }
    edits += count;
    if (!open) {
      open = { start: at, end: at, from: to, to };
      hunks.push(open);
    }
    if (part.removed) open.end = at += count;
    else open.to = to += count;
  }
  budget.steps -= edits ** 2;
  return hunks;
}

/** Lower bound of edits: elements that one sequence has and the other lacks or has less often. */
function fewestEdits(left: readonly string[], right: readonly string[]): number {
  const counts = new Map<string, number>();
  for (const key of left) counts.set(key, (counts.get(key) ?? 0) + 1);
  for (const key of right) counts.set(key, (counts.get(key) ?? 0) - 1);
  let edits = 0;
  for (const count of counts.values()) edits += Math.abs(count);
  return edits;
}

/** Finds the positions of a longest increasing subsequence. */
function risingPositions(values: readonly number[]): Set<number> {
  /** Indexed by length: last position of the best sequence of that length. */
  const ends: number[] = [];
  const previous: (number | undefined)[] = [];
  for (const [position, value] of values.entries()) {
    let low = 0;
    let high = ends.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((values[ends[middle] ?? 0] ?? 0) < value) low = middle + 1;
      else high = middle;
    }
    previous[position] = ends[low - 1];
    ends[low] = position;
  }
  const kept = new Set<number>();
  for (let at = ends.at(-1); at !== undefined; at = previous[at]) kept.add(at);
  return kept;
}

/** Finds which ids in both lists moved: the fewest that explain the new order. */
export function movedIds(before: readonly string[], after: readonly string[]): Set<string> {
  const places = new Map(before.map((id, place) => [id, place]));
  const common = after.filter((id) => places.has(id));
  const kept = risingPositions(common.map((id) => places.get(id) ?? 0));
  return new Set(common.filter((_, position) => !kept.has(position)));
}
