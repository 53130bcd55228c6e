import { arrayOverlaps, sql } from "drizzle-orm";
import type { Queryable } from "@/db/client";
import { searchWord } from "@/db/schema/search";
import { likenessOf, nearnessOf } from "./text/likeness";

const MAX_CANDIDATES = 400;
/** More than are offered: some of them are small words, which are not. */
const MAX_LIKE = 8;

/** A known word that another may be meant for. */
export interface LikeWord {
  word: string;
  /** How far it is from what was typed; of equal ones the more frequent is meant. */
  distance: number;
  /** Near enough to be looked for without asking; else it is only offered. */
  isSure: boolean;
}

/**
 * The known words that a word which nothing holds may be meant for, the nearest first. A word that is only in what
 * the reader may not see can be among them: whoever uses them asks whether the reader finds anything by it.
 */
export async function listLikeWords(on: Queryable, word: string): Promise<LikeWord[]> {
  const likeness = likenessOf(word);
  if (!likeness) return [];
  const rows = await on
    .select({ word: searchWord.word })
    .from(searchWord)
    .where(arrayOverlaps(searchWord.keys, likeness.keys))
    // Words of about the same length first, should there be very many.
    .orderBy(sql`abs(length(${searchWord.word}) - ${word.length})`)
    .limit(MAX_CANDIDATES);
  const near = [...new Set(rows.map((row) => row.word))].flatMap((candidate) => {
    if (candidate === word) return [];
    const nearness = nearnessOf(word, candidate);
    return nearness ? [{ word: candidate, ...nearness }] : [];
  });
  near.sort(
    (a, b) => Number(b.isSure) - Number(a.isSure) || a.distance - b.distance || (a.word < b.word ? -1 : 1),
  );
  return near.slice(0, MAX_LIKE);
}
