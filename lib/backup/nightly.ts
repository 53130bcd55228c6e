import { mkdir, readdir, rm, stat } from "node:fs/promises";
import { join } from "node:path";
import { type By, transact } from "@/lib/core/transact";
import { env } from "@/lib/env";
import { saveErasures } from "./erasure-list";
import { type MadeBackup, makeBackup, type Progress } from "./make";
import { countRows } from "./manifest";
import { type RunName, recordingFailure, recordRun } from "./record";

/** How many nightly backups are kept. */
export const KEPT = 14;

/** `.enc` is what encrypted ones were called before they were age files. */
const NIGHTLY = /^\d{4}-\d\d-\d\d\.tar\.gz(?:\.age|\.enc)?$/;

/** The folder of the nightly backups on this machine. */
export function backupsFolder(): string {
  return join(env().DATA_DIR, "backups");
}

/** The nightly backups of this machine, newest first. */
export async function listNightly(): Promise<string[]> {
  const names = await readdir(backupsFolder()).catch(() => []);
  return names
    .filter((name) => NIGHTLY.test(name))
    .sort()
    .reverse()
    .map((name) => join(backupsFolder(), name));
}

/** Makes a backup where the operator wants it; written down as the nightly one is. */
export function backUp(by: By, options: { path: string; onTable?: Progress }): Promise<MadeBackup> {
  return recordingFailure(by, "backup", () => makeRecorded(by, "backup", options));
}

/** The nightly backup, named for its day in UTC; the newest 14 are kept. A second one of the same day replaces it. */
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
 * Makes a backup and writes down that it was made: the fact `backup.made` and a row in `job_run`. This machine's list
 * of erasures is brought up to date with it.
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

/** What a kill left behind, a day later. */
async function removeDrafts(folder: string, now: Date): Promise<void> {
  for (const name of await readdir(folder)) {
    if (!name.endsWith(".partial")) continue;
    const path = join(folder, name);
    const age = now.getTime() - (await stat(path)).mtimeMs;
    if (age > 86_400_000) await rm(path, { force: true });
  }
}
