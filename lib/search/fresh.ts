import { desc, eq } from "drizzle-orm";
import { db } from "@/db/client";
import { searchEntry } from "@/db/schema/search";
import type { Actor } from "@/lib/core/actor";
import type { Locale } from "@/lib/i18n/locales";
import { audiencesOf } from "./audiences";
import { queryByIndex } from "./by-index";
import { filtersOf, SAME } from "./find";
import type { SearchQuery } from "./model";
import { matchOf } from "./search";
import { Statement } from "./statement";

/** Maximum of new things examined per search; more count as "many". */
const CONSIDERED = 2_000;

/** Finds when the newest entry was added; null if there is none. */
export async function newestFound(): Promise<Date | null> {
  const [row] = await db()
    .select({ at: searchEntry.addedAt })
    .from(searchEntry)
    .where(eq(searchEntry.part, 0))
    .orderBy(desc(searchEntry.addedAt))
    .limit(1);
  return row?.at ?? null;
}

/**
 * Counts what a search finds among entries added between two moments. New entries are few, so they are
 * selected by time first and then matched; the actor's audience applies as in every search.
 */
export async function countFresh(
  actor: Actor,
  query: SearchQuery,
  locale: Locale,
  { from, until }: { from: Date; until: Date },
): Promise<number> {
  const asked = await matchOf(query, locale);
  if (!asked) return 0;
  const audiences = await audiencesOf(actor);
  const statement = new Statement();
  const conditions = [
    "part = 0",
    `added_at > ${statement.add(from, "timestamptz")}`,
    `added_at <= ${statement.add(until, "timestamptz")}`,
    `audience = any (${statement.add(audiences, "text[]")})`,
    ...Object.values(filtersOf(asked.filters, statement)).filter((condition) => condition !== "true"),
  ];
  const text = `with fresh as materialized (
      select ${SAME} as same, thing from search_entry where ${conditions.join(" and ")}
      order by added_at desc, thing limit ${CONSIDERED}
    )
    select count(distinct same)::int as n from fresh where exists (
      select 1 from search_entry e where e.thing = fresh.thing and e.terms @@ ${statement.add(asked.match, "tsquery")}
    )`;
  const [row] = await queryByIndex<{ n: number }>(statement.named("fresh", text));
  return row?.n ?? 0;
}
