import { desc, gte, max, min, sql, sum } from "drizzle-orm";
import { db } from "@/db/client";
import { searchMiss, searchSynonym } from "@/db/schema/search";
import type { Actor } from "@/lib/core/actor";
import { DomainError } from "@/lib/core/errors";
import { can } from "@/lib/core/policy";

export interface SynonymGroup {
  id: string;
  phrases: string[];
  createdAt: Date;
}

/** A search without results, over the days stored. */
export interface Miss {
  query: string;
  locale: string;
  count: number;
  first: string;
  last: string;
}

const SHOWN_MISSES = 100;

function refuseOthers(actor: Actor): void {
  if (!can(actor, "synonyms.change")) throw new DomainError("forbidden", "synonyms_change");
}

/** Lists the groups of synonyms, newest first. */
export async function listSynonyms(actor: Actor): Promise<SynonymGroup[]> {
  refuseOthers(actor);
  return db()
    .select({ id: searchSynonym.id, phrases: searchSynonym.phrases, createdAt: searchSynonym.createdAt })
    .from(searchSynonym)
    .orderBy(desc(searchSynonym.createdAt), desc(searchSynonym.id));
}

/** Lists the most frequent searches without results since a day: at most 100. */
export async function listMisses(actor: Actor, since: Date): Promise<Miss[]> {
  refuseOthers(actor);
  return listMissesSince(since);
}

/** The same for the site's own reports to administrators. */
export async function listMissesSince(since: Date): Promise<Miss[]> {
  const count = sum(searchMiss.count);
  const rows = await db()
    .select({
      query: searchMiss.query,
      locale: searchMiss.locale,
      count: count.mapWith(Number),
      first: min(searchMiss.day),
      last: max(searchMiss.day),
    })
    .from(searchMiss)
    .where(gte(searchMiss.day, since.toISOString().slice(0, 10)))
    .groupBy(searchMiss.query, searchMiss.locale)
    .orderBy(desc(count), desc(sql`max(${searchMiss.day})`), searchMiss.query)
    .limit(SHOWN_MISSES);
  return rows.map((row) => ({ ...row, first: row.first ?? "", last: row.last ?? "" }));
}
