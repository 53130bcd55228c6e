import { diffArrays } from "diff";
import { canonicalJson } from "./canonical";
import type { Content, TopBlock } from "./nodes";
import { blockText } from "./plain";
import { bagOfWords, likeness } from "./words";

/** More differing blocks than this are not put in order; of those left over, each is compared with so many. */
const MAX_EDITS = 600;
const WINDOW = 12;
/** From this likeness on, a block at the place of another is that block, edited. */
const LIKE = 0.4;

/**
 * Gives the blocks of `next`, which came without ids, the ids of the blocks of `previous` that they are: first those
 * that say the same, in order, then between them those of the same type that are alike.
 */
export function keepIds(previous: Content, next: Content): Content {
  const before = previous.doc.content;
  const after = next.doc.content;
  const ids = new Map<number, string>();
  let gap: { before: TopBlock[]; after: number[] } = { before: [], after: [] };
  let b = 0;
  let a = 0;
  const closeGap = () => {
    matchAlike(gap.before, gap.after, after, ids);
    gap = { before: [], after: [] };
  };
  const keys = [before, after].map((blocks) => blocks.map(withoutId)) as [string[], string[]];
  for (const part of diffArrays(...keys, { maxEditLength: MAX_EDITS }) ?? replaced(...keys)) {
    for (let n = 0; n < (part.count ?? 0); n += 1) {
      const old = before[b];
      if (part.added) gap.after.push(a++);
      else if (part.removed) {
        if (old) gap.before.push(old);
        b += 1;
      } else {
        closeGap();
        if (old) ids.set(a, old.attrs.id);
        b += 1;
        a += 1;
      }
    }
  }
  closeGap();
  const blocks = after.map((block, index) => {
    const id = ids.get(index);
    return id === undefined ? block : ({ ...block, attrs: { ...block.attrs, id } } as TopBlock);
  });
  return { ...next, doc: { type: "doc", content: blocks } };
}

/**
 * Gives the passages of a translation the ids of those of its source: where there are as many, each that of the one in
 * its place; else those that are still in the words of the source.
 */
export function pairIds(source: Content, translation: Content): Content {
  const [from, to] = [source.doc.content, translation.doc.content];
  if (from.length !== to.length) return keepIds(source, translation);
  const blocks = to.map((block, n) => ({ ...block, attrs: { ...block.attrs, id: from[n]?.attrs.id } }));
  return { ...translation, doc: { type: "doc", content: blocks as TopBlock[] } };
}

function matchAlike(
  before: TopBlock[],
  places: number[],
  after: readonly TopBlock[],
  ids: Map<number, string>,
): void {
  const bags = before.map((block) => bagOfWords(blockText(block)));
  let from = 0;
  for (const place of places) {
    const block = after[place];
    if (!block) continue;
    const bag = bagOfWords(blockText(block));
    const found = before.findIndex(
      (old, n) =>
        n >= from &&
        n < from + WINDOW &&
        old.type === block.type &&
        likeness(bags[n] ?? new Map(), bag) >= LIKE,
    );
    const old = before[found];
    if (!old) continue;
    ids.set(place, old.attrs.id);
    from = found + 1;
  }
}

/** All of one list for all of the other. */
function replaced(before: string[], after: string[]) {
  return [
    { value: before, count: before.length, removed: true, added: false },
    { value: after, count: after.length, removed: false, added: true },
  ];
}

function withoutId(block: TopBlock): string {
  return canonicalJson({ ...block, attrs: { ...block.attrs, id: undefined } });
}
