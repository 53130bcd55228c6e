import { diffArrays } from "diff";
import { canonicalJson } from "./canonical";
import type { Content, TopBlock } from "./nodes";
import { blockText } from "./plain";
import { bagOfWords, likeness } from "./words";

/** Beyond this many edits, blocks are not aligned; each remaining block is compared with at most `WINDOW` others. */
const MAX_EDITS = 600;
const WINDOW = 12;
/** Minimum similarity at which a block at the same place counts as an edited one. */
const LIKE = 0.4;

/**
 * Gives blocks of `next`, which have no ids, the ids of matching blocks of `previous`: equal ones in order,
 * then between them similar ones of the same type.
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
 * Gives passages of a translation the ids of its source: by position if there are equally many, else those
 * whose words are still the source's.
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

/** A diff that replaces all of one list by the other. */
function replaced(before: string[], after: string[]) {
  return [
    { value: before, count: before.length, removed: true, added: false },
    { value: after, count: after.length, removed: false, added: true },
  ];
}

function withoutId(block: TopBlock): string {
  return canonicalJson({ ...block, attrs: { ...block.attrs, id: undefined } });
}
