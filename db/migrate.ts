import { fileURLToPath } from "node:url";
import { sql } from "drizzle-orm";
import { drizzle } from "drizzle-orm/node-postgres";
import { migrate } from "drizzle-orm/node-postgres/migrator";
import { Logger, runMigrations } from "graphile-worker";
import { Pool } from "pg";

/** Lock for changing the schema, by migrations and restores: any number that no other lock uses. */
export const SCHEMA_LOCK = 7_246_001;

/**
 * The folder of migrations: below `OCTOPUS_ROOT` if set, since programs also run from a bundle; else beside this file.
 */
export const MIGRATIONS = process.env.OCTOPUS_ROOT
  ? `${process.env.OCTOPUS_ROOT}/db/migrations`
  : fileURLToPath(new URL("./migrations", import.meta.url));

/**
 * Migrates a database to the schema of this version: our own migrations from `folder`, then those of the job
 * queue, so that the application's role owns that schema. One process at a time; others wait. Safe to repeat
 * and to kill. Returns the number of our migrations applied.
 */
export async function migrateDatabase(
  connectionString: string,
  folder: string = MIGRATIONS,
): Promise<number> {
  const pool = new Pool({ connectionString, max: 3, connectionTimeoutMillis: 10_000 });
  // A connection that dies is noticed by the query on it; an error event without a listener would end the process.
  pool.on("error", () => undefined);
  pool.on("connect", (client) => client.on("error", () => undefined));
  const holder = await pool.connect().catch(async (error: unknown) => {
    await pool.end();
    throw error;
  });
  try {
    await holder.query("select pg_advisory_lock($1)", [SCHEMA_LOCK]);
    const db = drizzle(holder);
    const before = await countApplied(pool);
    await migrate(db, { migrationsFolder: folder });
    await migrateQueue(pool);
    return (await countApplied(pool)) - before;
  } finally {
    holder.release(true);
    await pool.end();
  }
}

/** Migrates only the tables of the job queue. */
export function migrateQueue(pgPool: Pool): Promise<void> {
  return runMigrations({ pgPool, logger: new Logger(() => () => undefined) });
}

async function countApplied(pool: Pool): Promise<number> {
  const db = drizzle(pool);
  const known = await db.execute<{ name: string | null }>(
    sql`select to_regclass('drizzle.__drizzle_migrations')::text as name`,
  );
  if (!known.rows[0]?.name) return 0;
  const count = await db.execute<{ n: number }>(
    sql`select count(*)::int as n from drizzle.__drizzle_migrations`,
  );
  return count.rows[0]?.n ?? 0;
}
