import { fileURLToPath } from "node:url";
import { drizzle } from "drizzle-orm/node-postgres";
import { migrate } from "drizzle-orm/node-postgres/migrator";
import { runMigrations } from "graphile-worker";
import { Pool } from "pg";

const LOCK = 0x0c70_9005;

/** Where the migrations stand, seen from the project's folder. */
export const MIGRATIONS = process.env.OCTOPUS_ROOT
  ? `${process.env.OCTOPUS_ROOT}/db/migrations`
  : fileURLToPath(new URL("./migrations", import.meta.url));

/**
 * Brings a database to this version's schema: ours, then the job queue's. One runner at a time, by advisory lock;
 * may be killed and run again. Throws what Postgres answers.
 */
export async function migrateDatabase(connectionString: string, folder: string = MIGRATIONS): Promise<void> {
  const pool = new Pool({ connectionString, max: 3 });
  try {
    const guard = await pool.connect();
    try {
      await guard.query("select pg_advisory_lock($1)", [LOCK]);
      await migrate(drizzle(pool), { migrationsFolder: folder });
      await runMigrations({ connectionString });
    } finally {
      await guard.query("select pg_advisory_unlock($1)", [LOCK]).catch(() => undefined);
      guard.release();
    }
  } finally {
    await pool.end();
  }
}
