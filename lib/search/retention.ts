import { inArray, type SQL, sql } from "drizzle-orm";
import { searchWord } from "@/db/schema/search";
import type { Ctx } from "@/lib/core/ctx";
import { sweep } from "@/lib/core/sweep";
import { MISS_DAYS } from "./model";
import { quoted } from "./query/lexemes";
import { languagesOf, stemsOf } from "./stems";

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

async function listForgotten(ctx: Ctx, words: readonly { id: string; word: string }[]): Promise<string[]> {
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
