import { mkdir, readdir, rm, stat } from "node:fs/promises";
import { basename, join } from "node:path";
import type { Ctx } from "@/lib/core/ctx";
import { dayOf } from "@/lib/core/moments";
import { type By, transact } from "@/lib/core/transact";
import { env } from "@/lib/env";
import { saveErasures } from "./erasure-list";
import { type MadeBackup, makeBackup, type Progress } from "./make";
import { countRows } from "./manifest";
import { type RunName, recordingFailure, recordRun } from "./record";
import { backupsFolder, forgetBackups, listAsked, listNightly, recordBackup } from "./shelf";
import { askedName, KEPT, KEPT_ASKED } from "./shelf/model";
import type { BackupRow } from "./shelf/record-backup";

/** Makes a backup at a path that the operator chooses; recorded like the nightly one. */
export function backUp(by: By, options: { path: string; onTable?: Progress }): Promise<MadeBackup> {
  return recordingFailure(by, "backup", () => makeRecorded(by, "backup", options));
}

/**
 * Makes the nightly backup, named by its UTC day, and deletes all but the newest 14. A second one on the same
 * day replaces the first.
 */
export function backUpNightly(by: By, now: Date = new Date()): Promise<MadeBackup> {
  return recordingFailure(by, "nightly-backup", () => {
    const name = `${dayOf(now)}.tar.gz${env().OCTOPUS_BACKUP_PASSPHRASE ? ".age" : ""}`;
    return makeInFolder(by, "nightly-backup", { name, taskId: null, now });
  });
}

/** Makes the backup that an administrator asked for, named by its moment; all but the newest five are deleted. */
export function backUpAsked(
  by: By,
  taskId: string,
  now: Date = new Date(),
): Promise<MadeBackup & { path: string }> {
  return recordingFailure(by, "backup", async () => {
    const name = askedName(now, env().OCTOPUS_BACKUP_PASSPHRASE !== undefined);
    const made = await makeInFolder(by, "backup", { name, taskId, now });
    return { ...made, path: join(backupsFolder(), name) };
  });
}

async function makeInFolder(
  by: By,
  task: RunName,
  { name, taskId, now }: { name: string; taskId: string | null; now: Date },
): Promise<MadeBackup> {
  const folder = backupsFolder();
  await mkdir(folder, { recursive: true, mode: 0o700 });
  await removeDrafts(folder, now);
  const made = await makeRecorded(by, task, { path: join(folder, name) }, (ctx, one) =>
    recordBackup(ctx, rowOf(name, taskId, one)),
  );
  const old = [...(await listNightly()).slice(KEPT), ...(await listAsked()).slice(KEPT_ASKED)];
  for (const path of old) await rm(path, { force: true });
  if (old.length > 0) await forget(by, old);
  return made;
}

/** Describes a backup by its manifest. */
function rowOf(name: string, taskId: string | null, made: MadeBackup): BackupRow {
  const { manifest, bytes, isEncrypted } = made;
  return {
    name,
    taskId,
    bytes,
    isEncrypted,
    madeAt: new Date(manifest.madeAt),
    product: manifest.product,
    tables: manifest.tables.length,
    rows: countRows(manifest),
    files: manifest.files.isIncluded ? manifest.files.count : null,
  };
}

async function forget(by: By, paths: readonly string[]): Promise<void> {
  await transact(
    by,
    async (ctx) => {
      ctx.asSystem("the site's own safety");
      ctx.skipAudit("old backups give way to the new one");
      await forgetBackups(
        ctx,
        paths.map((path) => basename(path)),
      );
    },
    { evenReadOnly: true },
  );
}

/**
 * Makes a backup and records it: the fact `backup.made` and a row in `job_run`. Also updates this machine's
 * list of erasures.
 */
async function makeRecorded(
  by: By,
  task: RunName,
  options: { path: string; onTable?: Progress },
  alsoRecord: (ctx: Ctx, made: MadeBackup) => Promise<void> = async () => undefined,
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
      await alsoRecord(ctx, made);
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
