import { stat } from "node:fs/promises";
import { basename } from "node:path";
import { type Client, escapeIdentifier } from "pg";
import type { Ctx } from "@/lib/core/ctx";
import { type By, transact } from "@/lib/core/transact";
import { env } from "@/lib/env";
import { log } from "@/lib/log";
import { listApplied, listReferences, listTables } from "./catalogue";
import { onDatabase, withConnection } from "./connection";
import { addReferences, loadArchive, requireTables } from "./load";
import { countRows, type Manifest } from "./manifest";
import { backUpNightly } from "./nightly";
import { BackupProblem, BrokenBackup, BusyDrill } from "./problem";
import { recordingFailure, recordRun } from "./record";
import { restoreBackup } from "./restore";
import { listNightly, recordTried } from "./shelf";
import { verifyArchive } from "./verify";

const MAY_NOT = "42501";
/** Schema for the drill if the user cannot create databases; never committed. */
const SCRATCH = "octopus_drill";

/**
 * Restores the newest nightly backup as a test, see `tryBackup`; makes one first if there is none. Leaves it to the
 * next time if an administrator is trying a backup.
 */
export async function drillRestore(by: By): Promise<void> {
  try {
    await tryBackup(by, (await listNightly())[0] ?? (await firstBackup(by)));
  } catch (error) {
    if (!(error instanceof BusyDrill)) throw error;
    log().info({ event: "backup.drill-busy" });
  }
}

/**
 * Restores a backup next to the site, compares every table with the manifest, and records the success: the fact
 * `backup.restored` and a row in `job_run`. Uses a temporary database or, if the user cannot create one, a schema
 * that is never committed. Throws if the backup could not be restored, and `BusyDrill` while another one is.
 */
export async function tryBackup(by: By, path: string): Promise<void> {
  await recordingFailure(by, "restore-drill", async () => {
    const startedAt = new Date();
    const name = basename(path);
    const manifest = await restoreBeside(by, path).catch(async (error: unknown) => {
      if (error instanceof BrokenBackup) await recordUnsound(by, name);
      throw error;
    });
    const { size } = await stat(path);
    await transact(
      by,
      async (ctx) => {
        ctx.asSystem("the site's own safety");
        const rows = countRows(manifest);
        const ageHours = Math.round((startedAt.getTime() - Date.parse(manifest.madeAt)) / 3_600_000);
        await recordRun(ctx, "restore-drill", startedAt, { rows, bytes: size, ageHours });
        await recordTried(ctx, { name, isSound: true });
        await ctx.record("backup.restored", { rows, madeAt: manifest.madeAt, isDrill: true });
      },
      { evenReadOnly: true },
    );
  });
}

/** Notes that a backup is damaged. The database itself may have failed: the first error is reported. */
async function recordUnsound(by: By, name: string): Promise<void> {
  const write = async (ctx: Ctx) => {
    ctx.asSystem("the site's own safety");
    ctx.skipAudit("the failure is in the list of runs");
    await recordTried(ctx, { name, isSound: false });
  };
  await transact(by, write, { evenReadOnly: true }).catch(() => undefined);
}

async function firstBackup(by: By): Promise<string> {
  await backUpNightly(by);
  const [path] = await listNightly();
  if (!path) throw new Error("a backup was made and cannot be found");
  return path;
}

async function restoreBeside(by: By, path: string): Promise<Manifest> {
  const { DATABASE_URL: url, OCTOPUS_BACKUP_PASSPHRASE: passphrase } = env();
  return withConnection(url, async (client) => {
    await lockDrill(client);
    const name = await scratchName(client);
    if (!(await makeScratch(client, name))) return restoreIntoSchema(client, path, passphrase);
    try {
      const restored = await restoreBackup({
        path,
        passphrase,
        by,
        files: null,
        erasures: [],
        url: onDatabase(url, name),
      });
      return restored.manifest;
    } finally {
      await client.query(`drop database if exists ${escapeIdentifier(name)} with (force)`);
    }
  });
}

/**
 * Ensures that one test restore runs at a time: a second one would delete the database of the first. The lock ends
 * with the connection, so a killed worker leaves none.
 */
async function lockDrill(client: Client): Promise<void> {
  const { rows } = await client.query<{ isFree: boolean }>(
    `select pg_try_advisory_lock(hashtext('${SCRATCH}')) as "isFree"`,
  );
  if (!rows[0]?.isFree) throw new BusyDrill("another test restore is running");
}

/** Returns the name of the site's scratch database, always the same, so that a drill finds what a killed one left. */
async function scratchName(client: Client): Promise<string> {
  const { rows } = await client.query<{ name: string }>(
    "select 'octopus_drill_' || left(md5(current_database()), 12) as name",
  );
  return rows[0]?.name ?? SCRATCH;
}

/** Creates an empty database; returns false if the user is not allowed to. */
async function makeScratch(client: Client, name: string): Promise<boolean> {
  try {
    await client.query(`drop database if exists ${escapeIdentifier(name)} with (force)`);
    await client.query(`create database ${escapeIdentifier(name)} template template0`);
    return true;
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === MAY_NOT) return false;
    throw error;
  }
}

/** Creates the same tables in a temporary schema, fills and compares them, then rolls everything back. */
async function restoreIntoSchema(
  client: Client,
  path: string,
  passphrase: string | undefined,
): Promise<Manifest> {
  const manifest = await verifyArchive(path, passphrase);
  const applied = await listApplied(client);
  if (applied.map(({ hash }) => hash).join() !== manifest.migrations.map(({ hash }) => hash).join())
    throw new BackupProblem("The newest backup is from before the last upgrade; the next one can be tested.");
  await client.query("begin");
  const references = await listReferences(client);
  await client.query(`create schema ${SCRATCH}`);
  for (const { name } of await listTables(client)) {
    const table = escapeIdentifier(name);
    await client.query(`create table ${SCRATCH}.${table} (like public.${table} including all)`);
  }
  const tables = await requireTables(client, manifest, SCRATCH);
  await loadArchive(client, { path, passphrase, manifest }, tables, { schema: SCRATCH, files: null });
  await addReferences(client, references, SCRATCH);
  await client.query("rollback");
  return manifest;
}
