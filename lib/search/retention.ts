import { inArray, type SQL, sql } from "drizzle-orm";
import type { Tx } from "@/db/client";
import { searchWord } from "@/db/schema/search";
import type { Ctx } from "@/lib/core/ctx";
import { sweep } from "@/lib/core/sweep";
import { MISS_DAYS } from "./model";
import { quoted } from "./query/lexemes";
import { languagesOf, stemsOf } from "./stems";
import { tokensOf } from "./text/tokens";

const BATCH = 500;

/**
 * Deletes searches without results older than 30 days, and unused words: each hour a twenty-fourth of the
 * words, so that all are checked daily. Returns the counts.
 */
export async function applySearchRetention(ctx: Ctx): Promise<Record<string, number>> {
  const oldest = new Date(ctx.now.getTime() - MISS_DAYS * 86_400_000).toISOString().slice(0, 10);
  return {
    searchMisses: await sweep(
      ctx.tx,
      sql`delete from search_miss where (day, query, locale) in (
        select day, query, locale from search_miss where day < ${oldest} limit 2000)`,
    ),
    searchWords: await removeForgotten(ctx, ctx.now.getUTCHours()),
  };
}

/** Words whose ids end with a byte of this hour: an even share. */
const ofHour = (hour: number): SQL => sql`get_byte(uuid_send(${searchWord.id}), 15) % 24 = ${hour}`;

async function removeForgotten(ctx: Ctx, hour: number): Promise<number> {
  const rows = await ctx.tx
    .select({ id: searchWord.id, word: searchWord.word })
    .from(searchWord)
    .where(ofHour(hour));
  let removed = 0;
  for (let from = 0; from < rows.length; from += BATCH) {
    const some = rows.slice(from, from + BATCH);
    const forgotten = await listForgotten(ctx, some);
    if (forgotten.length === 0) continue;
    await ctx.tx.delete(searchWord).where(inArray(searchWord.id, forgotten));
    removed += forgotten.length;
  }
  return removed;
}

/**
 * Deletes the words of removed texts that no entry of the index has any more, so that no correction of a spelling offers
 * them. After the index was updated.
 */
export async function forgetWords(tx: Tx, texts: readonly string[]): Promise<void> {
  const parts = texts.flatMap((text) => text.match(PART) ?? []);
  const words = [...new Set(parts.flatMap((part) => tokensOf(part).map(({ word }) => word)))];
  for (let from = 0; from < words.length; from += BATCH) {
    const rows = await tx
      .select({ id: searchWord.id, word: searchWord.word })
      .from(searchWord)
      .where(inArray(searchWord.word, words.slice(from, from + BATCH)));
    const forgotten = rows.length > 0 ? await listForgotten({ tx }, rows) : [];
    if (forgotten.length > 0) await tx.delete(searchWord).where(inArray(searchWord.id, forgotten));
  }
}

/** Pieces of a text that end between two words, each short enough to be read whole. */
const PART = /\S[\s\S]{0,5000}(?:\s|$)|\S{1,5000}/gu;

async function listForgotten(
  ctx: Pick<Ctx, "tx">,
  words: readonly { id: string; word: string }[],
): Promise<string[]> {
  const asked = words.flatMap(({ word }) => languagesOf(word).map((language) => ({ raw: word, language })));
  const stemOf = await stemsOf(ctx.tx, asked);
  const queries = words.map(({ word }) => {
    const stems = languagesOf(word).flatMap((language) => stemOf({ raw: word, language }).stems);
    return [...new Set([word, ...stems])].map(quoted).join(" | ");
  });
  // The planner cannot know how rare each word is, and would read every entry for each.
  await ctx.tx.execute(sql`set local enable_seqscan = off`);
  const { rows } = await ctx.tx.execute<{ id: string }>(sql`
    select one.id from unnest(${sql.param(words.map(({ id }) => id))}::uuid[],
      ${sql.param(queries)}::text[]) as one (id, query)
    where not exists (select 1 from search_entry e where e.terms @@ one.query::tsquery)`);
  await ctx.tx.execute(sql`set local enable_seqscan = on`);
  return rows.map((row) => row.id);
}
