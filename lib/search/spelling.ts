import { arrayOverlaps, sql } from "drizzle-orm";
import type { Queryable } from "@/db/client";
import { searchWord } from "@/db/schema/search";
import { difference, likenessOf, toleranceOf } from "./text/likeness";

const MAX_CANDIDATES = 400;
/** More than are offered: some of them are small words, which are not. */
const MAX_LIKE = 8;

/**
 * The known words that a word which nothing holds may be meant for, the likeliest first. A word that is only in what
 * the reader may not see can be among them: whoever uses them asks whether the reader finds anything by it.
 */
export async function listLikeWords(on: Queryable, word: string): Promise<string[]> {
  const likeness = likenessOf(word);
  if (!likeness) return [];
  const rows = await on
    .select({ word: searchWord.word })
    .from(searchWord)
    .where(arrayOverlaps(searchWord.keys, likeness.keys))
    // Words of about the same length first, should there be very many.
    .orderBy(sql`abs(length(${searchWord.word}) - ${word.length})`)
    .limit(MAX_CANDIDATES);
  const most = toleranceOf(word);
  const near = [...new Set(rows.map((row) => row.word))].flatMap((candidate) => {
    const other = likenessOf(candidate);
    if (!other || candidate === word) return [];
    const differs = difference(likeness.skeletons, other.skeletons, most);
    if (differs > most) return [];
    return [
      { candidate, rank: differs * 4 + (candidate[0] === word[0] ? 0 : 1) + lengthsApart(candidate, word) },
    ];
  });
  near.sort((a, b) => a.rank - b.rank || (a.candidate < b.candidate ? -1 : 1));
  return near.slice(0, MAX_LIKE).map(({ candidate }) => candidate);
}

function lengthsApart(a: string, b: string): number {
  return Math.min(Math.abs(a.length - b.length), 8) / 4;
}
