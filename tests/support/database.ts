import { randomBytes } from "node:crypto";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Client } from "pg";
import { afterAll, beforeAll, beforeEach, inject } from "vitest";
import { closeDatabase, pool } from "@/db/client";

/**
 * Gives a test file its own database, cloned from the migrated template and emptied before each test, and its
 * own DATA_DIR. `db()` and `pool()` connect to it; commits, locks and connections are real. Call once, at the
 * top of the file. `keep: true` keeps the rows between tests, for a scenario in several steps; its tests are not
 * repeated if they fail.
 */
export function useDatabase({ keep = false }: { keep?: boolean } = {}): void {
  const dataDir = mkdtempSync(join(tmpdir(), "octopus-files-"));
  process.env.DATA_DIR = dataDir;

  let name = "";
  beforeAll(async () => {
    name = await takeDatabase();
    const url = new URL(inject("template").serverUrl);
    url.pathname = `/${name}`;
    process.env.DATABASE_URL = url.href;
    await closeDatabase();
  });
  if (keep) refuseRepetition();
  else beforeEach(() => emptyTables());
  afterAll(async () => {
    await closeDatabase();
    dropped = onServer(`drop database if exists ${name} with (force)`);
    rmSync(dataDir, { recursive: true, force: true });
  });
}

/** The database of the worker's next file: made while the present one runs, since the server mostly waits for it. */
let next: Promise<string> | undefined;
/** The database of the file before, which goes while the present one is loaded. */
let dropped: Promise<void> = Promise.resolve();

async function takeDatabase(): Promise<string> {
  const [name] = await Promise.all([next ?? createDatabase(), dropped]);
  next = createDatabase();
  // If it fails, the file that takes it does.
  next.catch(() => undefined);
  return name;
}

async function createDatabase(): Promise<string> {
  const { name: template } = inject("template");
  const name = `${template.replace(/_t$/, "")}_${randomBytes(4).toString("hex")}`;
  // Half the work of the usual strategy, which writes every block to the log as well.
  await onServer(`create database ${name} template ${template} strategy file_copy`);
  return name;
}

/**
 * Fails a test that is repeated after a failure on data that it has already changed: its success would prove nothing.
 */
function refuseRepetition(): void {
  const begun = new Set<string>();
  beforeEach(({ task }) => {
    if (begun.has(task.id)) throw new Error("Not repeated: the first attempt has changed the data.");
    begun.add(task.id);
  });
}

async function onServer(statement: string): Promise<void> {
  const client = new Client({ connectionString: inject("template").serverUrl });
  await client.connect();
  try {
    await client.query(statement);
  } finally {
    await client.end();
  }
}

/**
 * Empties every table of the product and the job queue, except migrations, after waiting for open writes.
 * Rows are deleted without triggers and constraints: a test leaves few of them, and truncating every table
 * that refers to a member takes two hundred times as long. If the database user cannot disable constraints,
 * the tables are truncated.
 */
export async function emptyTables(): Promise<void> {
  emptyDocumentStore();
  const tables = await listWrittenTables();
  if (tables.length === 0) return;
  const probes = tables.map((name) => `select '${name}' as name where exists (select 1 from ${name})`);
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

/**
 * Lists the tables of the product and of the job queue that something was ever written to: their files have a size. A
 * query over all hundred takes longer to plan than what most tests do between two of them.
 */
export async function listWrittenTables(): Promise<string[]> {
  const { rows } = await pool().query<{ name: string }>(
    `select format('%I.%I', n.nspname, c.relname) as name
     from pg_class c join pg_namespace n on n.oid = c.relnamespace
     where c.relkind = 'r' and pg_relation_size(c.oid) > 0 and (n.nspname = 'public'
       or (n.nspname = 'graphile_worker' and c.relname in ('_private_jobs', '_private_job_queues')))
     order by 1`,
  );
  return rows.map(({ name }) => name);
}

/** Drops the documents stored by the process: the version numbers that show whether they are fresh restart at zero. */
function emptyDocumentStore(): void {
  Reflect.deleteProperty(globalThis, Symbol.for("octopus.document-store"));
  for (const name of ["site", "site-words", "week-of-law"])
    Reflect.deleteProperty(globalThis, Symbol.for(`octopus.${name}`));
}

let mayLeave: Promise<boolean> | undefined;

/** The same user connects to every database of a run: asked once. */
function mayLeaveRulesAside(): Promise<boolean> {
  mayLeave ??= pool()
    .query<{ may: boolean }>("select has_parameter_privilege('session_replication_role', 'set') as may")
    .then(({ rows }) => rows[0]?.may ?? false);
  return mayLeave;
}
