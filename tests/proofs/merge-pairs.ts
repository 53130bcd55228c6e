import { proseKind } from "@/lib/revisions/prose/prose";
import { generatePairs, type MergePair, wordCounts } from "../support/merge-pairs";

const kind = proseKind("legislation");

/** The results of generated pairs of edits. */
export interface Pairs {
  pairs: number;
  clean: number;
  conflicts: number;
  lost: string[];
  doubled: string[];
}

/**
 * Merges generated pairs of edits in which every word is unique, and counts each word in the results: new words of
 * theirs must be in the content, those of mine in the content or in a conflict, and none twice in the content.
 */
export function mergePairs(count: number, seed: number): Pairs {
  const found: Pairs = { pairs: count, clean: 0, conflicts: 0, lost: [], doubled: [] };
  for (const [index, pair] of generatePairs(count, seed).entries()) {
    const { isClean, lost, doubled } = judge(pair);
    if (isClean) found.clean += 1;
    else found.conflicts += 1;
    found.lost.push(...lost.map((word) => `pair ${index}: ${word}`));
    found.doubled.push(...doubled.map((word) => `pair ${index}: ${word}`));
  }
  return found;
}

function judge({ base, theirs, mine }: MergePair) {
  const result = kind.merge(base, theirs, mine);
  const [b, t, m] = [wordCounts(base), wordCounts(theirs), wordCounts(mine)];
  const merged = wordCounts(result.content);
  const held = wordCounts(result.conflicts.map((conflict) => conflict.mine));
  const lost: string[] = [];
  const doubled: string[] = [];
  for (const word of new Set([...b.keys(), ...t.keys(), ...m.keys()])) {
    const count = merged.get(word) ?? 0;
    // A word of the base stays unless a side removed it; a new word of either side stays.
    const isKept = b.has(word) ? t.has(word) && m.has(word) : true;
    if (isKept && count + (held.get(word) ?? 0) === 0) lost.push(word);
    if (word.startsWith("t") && count === 0) lost.push(word);
    if (count > 1) doubled.push(word);
  }
  return { isClean: result.clean, lost, doubled };
}
