import { randomBytes } from "node:crypto";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Client } from "pg";
import { afterAll, beforeAll, beforeEach, inject } from "vitest";
import { closeDatabase, pool } from "@/db/client";

/**
 * Gives a test file a database of its own, cloned from the migrated template and emptied before each test, and a
 * DATA_DIR of its own. `db()` and `pool()` lead to it; commits, locks and connections are real. Call once, at the
 * top of the file.
 * `keep: true` leaves the rows between tests, for a story told in several steps.
 */
export function useDatabase({ keep = false }: { keep?: boolean } = {}): void {
  const { serverUrl, name: template } = inject("template");
  const name = `${template.replace(/_t$/, "")}_${randomBytes(4).toString("hex")}`;
  const dataDir = mkdtempSync(join(tmpdir(), "octopus-files-"));
  process.env.DATA_DIR = dataDir;

  beforeAll(async () => {
    await onServer(serverUrl, `create database ${name} template ${template}`);
    const url = new URL(serverUrl);
    url.pathname = `/${name}`;
    process.env.DATABASE_URL = url.href;
    await closeDatabase();
  });
  if (!keep) beforeEach(() => emptyTables());
  afterAll(async () => {
    await closeDatabase();
    await onServer(serverUrl, `drop database if exists ${name} with (force)`);
    rmSync(dataDir, { recursive: true, force: true });
  });
}

async function onServer(serverUrl: string, statement: string): Promise<void> {
  const client = new Client({ connectionString: serverUrl });
  await client.connect();
  try {
    await client.query(statement);
  } finally {
    await client.end();
  }
}

/**
 * Empties every table of ours and the queue of jobs, migrations aside, after waiting for whoever still writes. Rows
 * are deleted, without what follows from it: a test leaves few of them, and to truncate every table that refers to a
 * member costs two hundred times as much. A database whose user may not leave rules aside has its tables truncated.
 */
export async function emptyTables(): Promise<void> {
  forgetDocuments();
  const { rows: tables } = await pool().query<{ name: string }>(
    `select format('%I.%I', schemaname, tablename) as name from pg_tables
     where schemaname = 'public' or (schemaname = 'graphile_worker' and tablename in ('_private_jobs', '_private_job_queues'))`,
  );
  if (tables.length === 0) return;
  const probes = tables.map(({ name }) => `select '${name}' as name where exists (select 1 from ${name})`);
  const { rows } = await pool().query<{ name: string }>(probes.join(" union all "));
  const filled = rows.map(({ name }) => name);
  if (filled.length === 0) return;
  if (!(await mayLeaveRulesAside())) {
    await pool().query(`truncate ${filled.join(", ")} cascade`);
    return;
  }
  await pool().query(
    ["begin", "set local session_replication_role = replica", `lock ${filled.join(", ")} in exclusive mode`]
      .concat(filled.map((name) => `delete from ${name}`))
      .concat("commit")
      .join("; "),
  );
}

/** Drops the documents that the process stored: the numbers that say whether they are fresh start again at zero. */
function forgetDocuments(): void {
  Reflect.deleteProperty(globalThis, Symbol.for("octopus.document-store"));
  Reflect.deleteProperty(globalThis, Symbol.for("octopus.banner"));
}

async function mayLeaveRulesAside(): Promise<boolean> {
  const { rows } = await pool().query<{ may: boolean }>(
    "select has_parameter_privilege('session_replication_role', 'set') as may",
  );
  return rows[0]?.may ?? false;
}
