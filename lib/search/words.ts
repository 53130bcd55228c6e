import { sql } from "drizzle-orm";
import { LRUCache } from "lru-cache";
import type { Tx } from "@/db/client";
import { newId } from "@/lib/core/id";
import { likenessOf } from "./text/likeness";

const KEY = Symbol.for("octopus.search-words");
const shared = globalThis as { [KEY]?: LRUCache<string, true> };
const BATCH = 1_000;

/** Returns the cache of words known to be in the table. */
function seenWords(): LRUCache<string, true> {
  shared[KEY] ??= new LRUCache<string, true>({ max: 40_000, ttl: 3_600_000 });
  return shared[KEY];
}

/**
 * Adds an entry's words for spelling corrections. Words are deliberately not unique: two transactions adding
 * one word need not wait for each other, and duplicates do no harm.
 */
export async function addWords(tx: Tx, words: Iterable<string>): Promise<void> {
  const seen = seenWords();
  const asked = [...words].filter((word) => !seen.has(word)).flatMap((word) => likenessOf(word) ?? []);
  for (let from = 0; from < asked.length; from += BATCH) await addSome(tx, asked.slice(from, from + BATCH));
}

async function addSome(tx: Tx, asked: readonly { word: string; keys: number[] }[]): Promise<void> {
  const seen = seenWords();
  const rows = JSON.stringify(asked.map((one) => ({ id: newId(), ...one })));
  const { rows: added } = await tx.execute<{ word: string }>(sql`insert into search_word (id, word, keys)
    select n.id, n.word, n.keys from jsonb_to_recordset(${rows}::jsonb) n (id uuid, word text, keys int[])
    where not exists (select 1 from search_word w where w.word = n.word) returning word`);
  const isAdded = new Set(added.map(({ word }) => word));
  for (const { word } of asked) if (!isAdded.has(word)) seen.set(word, true);
}
