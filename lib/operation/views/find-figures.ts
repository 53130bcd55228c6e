import { pool } from "@/db/client";
import type { Actor } from "@/lib/core/actor";
import { DomainError } from "@/lib/core/errors";
import { dayOf } from "@/lib/core/moments";
import { can } from "@/lib/core/policy";
import { type Locale, splitLocale } from "@/lib/i18n/locales";
import { OTHERS } from "./count-view";

/** Days that the page shows. */
export const FIGURE_DAYS = 30;
/** Rows of each table. */
const SHOWN = 25;

export interface ViewsOf {
  /** A path, an area, a country's slug or a language. */
  name: string;
  views: number;
}

/** How the site is used: views of pages, and members. */
export interface UseFigures {
  total: number;
  /** One for each of the last days, oldest first. */
  byDay: ViewsOf[];
  byPath: ViewsOf[];
  byArea: ViewsOf[];
  byCountry: ViewsOf[];
  byLanguage: ViewsOf[];
  /** Names of countries by slug, in each language. */
  countries: Map<string, Record<Locale, string>>;
  members: { all: number; joined: number; active: number; edits: number; posts: number };
  asOf: Date;
}

/** What a path belongs to, for each of the tables; null: it is not in that table. */
const BY = {
  byPath: (path: string) => path,
  byArea: (path: string) => (path === OTHERS ? OTHERS : `/${bareOf(path).split("/", 2)[1] ?? ""}`),
  byCountry: (path: string) => /^\/countries\/([^/]+)/.exec(bareOf(path))?.[1] ?? null,
  byLanguage: (path: string) => (path === OTHERS ? null : splitLocale(path).locale),
} as const;

const bareOf = (path: string) => splitLocale(path).path;

/** Computes the figures of use of the last 30 days, today included. For administrators. */
export async function findFigures(actor: Actor, now: Date = new Date()): Promise<UseFigures> {
  if (!can(actor, "settings.change")) throw new DomainError("forbidden", "settings_change");
  const days = lastDays(now);
  const from = days[0] ?? dayOf(now);
  const [byDay, paths, members] = await Promise.all([readDays(from), readPaths(from), readMembers(now)]);
  const byCountry = mostViewed(paths, BY.byCountry);
  return {
    total: [...byDay.values()].reduce((sum, n) => sum + n, 0),
    byDay: days.map((day) => ({ name: day, views: byDay.get(day) ?? 0 })),
    byPath: mostViewed(paths, BY.byPath),
    byArea: mostViewed(paths, BY.byArea),
    byCountry,
    byLanguage: mostViewed(paths, BY.byLanguage),
    countries: await readCountries(byCountry.map(({ name }) => name)),
    members,
    asOf: now,
  };
}

function lastDays(now: Date): string[] {
  return Array.from({ length: FIGURE_DAYS }, (_, n) =>
    dayOf(new Date(now.getTime() - (FIGURE_DAYS - 1 - n) * 86_400_000)),
  );
}

async function readDays(from: string): Promise<Map<string, number>> {
  const { rows } = await pool().query<{ day: string; views: number }>(
    `select day::text as day, sum(n)::float8 as views from page_view where period = 'day' and day >= $1 group by day`,
    [from],
  );
  return new Map(rows.map(({ day, views }) => [day, views]));
}

async function readPaths(from: string): Promise<{ path: string; views: number }[]> {
  const { rows } = await pool().query<{ path: string; views: number }>(
    `select path, sum(n)::float8 as views from page_view where period = 'day' and day >= $1 group by path`,
    [from],
  );
  return rows;
}

/** Adds the views of paths up by what they belong to, and lists the most viewed. */
function mostViewed(
  paths: readonly { path: string; views: number }[],
  nameOf: (path: string) => string | null,
): ViewsOf[] {
  const sums = new Map<string, number>();
  for (const { path, views } of paths) {
    const name = nameOf(path);
    if (name !== null) sums.set(name, (sums.get(name) ?? 0) + views);
  }
  return [...sums]
    .map(([name, views]) => ({ name, views }))
    .sort((a, b) => b.views - a.views || (a.name < b.name ? -1 : 1))
    .slice(0, SHOWN);
}

async function readCountries(slugs: readonly string[]): Promise<UseFigures["countries"]> {
  const { rows } = await pool().query<{ slug: string } & Record<Locale, string>>(
    "select slug, name_en as en, name_fr as fr, name_ar as ar from profile where slug = any($1)",
    [slugs],
  );
  return new Map(rows.map(({ slug, ...names }) => [slug, names]));
}

/** Counts members. The editors' account, which has no address, is not a person who joined. */
async function readMembers(now: Date): Promise<UseFigures["members"]> {
  const since = new Date(now.getTime() - FIGURE_DAYS * 86_400_000);
  const { rows } = await pool().query<UseFigures["members"]>(
    `select (select count(*)::int from member where state = 'active' and email is not null) as "all",
      (select count(*)::int from member
        where state = 'active' and email is not null and created_at > $1) as "joined",
      (select count(*)::int from member m where m.state = 'active' and exists (
        select 1 from session s where s.member_id = m.id and s.last_seen_at > $1)) as "active",
      (select count(*)::int from revision where created_at > $1 and author_id is not null) as "edits",
      (select count(*)::int from post where state = 'published' and published_at > $1) as "posts"`,
    [since],
  );
  return rows[0] ?? { all: 0, joined: 0, active: 0, edits: 0, posts: 0 };
}
