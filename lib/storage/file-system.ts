import { randomBytes } from "node:crypto";
import { createWriteStream } from "node:fs";
import { chmod, mkdir, open, readdir, rename, rm, stat } from "node:fs/promises";
import { dirname, join } from "node:path";
import { pipeline } from "node:stream/promises";
import { diskProblem } from "./disk-problem";
import { MissingObject, requireKey, type Source, type Store, type StoredObject } from "./store";

/** Suffix of an incomplete object. */
const HALF = ".partial";

/** Stores objects as files in a folder, readable by their owner only. An object exists once it is synced to disk. */
export class FileSystemStore implements Store {
  readonly name: string;

  constructor(private readonly folder: string) {
    this.name = folder;
  }

  async put(key: string, source: Source): Promise<void> {
    const place = this.placeOf(key);
    const half = `${place}.${randomBytes(6).toString("hex")}${HALF}`;
    try {
      await mkdir(dirname(place), { recursive: true, mode: 0o700 });
      if (!(await this.take(source, half))) {
        await pipeline(await source.open(), createWriteStream(half, { flags: "wx", mode: 0o600 }));
      }
      if ((await sync(half)) !== source.size) throw new Error("a source was not as long as it said");
      await rename(half, place);
      await sync(dirname(place));
    } catch (error) {
      await rm(half, { force: true }).catch(() => undefined);
      throw diskProblem(error);
    }
  }

  /** Moves a file no longer needed into place, if on the same disk; returns false if it must be copied. */
  private async take({ path }: Source, half: string): Promise<boolean> {
    if (path === undefined) return false;
    try {
      await chmod(path, 0o600);
      await rename(path, half);
      return true;
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === "EXDEV") return false;
      throw error;
    }
  }

  async get(key: string, from?: number, to?: number) {
    const file = await open(this.placeOf(key), "r").catch((error: NodeJS.ErrnoException) => {
      throw error.code === "ENOENT" ? new MissingObject(key) : diskProblem(error);
    });
    return file.createReadStream({ start: from ?? 0, ...(to === undefined ? {} : { end: to }) });
  }

  async size(key: string): Promise<number | null> {
    try {
      return (await stat(this.placeOf(key))).size;
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === "ENOENT") return null;
      throw diskProblem(error);
    }
  }

  async remove(key: string): Promise<void> {
    await rm(this.placeOf(key), { force: true }).catch((error: unknown) => {
      throw diskProblem(error);
    });
  }

  async *list(prefix = ""): AsyncGenerator<StoredObject> {
    for await (const { path, size, changedAt } of this.walk("")) {
      if (path.startsWith(prefix) && !path.endsWith(HALF)) yield { key: path, size, changedAt };
    }
  }

  async removeHalves(before: Date): Promise<number> {
    let removed = 0;
    for await (const { path, changedAt } of this.walk("")) {
      if (!path.endsWith(HALF) || changedAt >= before) continue;
      await rm(join(this.folder, path), { force: true });
      removed += 1;
    }
    return removed;
  }

  private async *walk(below: string): AsyncGenerator<{ path: string; size: number; changedAt: Date }> {
    const entries = await readdir(join(this.folder, below), { withFileTypes: true }).catch(
      (error: NodeJS.ErrnoException) => {
        if (error.code === "ENOENT") return [];
        throw diskProblem(error);
      },
    );
    for (const entry of entries.sort((a, b) => (a.name < b.name ? -1 : 1))) {
      const path = below ? `${below}/${entry.name}` : entry.name;
      if (entry.isDirectory()) yield* this.walk(path);
      // Deleted meanwhile: skip it.
      const seen = entry.isFile() ? await stat(join(this.folder, path)).catch(() => null) : null;
      if (seen) yield { path, size: seen.size, changedAt: seen.mtime };
    }
  }

  private placeOf(key: string): string {
    return join(this.folder, requireKey(key));
  }
}

/** Syncs a file or folder to disk and returns its size in bytes. */
async function sync(path: string): Promise<number> {
  const handle = await open(path, "r");
  try {
    await handle.sync();
    return (await handle.stat()).size;
  } finally {
    await handle.close();
  }
}
