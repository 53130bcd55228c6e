import { readMigrationFiles } from "drizzle-orm/migrator";
import { type Client, escapeIdentifier } from "pg";
import { MIGRATIONS } from "@/db/migrate";
import { listApplied, listSequences, listTables } from "./catalogue";
import type { Manifest, Migration } from "./manifest";
import { BackupProblem } from "./problem";

/** A migration with its statements. */
export interface MigrationFile extends Migration {
  statements: string[];
}

/** Reads all migrations of this version, oldest first. */
export function readMigrations(folder: string = MIGRATIONS): MigrationFile[] {
  return readMigrationFiles({ migrationsFolder: folder }).map(({ sql, hash, folderMillis }) => ({
    statements: sql,
    hash,
    writtenAt: folderMillis,
  }));
}

/** Checks whether `whole` starts with `list`. */
function startsWith(whole: readonly Migration[], list: readonly Migration[]): boolean {
  return list.every(({ hash }, at) => whole[at]?.hash === hash);
}

/** Throws unless the backup's schema is an earlier level of this version. */
export function requireKnownLevel(manifest: Manifest, known: readonly MigrationFile[]): void {
  if (startsWith(known, manifest.migrations)) return;
  throw new BackupProblem(
    `The backup was made by version ${manifest.product}, whose schema this version does not build on. Restore it with that version, then upgrade.`,
  );
}

/**
 * Migrates an empty database to a schema level, in the caller's transaction. If it is at a later level of this
 * version, our (empty) tables are dropped first. Throws `BackupProblem` if another version migrated it.
 */
export async function reachLevel(
  client: Client,
  wanted: readonly Migration[],
  known: readonly MigrationFile[],
): Promise<void> {
  let applied = await listApplied(client);
  if (!startsWith(wanted, applied)) {
    await dropSchema(client, applied, known);
    applied = [];
  }
  await client.query("create schema if not exists drizzle");
  await client.query(
    "create table if not exists drizzle.__drizzle_migrations (id serial primary key, hash text not null, created_at bigint)",
  );
  for (const { statements, hash, writtenAt } of known.slice(applied.length, wanted.length)) {
    for (const statement of statements) await client.query(statement);
    await client.query("insert into drizzle.__drizzle_migrations (hash, created_at) values ($1, $2)", [
      hash,
      writtenAt,
    ]);
  }
}

async function dropSchema(
  client: Client,
  applied: readonly Migration[],
  known: readonly MigrationFile[],
): Promise<void> {
  if (!startsWith(known, applied))
    throw new BackupProblem(
      "This database was migrated by another version of the product. Restore into a new, empty database.",
    );
  for (const { name } of await listTables(client))
    await client.query(`drop table public.${escapeIdentifier(name)} cascade`);
  // Those of columns went with their tables; others, such as the numbers of topics, stand alone.
  for (const name of Object.keys(await listSequences(client)))
    await client.query(`drop sequence public.${escapeIdentifier(name)}`);
  const { rows } = await client.query<{ signature: string }>(
    `select p.oid::regprocedure::text as signature from pg_proc p where p.pronamespace = 'public'::regnamespace
       and not exists (select 1 from pg_depend d where d.objid = p.oid and d.deptype = 'e')`,
  );
  for (const { signature } of rows) await client.query(`drop function ${signature} cascade`);
  await client.query("drop schema drizzle cascade");
}
