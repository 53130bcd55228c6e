import { sql } from "drizzle-orm";
import { searchMiss } from "@/db/schema/search";
import type { Ctx } from "@/lib/core/ctx";
import type { Locale } from "@/lib/i18n/locales";
import { normalize } from "@/lib/text/unicode";

/** Different questions that one day keeps: a machine that asks at random fills no disk. */
const MOST_A_DAY = 2_000;
const MAX_LENGTH = 80;
/** What may be somebody's address or telephone number is not kept at all. */
const PERSONAL = /@|\d[\d ().-]{6,}\d/;

/**
 * Counts, by day, what was asked for and not found. Nobody's name, address or moment is kept with it; what looks like
 * a mail address or a long number is not kept, nor what is longer than anyone would mend a synonym for.
 */
export async function recordMiss(ctx: Ctx, input: { query: string; locale: Locale }): Promise<void> {
  ctx.asSystem("what finds nothing is counted for the site, without a who");
  ctx.skipAudit("an entry of the audit log would say who asked");
  const query = normalize(input.query, "NFC").replaceAll(/\s+/gu, " ").trim().toLowerCase();
  if (query === "" || query.length > MAX_LENGTH || PERSONAL.test(query)) return;
  const day = ctx.now.toISOString().slice(0, 10);
  await ctx.tx.execute(sql`
    insert into ${searchMiss} (day, query, locale)
    select ${day}::date, ${query}, ${input.locale}
    where (select count(*) from ${searchMiss} where day = ${day}::date) < ${MOST_A_DAY}
    on conflict (day, query, locale) do update set count = search_miss.count + 1`);
}
