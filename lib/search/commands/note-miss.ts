import { sql } from "drizzle-orm";
import { searchMiss } from "@/db/schema/search";
import type { Ctx } from "@/lib/core/ctx";
import type { Locale } from "@/lib/i18n/locales";
import { normalize } from "@/lib/text/unicode";

/** Maximum of different queries stored a day, so that random requests cannot fill the disk. */
const MOST_A_DAY = 2_000;
const MAX_LENGTH = 80;
/** Possible email addresses and telephone numbers are not stored. */
const PERSONAL = /@|\d[\d ().-]{6,}\d/;

/**
 * Counts a search without results, by day. Stores no name, address or time; queries that look like an email
 * address or long number, or are too long for a synonym, are not stored.
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
