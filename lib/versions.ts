import { inArray, sql } from "drizzle-orm";
import { pool, type Queryable } from "@/db/client";
import { version } from "@/db/schema/core";

/** The names of what documents depend on. By slug everywhere, so that a reader of code finds both ends. */
export const scope = {
  /** One profile: its text, its records, its history. */
  profile: (slug: string) => `profile:${slug}`,
  /** What is shown of one member: name, public page. */
  member: (handle: string) => `member:${handle}`,
  /** Anything that the directory of countries, its map or the figures of the front page show. */
  countries: "countries",
  /** The list of recent changes. */
  changes: "changes",
  /** The directory of members. */
  members: "members",
  /** What every page shows: the banner, read-only mode. */
  site: "site",
} as const;

const READ = "select coalesce(sum(n), 0)::float8 as n from version where scope = any($1)";

/**
 * One number that rises whenever one of the scopes goes stale. A prepared statement on the pool: this is asked for
 * every document served.
 */
export async function readVersion(scopes: readonly string[]): Promise<number> {
  const result = await pool().query<{ n: number }>({ name: "read-version", text: READ, values: [scopes] });
  return result.rows[0]?.n ?? 0;
}

/**
 * Makes scopes stale. The last statement of a writer's transaction; sorted, so that two writers of the same scopes
 * wait for each other and do not lock each other out.
 */
export async function bumpVersions(on: Queryable, scopes: Iterable<string>): Promise<void> {
  const names = [...new Set(scopes)].sort();
  if (names.length === 0) return;
  await on
    .insert(version)
    .values(names.map((name) => ({ scope: name, n: 1 })))
    .onConflictDoUpdate({ target: version.scope, set: { n: sql`${version.n} + 1` } });
}

/** The numbers of single scopes, for tests and the operator. */
export async function listVersions(on: Queryable, scopes: string[]): Promise<Map<string, number>> {
  const rows = await on
    .select({ scope: version.scope, n: version.n })
    .from(version)
    .where(inArray(version.scope, scopes));
  return new Map(rows.map((row) => [row.scope, row.n]));
}
