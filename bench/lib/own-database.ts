import { randomBytes } from "node:crypto";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { prepareDataDir } from "@/scripts/lib/data-dir.mjs";
import { acquirePostgres } from "@/scripts/lib/postgres.mjs";

export interface OwnDatabase {
  url: string;
  /** The process of Postgres. */
  pid: number;
}

/**
 * Runs a measurement on its own migrated database, which is deleted afterwards, in production mode: React is
 * three times slower in development mode. Import modules that read the environment on loading within `run`.
 */
export async function withOwnDatabase(name: string, run: (on: OwnDatabase) => Promise<void>): Promise<void> {
  const dataDir = mkdtempSync(join(tmpdir(), `octopus-${name}-`));
  prepareDataDir(dataDir);
  const postgres = await acquirePostgres({ dataDir, profile: "fast" });
  try {
    process.env.DATABASE_URL = postgres.url;
    process.env.DATA_DIR = dataDir;
    process.env.AUTH_SECRET ??= randomBytes(32).toString("hex");
    process.env.RATE_LIMITS = "off";
    Object.assign(process.env, { NODE_ENV: "production" });
    const { migrateDatabase } = await import("@/db/migrate");
    const { closeDatabase } = await import("@/db/client");
    await migrateDatabase(postgres.url);
    await run(postgres);
    await closeDatabase();
  } finally {
    await postgres.destroy();
    rmSync(dataDir, { recursive: true, force: true });
  }
}

/** The quantile `share` of a list of milliseconds or counts, with one decimal. */
export const at = (list: readonly number[], share: number): string =>
  ([...list].sort((a, b) => a - b)[Math.floor((list.length - 1) * share)] ?? 0).toFixed(1);
