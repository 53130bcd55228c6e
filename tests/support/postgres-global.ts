import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Client } from "pg";
import type { TestProject } from "vitest/node";
import { migrateDatabase } from "@/db/migrate";
import { bundle } from "@/scripts/lib/build.mjs";
import { prepareDataDir } from "@/scripts/lib/data-dir.mjs";
import { acquirePostgres } from "@/scripts/lib/postgres.mjs";

declare module "vitest" {
  export interface ProvidedContext {
    /** A migrated, empty database that `useDatabase` clones; nothing connects to it. */
    template: { serverUrl: string; name: string };
  }
}

const PREFIX = "octopus_test_";

/**
 * Gives the database tests of this run one migrated template: on `TEST_DATABASE_URL`, whose user must be
 * allowed to create databases, or on a temporary Postgres that is deleted afterwards.
 */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  // The built program reads files, as in production; it is built again if its sources have changed.
  await bundle();
  const server = await findServer();
  const admin = new Client({ connectionString: server.url });
  await admin.connect();
  await dropLeftovers(admin);

  const run = `${PREFIX}${process.pid}_${Date.now().toString(36)}`;
  // Held until this connection ends in any way, which identifies the leftovers of a killed run.
  await admin.query("select pg_advisory_lock(hashtext($1))", [run]);
  const template = `${run}_t`;
  await admin.query(`create database ${template}`);
  await migrateDatabase(onDatabase(server.url, template));
  project.provide("template", { serverUrl: server.url, name: template });

  return async () => {
    await dropDatabases(admin, run);
    await admin.end();
    await server.stop();
  };
}

async function findServer(): Promise<{ url: string; stop: () => Promise<void> }> {
  const given = process.env.TEST_DATABASE_URL;
  if (given) return { url: given, stop: async () => undefined };
  const dataDir = mkdtempSync(join(tmpdir(), "octopus-test-"));
  prepareDataDir(dataDir);
  const postgres = await acquirePostgres({ dataDir, profile: "fast" });
  const stop = async () => {
    await postgres.destroy();
    rmSync(dataDir, { recursive: true, force: true });
  };
  return { url: postgres.url, stop };
}

/** Returns the address of another database on the same server. */
function onDatabase(serverUrl: string, name: string): string {
  const url = new URL(serverUrl);
  url.pathname = `/${name}`;
  return url.href;
}

/** Drops what runs left that ended without cleaning up; running ones hold their lock. */
async function dropLeftovers(admin: Client): Promise<void> {
  const { rows } = await admin.query<{ run: string }>(
    `select distinct substring(datname from '^${PREFIX}[0-9]+_[a-z0-9]+') as run from pg_database where datname like '${PREFIX}%'`,
  );
  for (const { run } of rows) {
    const { rows: locked } = await admin.query<{ free: boolean }>(
      "select pg_try_advisory_lock(hashtext($1)) as free",
      [run],
    );
    if (!locked[0]?.free) continue;
    await dropDatabases(admin, run);
    await admin.query("select pg_advisory_unlock(hashtext($1))", [run]);
  }
}

async function dropDatabases(admin: Client, run: string): Promise<void> {
  const { rows } = await admin.query<{ datname: string }>(
    "select datname from pg_database where starts_with(datname, $1)",
    [`${run}_`],
  );
  for (const { datname } of rows) await admin.query(`drop database if exists ${datname} with (force)`);
}
