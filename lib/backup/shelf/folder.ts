import { constants } from "node:fs";
import { type FileHandle, open, readdir, stat } from "node:fs/promises";
import { join } from "node:path";
import { env } from "@/lib/env";
import { BackupName, isAsked, isNightly } from "./model";

/** Returns the folder of backups on this machine. */
export function backupsFolder(): string {
  return join(env().DATA_DIR, "backups");
}

/** Lists the paths of nightly backups on this machine, newest first. */
export const listNightly = () => listNewest(isNightly);

/** The same for those that an administrator asked for. */
export const listAsked = () => listNewest(isAsked);

async function listNewest(isOne: (name: string) => boolean): Promise<string[]> {
  const names = await readdir(backupsFolder()).catch(() => []);
  return names
    .filter(isOne)
    .sort()
    .reverse()
    .map((name) => join(backupsFolder(), name));
}

/** Lists all of them with size in bytes and time of their last change. One that is deleted meanwhile is left out. */
export async function listFolder(): Promise<Map<string, { bytes: number; changedAt: Date }>> {
  const names = await readdir(backupsFolder()).catch(() => []);
  const found = await Promise.all(
    names
      .filter((name) => BackupName.safeParse(name).success)
      .map(async (name) => {
        const stats = await stat(join(backupsFolder(), name)).catch(() => null);
        return stats?.isFile() ? ([name, { bytes: stats.size, changedAt: stats.mtime }] as const) : null;
      }),
  );
  return new Map(found.filter((one) => one !== null));
}

/** A backup that is open for reading. The caller closes `handle`. */
export interface OpenBackup {
  handle: FileHandle;
  size: number;
  changedAt: Date;
}

/**
 * Opens a backup of this machine for reading, without following links; null if it is not here. Once open, all of it
 * can be read, also if it is deleted meanwhile.
 */
export async function openBackup(name: string): Promise<OpenBackup | null> {
  if (!BackupName.safeParse(name).success) return null;
  const flags = constants.O_RDONLY | constants.O_NOFOLLOW;
  const handle = await open(join(backupsFolder(), name), flags).catch(() => null);
  if (!handle) return null;
  const stats = await handle.stat();
  if (stats.isFile()) return { handle, size: stats.size, changedAt: stats.mtime };
  await handle.close();
  return null;
}
