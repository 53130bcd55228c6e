import { inArray } from "drizzle-orm";
import { LRUCache } from "lru-cache";
import type { Tx } from "@/db/client";
import { searchWord } from "@/db/schema/search";
import { newId } from "@/lib/core/id";
import { likenessOf } from "./text/likeness";

const KEY = Symbol.for("octopus.search-words");
const shared = globalThis as { [KEY]?: LRUCache<string, true> };
const BATCH = 1_000;

/** Words that this process has seen in the table. */
function seenWords(): LRUCache<string, true> {
  shared[KEY] ??= new LRUCache<string, true>({ max: 40_000, ttl: 3_600_000 });
  return shared[KEY];
}

/**
 * Keeps the words of entries for those who mistype them. No word is unique, on purpose: two writers of one new word
 * need not wait for each other, and a word that is there twice does no harm.
 */
export async function addWords(tx: Tx, words: Iterable<string>): Promise<void> {
  const seen = seenWords();
  const asked = [...words].filter((word) => !seen.has(word)).flatMap((word) => likenessOf(word) ?? []);
  for (let from = 0; from < asked.length; from += BATCH) await addSome(tx, asked.slice(from, from + BATCH));
}

async function addSome(tx: Tx, asked: readonly { word: string; keys: number[] }[]): Promise<void> {
  const seen = seenWords();
  const there = await tx
    .select({ word: searchWord.word })
    .from(searchWord)
    .where(
      inArray(
        searchWord.word,
        asked.map(({ word }) => word),
      ),
    );
  for (const { word } of there) seen.set(word, true);
  const missing = asked.filter(({ word }) => !seen.has(word));
  if (missing.length === 0) return;
  await tx.insert(searchWord).values(missing.map(({ word, keys }) => ({ id: newId(), word, keys })));
}
