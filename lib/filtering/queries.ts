import { desc, eq, gte, inArray, sql } from "drizzle-orm";
import { db, type Queryable } from "@/db/client";
import { member } from "@/db/schema/accounts";
import { filterHit, textFilter } from "@/db/schema/filters";
import type { Actor } from "@/lib/core/actor";
import { DomainError } from "@/lib/core/errors";
import { can } from "@/lib/core/policy";
import { type FilterLine, type HitLine, type OfFilter, TEST_DAYS, type Tested } from "./model";

/** Hits that the screen of a filter lists. */
const MOST_HITS = 100;

const LINE = {
  id: textFilter.id,
  name: textFilter.name,
  explanation: textFilter.explanation,
  words: textFilter.words,
  hosts: textFilter.hosts,
  minLinks: textFilter.minLinks,
  writers: textFilter.writers,
  script: textFilter.script,
  places: textFilter.places,
  stage: textFilter.stage,
  version: textFilter.version,
  testedAt: textFilter.testedAt,
  isTested: sql<boolean>`coalesce(${textFilter.testedVersion} = ${textFilter.version}, false)`,
  tested: sql<Tested | null>`${textFilter.tested}`,
  changedAt: textFilter.changedAt,
  changedBy: member.displayName,
  brakedAt: textFilter.brakedAt,
} as const;

function requireAdministrator(actor: Actor): void {
  if (!can(actor, "filter.manage")) throw new DomainError("forbidden", "filter_manage");
}

/** Lists all filters by name, with what they caught in the last 30 days. */
export async function listFilters(actor: Actor, now: Date, on: Queryable = db()): Promise<FilterLine[]> {
  requireAdministrator(actor);
  const rows = await on
    .select(LINE)
    .from(textFilter)
    .leftJoin(member, eq(member.id, textFilter.changedBy))
    .orderBy(sql`lower(${textFilter.name})`, textFilter.id);
  const counts = await on
    .select({ id: filterHit.filterId, n: sql<number>`count(*)::int` })
    .from(filterHit)
    .where(gte(filterHit.at, new Date(now.getTime() - TEST_DAYS * 86_400_000)))
    .groupBy(filterHit.filterId);
  const hits = new Map(counts.map(({ id, n }) => [id, n]));
  return rows.map((row) => ({ ...row, hits: hits.get(row.id) ?? 0 }));
}

/** Finds a filter with the newest of what it caught. Throws `not_found`. */
export async function findFilter(
  actor: Actor,
  { id }: OfFilter,
  now: Date,
  on: Queryable = db(),
): Promise<{
  filter: FilterLine;
  hits: HitLine[];
  authors: ReadonlyMap<string, { handle: string; displayName: string }>;
}> {
  requireAdministrator(actor);
  const [row] = await on
    .select(LINE)
    .from(textFilter)
    .leftJoin(member, eq(member.id, textFilter.changedBy))
    .where(eq(textFilter.id, id));
  if (!row) throw new DomainError("not_found", "filter");
  const since = new Date(now.getTime() - TEST_DAYS * 86_400_000);
  const [count] = await on
    .select({ n: sql<number>`count(*)::int` })
    .from(filterHit)
    .where(sql`${filterHit.filterId} = ${id} and ${filterHit.at} >= ${since.toISOString()}::timestamptz`);
  const hits = await on
    .select({
      id: filterHit.id,
      place: filterHit.place,
      matched: filterHit.matched,
      outcome: filterHit.outcome,
      at: filterHit.at,
      handle: member.handle,
      displayName: member.displayName,
    })
    .from(filterHit)
    .leftJoin(member, eq(member.id, filterHit.memberId))
    .where(eq(filterHit.filterId, id))
    .orderBy(desc(filterHit.at), desc(filterHit.id))
    .limit(MOST_HITS);
  const named = [...new Set((row.tested?.samples ?? []).map(({ authorId }) => authorId))];
  const people = named.length
    ? await on
        .select({ id: member.id, handle: member.handle, displayName: member.displayName })
        .from(member)
        .where(inArray(member.id, named))
    : [];
  return {
    filter: { ...row, hits: count?.n ?? 0 },
    hits: hits.map(({ handle, displayName, ...hit }) => ({ ...hit, author: personOf(handle, displayName) })),
    authors: new Map(
      people.flatMap(({ id: of, ...one }) => {
        const person = personOf(one.handle, one.displayName);
        return person ? [[of, person] as const] : [];
      }),
    ),
  };
}

const personOf = (handle: string | null, displayName: string | null) =>
  handle === null || displayName === null ? null : { handle, displayName };
