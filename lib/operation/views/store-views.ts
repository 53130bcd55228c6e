import { sql } from "drizzle-orm";
import { pool, type Tx } from "@/db/client";
import { dayOf } from "@/lib/core/moments";
import { splitLocale } from "@/lib/i18n/locales";
import { recentSite } from "@/lib/site-settings";

/** Distinct paths stored for a day; views of further ones are stored together. */
export const MAX_DAY_PATHS = 20_000;
/** Days for which views are stored by day; after that by month. */
export const VIEW_DAYS = 400;

/**
 * Pages of members are counted together: a path names the member, whose account may be erased. `*` is in no address
 * of a page.
 */
export function countedPath(path: string): string {
  const { path: bare } = splitLocale(path);
  if (!bare.startsWith("/members/")) return path;
  return `${path.slice(0, path.length - bare.length)}/members/*`;
}

/**
 * Adds counts by path to those of the day, in one statement; nothing if administrators switched counting off. Paths
 * are sorted, so that two processes lock their rows in the same order.
 */
export async function addViews(counts: ReadonlyMap<string, number>, now: Date): Promise<void> {
  const { access } = await recentSite();
  if (!access.countViews) return;
  const folded = new Map<string, number>();
  for (const [path, n] of counts) {
    const to = countedPath(path);
    folded.set(to, (folded.get(to) ?? 0) + n);
  }
  await pool().query(
    `with given as (select * from unnest($2::text[], $3::int[]) as g(path, n)),
      room as (select $4::bigint - count(*) as free from page_view where period = 'day' and day = $1),
      fresh as (select g.path, row_number() over (order by g.n desc, g.path) as place from given g
        where g.path <> '' and not exists (
          select 1 from page_view v where v.period = 'day' and v.day = $1 and v.path = g.path)),
      kept as (select case when f.path is null or f.place <= r.free then g.path else '' end as path, g.n
        from given g cross join room r left join fresh f on f.path = g.path)
     insert into page_view (period, day, path, n)
     select 'day', $1, path, sum(n)::int from kept group by path order by path
     on conflict (period, day, path) do update set n = page_view.n + excluded.n`,
    [dayOf(now), [...folded.keys()], [...folded.values()], MAX_DAY_PATHS],
  );
}

/** Sums days that are older than 400 days up by month. Returns the number of rows that were summed. */
export async function foldViews(tx: Tx, now: Date): Promise<number> {
  const before = dayOf(new Date(now.getTime() - VIEW_DAYS * 86_400_000));
  const { rows } = await tx.execute<{ n: number }>(
    sql`with old as (delete from page_view where period = 'day' and day < ${before} returning day, path, n),
      sums as (insert into page_view (period, day, path, n)
        select 'month', date_trunc('month', day::timestamp)::date, path, sum(n)::int from old group by 2, 3
        on conflict (period, day, path) do update set n = page_view.n + excluded.n)
     select count(*)::int as n from old`,
  );
  return rows[0]?.n ?? 0;
}
