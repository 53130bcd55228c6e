import { mkdir, mkdtemp, readdir, rm, stat } from "node:fs/promises";
import { join } from "node:path";
import { env } from "@/lib/env";
import { diskProblem } from "@/lib/storage/disk-problem";

/** Returns the folder for temporary files: incoming pieces and files being inspected. */
function workFolder(): string {
  return join(env().DATA_DIR, "tmp");
}

/**
 * Creates a temporary folder that is deleted after `work`. Throws `unavailable` (`storage`) if its disk is
 * full or away.
 */
export async function withWorkFolder<T>(work: (folder: string) => Promise<T>): Promise<T> {
  let folder: string | undefined;
  try {
    await mkdir(workFolder(), { recursive: true, mode: 0o700 });
    folder = await mkdtemp(join(workFolder(), "file-"));
    return await work(folder);
  } catch (error) {
    throw diskProblem(error);
  } finally {
    if (folder) await rm(folder, { recursive: true, force: true });
  }
}

/** Deletes temporary folders that killed processes left before a moment. Returns how many. */
export async function removeLeftovers(before: Date): Promise<number> {
  let removed = 0;
  for (const name of await readdir(workFolder()).catch(() => [])) {
    const path = join(workFolder(), name);
    const seen = await stat(path).catch(() => null);
    if (!seen || seen.mtime >= before) continue;
    await rm(path, { recursive: true, force: true });
    removed += 1;
  }
  return removed;
}
