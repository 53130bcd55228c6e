import { loadProse } from "@/db/seed/prose";
import { blockText } from "@/lib/text/plain";

/** Numbers from 0 to 1 that are the same for the same seed (mulberry32). */
export type Random = () => number;

/** A source of such numbers. `seed`: any whole number. */
export function randomFrom(seed: number): Random {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

/** A whole number from `min` to `max`, both included. */
export function between(random: Random, min: number, max: number): number {
  return min + Math.floor(random() * (max - min + 1));
}

/** Picks an item of a non-empty list. */
export function pick<T>(random: Random, list: readonly T[]): T {
  const found = list[Math.floor(random() * list.length)];
  if (found === undefined) throw new Error("Nothing to pick from");
  return found;
}

/** Which words follow each other in the starting data's prose, and which begin sentences. */
export interface Words {
  after: ReadonlyMap<string, readonly string[]>;
  first: readonly string[];
}

/** Reads the words of our own prose: it compresses and wraps like real text, and is nobody else's. */
export function readWords(): Words {
  const after = new Map<string, string[]>();
  const first: string[] = [];
  for (const sentence of sentences()) {
    const words = sentence.split(" ");
    first.push(words[0] ?? "");
    for (const [index, word] of words.entries()) {
      const next = words[index + 1];
      if (next === undefined) continue;
      const known = after.get(word);
      if (known) known.push(next);
      else after.set(word, [next]);
    }
  }
  return { after, first };
}

function sentences(): string[] {
  return loadProse()
    .flatMap(({ sections }) => sections.flatMap(({ content }) => content.doc.content))
    .filter((block) => block.type !== "table")
    .flatMap((block) => blockText(block).split(/(?<=[.;:?])\s+|\n/))
    .map((text) => text.replace(/[.;:?,]+$/, "").trim())
    .filter((text) => text.split(" ").length >= 4);
}

/** Some words in a row, each of which follows the one before it somewhere in the prose. */
export function phrase({ after, first }: Words, random: Random, count: number): string {
  const words: string[] = [];
  let word = pick(random, first);
  while (words.length < count) {
    words.push(word);
    word = pick(random, after.get(word) ?? first);
  }
  const text = words.join(" ").replace(/[,;:.]+$/, "");
  return `${text.slice(0, 1).toUpperCase()}${text.slice(1)}`;
}
