import { arrayOverlaps, sql } from "drizzle-orm";
import type { Queryable } from "@/db/client";
import { searchWord } from "@/db/schema/search";
import { likenessOf, nearnessOf } from "./text/likeness";

const MAX_CANDIDATES = 400;
/** More than are offered, because some are stop words. */
const MAX_LIKE = 8;

/** A known word that may be meant. */
export interface LikeWord {
  word: string;
  /** Distance from the typed word; among equals the more frequent is meant. */
  distance: number;
  /** Near enough to be searched without asking; otherwise only offered. */
  isSure: boolean;
}

/**
 * Lists known words that an unknown word may mean, nearest first. They may occur only in content hidden from
 * the reader, so callers must check that the reader finds something.
 */
export async function listLikeWords(on: Queryable, word: string): Promise<LikeWord[]> {
  const likeness = likenessOf(word);
  if (!likeness) return [];
  const rows = await on
    .select({ word: searchWord.word })
    .from(searchWord)
    .where(arrayOverlaps(searchWord.keys, likeness.keys))
    // Prefer words of similar length, in case there are very many.
    .orderBy(sql`abs(length(${searchWord.word}) - ${word.length})`, searchWord.word)
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
