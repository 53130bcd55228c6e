import { type Client, escapeIdentifier } from "pg";
import { readArchive } from "./archive-reader";
import { listTables, type Reference, type Table } from "./catalogue";
import { copyIn, copyOut, readTable } from "./copy";
import { restoreFile, summingFiles } from "./files";
import type { Progress } from "./make";
import type { Manifest, TableEntry } from "./manifest";
import { BackupProblem, BrokenBackup, broken } from "./problem";
import { isSame, kindOf } from "./verify";

/** Postgres error code of a violated foreign key. */
const DANGLING = "23503";

/** Where to restore a backup's rows. */
export interface Target {
  schema: string;
  /** Folder for the files; null leaves them out. */
  files: string | null;
  onTable?: Progress | undefined;
}

/** Throws unless a schema has exactly the backup's tables and columns. Returns them. */
export async function requireTables(
  client: Client,
  manifest: Manifest,
  schema: string,
): Promise<Map<string, Table>> {
  const tables = new Map((await listTables(client, schema)).map((table) => [table.name, table]));
  const shape = (name: string, columns: readonly string[]) => `${name} (${[...columns].sort().join(", ")})`;
  const there = [...tables.values()].map(({ name, columns }) => shape(name, columns)).sort();
  const wanted = manifest.tables.map(({ name, columns }) => shape(name, columns)).sort();
  if (there.join("; ") === wanted.join("; ")) return tables;
  throw new BackupProblem(
    "This database contains tables that differ from the backup's. Restore into a new, empty database.",
  );
}

/**
 * Loads a backup's rows, jobs and files, then reads every table back and compares it with the manifest.
 * Foreign keys must be dropped before: some are circular, so no order of loading works. Runs in the caller's
 * transaction.
 */
export async function loadArchive(
  client: Client,
  archive: { path: string; passphrase: string | undefined; manifest: Manifest },
  tables: Map<string, Table>,
  target: Target,
): Promise<void> {
  const entries = new Map(archive.manifest.tables.map((entry) => [entry.name, entry]));
  const files = summingFiles(true);
  await client.query(
    "create temp table restored_job (identifier text, payload json, run_at timestamptz, max_attempts int, key text, priority int, queue_name text) on commit drop",
  );
  for await (const entry of readArchive(archive.path, archive.passphrase)) {
    const kind = kindOf(entry.name);
    if (kind.is === "table") {
      const known = entries.get(kind.table);
      if (!known) throw broken(`its manifest does not know the table ${kind.table}`);
      await copyIn(client, qualified(target.schema, known.name), known.columns, entry.content);
    } else if (kind.is === "jobs") {
      await copyIn(client, "restored_job", archive.manifest.jobs.columns, entry.content);
    } else if (kind.is === "file" && target.files !== null) {
      files.add(entry.name.slice("files/".length), entry.size, await restoreFile(target.files, entry));
    } else {
      for await (const _ of entry.content);
    }
  }
  if (target.files !== null && files.result().sha256 !== archive.manifest.files.sha256)
    throw broken("its files changed while they were restored");
  for (const entry of archive.manifest.tables) await compareLoaded(client, entry, tables, target);
}

async function compareLoaded(
  client: Client,
  entry: TableEntry,
  tables: Map<string, Table>,
  { schema, onTable }: Target,
): Promise<void> {
  const table = tables.get(entry.name);
  if (!table) throw new Error(`${entry.name} was not looked for`);
  // In the backup's order of columns, which its checksum is based on.
  const sum = await copyOut(client, readTable({ ...table, columns: entry.columns }, schema));
  if (!isSame(sum, entry))
    throw new BrokenBackup(
      `The table ${entry.name} differs from the backup after loading. Nothing was restored.`,
    );
  onTable?.(entry.name, sum.rows);
}

/** Queues the jobs that waited, in the transaction that loaded them. */
export async function requeueJobs(client: Client): Promise<void> {
  await client.query(
    `select graphile_worker.add_job(identifier, payload, run_at := run_at, max_attempts := max_attempts,
       job_key := key, priority := priority, queue_name := queue_name) from restored_job order by run_at, ctid`,
  );
}

/** Drops foreign keys while rows are loaded. The table's owner may do that; no superuser is needed. */
export async function dropReferences(client: Client, references: readonly Reference[]): Promise<void> {
  for (const { table, name } of references)
    await client.query(`alter table ${qualified("public", table)} drop constraint ${escapeIdentifier(name)}`);
}

/** Adds the foreign keys again; the server checks all rows. Throws if a referenced row is missing. */
export async function addReferences(
  client: Client,
  references: readonly Reference[],
  schema: string,
): Promise<void> {
  await client.query(`set local search_path = ${escapeIdentifier(schema)}`);
  for (const { table, name, definition } of references) {
    const statement = `alter table ${qualified(schema, table)} add constraint ${escapeIdentifier(name)} ${definition}`;
    await client.query(statement).catch((error: Error & { code?: string }) => {
      throw error.code === DANGLING ? broken(`a row of its table ${table} points at none (${name})`) : error;
    });
  }
}

function qualified(schema: string, table: string): string {
  return `${escapeIdentifier(schema)}.${escapeIdentifier(table)}`;
}
