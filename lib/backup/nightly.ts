import { mkdir, readdir, rm, stat } from "node:fs/promises";
import { join } from "node:path";
import { type By, transact } from "@/lib/core/transact";
import { env } from "@/lib/env";
import { saveErasures } from "./erasure-list";
import { type MadeBackup, makeBackup, type Progress } from "./make";
import { countRows } from "./manifest";
import { type RunName, recordingFailure, recordRun } from "./record";

/** Number of nightly backups that are kept. */
export const KEPT = 14;

/** `.enc`: encrypted ones from before the age format. */
const NIGHTLY = /^\d{4}-\d\d-\d\d\.tar\.gz(?:\.age|\.enc)?$/;

/** Returns the local folder of nightly backups. */
export function backupsFolder(): string {
  return join(env().DATA_DIR, "backups");
}

/** Lists local nightly backups, newest first. */
export async function listNightly(): Promise<string[]> {
  const names = await readdir(backupsFolder()).catch(() => []);
  return names
    .filter((name) => NIGHTLY.test(name))
    .sort()
    .reverse()
    .map((name) => join(backupsFolder(), name));
}

/** Makes a backup at a path that the operator chooses; recorded like the nightly one. */
export function backUp(by: By, options: { path: string; onTable?: Progress }): Promise<MadeBackup> {
  return recordingFailure(by, "backup", () => makeRecorded(by, "backup", options));
}

/**
 * Makes the nightly backup, named by its UTC day, and deletes all but the newest 14. A second one on the same
 * day replaces the first.
 */
export function backUpNightly(by: By, now: Date = new Date()): Promise<MadeBackup> {
  return recordingFailure(by, "nightly-backup", async () => {
    const folder = backupsFolder();
    await mkdir(folder, { recursive: true, mode: 0o700 });
    await removeDrafts(folder, now);
    const day = now.toISOString().slice(0, 10);
    const name = `${day}.tar.gz${env().OCTOPUS_BACKUP_PASSPHRASE ? ".age" : ""}`;
    const made = await makeRecorded(by, "nightly-backup", { path: join(folder, name) });
    for (const path of (await listNightly()).slice(KEPT)) await rm(path, { force: true });
    return made;
  });
}

/**
 * Makes a backup and records it: the fact `backup.made` and a row in `job_run`. Also updates this machine's
 * list of erasures.
 */
async function makeRecorded(
  by: By,
  task: RunName,
  options: { path: string; onTable?: Progress },
): Promise<MadeBackup> {
  const startedAt = new Date();
  const { DATABASE_URL: url, OCTOPUS_BACKUP_PASSPHRASE: passphrase } = env();
  const made = await makeBackup(options.path, { url, passphrase, onTable: options.onTable });
  await saveErasures();
  const { bytes, manifest } = made;
  await transact(
    by,
    async (ctx) => {
      ctx.asSystem("the site's own safety");
      await recordRun(ctx, task, startedAt, {
        bytes,
        rows: countRows(manifest),
        files: manifest.files.count,
      });
      await ctx.record("backup.made", { bytes });
    },
    { evenReadOnly: true },
  );
  return made;
}

/** Deletes remains of killed runs after a day. */
async function removeDrafts(folder: string, now: Date): Promise<void> {
  for (const name of await readdir(folder)) {
    if (!name.endsWith(".partial")) continue;
    const path = join(folder, name);
    const age = now.getTime() - (await stat(path)).mtimeMs;
    if (age > 86_400_000) await rm(path, { force: true });
  }
}
