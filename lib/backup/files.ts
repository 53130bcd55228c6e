import { createHash, type Hash } from "node:crypto";
import { createReadStream, createWriteStream } from "node:fs";
import { mkdir, open, readdir, rename, rm, stat } from "node:fs/promises";
import { dirname, join } from "node:path";
import { pipeline } from "node:stream/promises";
import { fileURLToPath } from "node:url";
import { env } from "@/lib/env";
import type { ArchiveEntry } from "./archive-reader";
import type { ArchiveWriter } from "./archive-writer";
import type { Manifest } from "./manifest";
import { BackupProblem, broken } from "./problem";

/** Prefix of the path of every file in an archive. */
export const FILES = "files/";

/** Returns the local folder of uploads; undefined if they are in an object store, which has its own copies. */
export function filesFolder(): string | undefined {
  const { STORAGE_URL, DATA_DIR } = env();
  if (!STORAGE_URL) return join(DATA_DIR, "files");
  return STORAGE_URL.startsWith("file:") ? fileURLToPath(STORAGE_URL) : undefined;
}

type FilesSum = Manifest["files"];

/** Sums up files one after another: their number, their bytes, and one hash of contents, sizes and paths. */
export function summingFiles(isIncluded: boolean) {
  const hash = createHash("sha256");
  let count = 0;
  let bytes = 0;
  return {
    add(path: string, size: number, content: Hash) {
      hash.update(`${content.digest("hex")} ${size} ${path}\n`);
      count += 1;
      bytes += size;
    },
    result: (): FilesSum => ({ isIncluded, count, bytes, sha256: hash.digest("hex") }),
  };
}

/** Adds every file of a folder to an archive. Files deleted meanwhile are left out. */
export async function addFiles(archive: ArchiveWriter, folder: string | undefined): Promise<FilesSum> {
  const sum = summingFiles(folder !== undefined);
  if (folder === undefined) return sum.result();
  for await (const path of listFiles(folder, "")) {
    const size = await sizeOf(join(folder, path));
    if (size === undefined) continue;
    const content = createHash("sha256");
    await archive.addFile(FILES + path, join(folder, path), size, (chunk) => content.update(chunk));
    sum.add(path, size, content);
  }
  return sum.result();
}

/** Yields paths of plain files in a folder, in a fixed order; incomplete ones (`.partial`) are skipped. */
async function* listFiles(folder: string, below: string): AsyncGenerator<string> {
  const entries = await readdir(join(folder, below), { withFileTypes: true }).catch((error) => {
    if (error.code === "ENOENT") return [];
    throw error;
  });
  for (const entry of entries.sort((a, b) => (a.name < b.name ? -1 : 1))) {
    const path = below ? `${below}/${entry.name}` : entry.name;
    if (entry.isDirectory()) yield* listFiles(folder, path);
    else if (entry.isFile() && !entry.name.endsWith(".partial")) yield path;
  }
}

async function sizeOf(path: string): Promise<number | undefined> {
  try {
    return (await stat(path)).size;
  } catch {
    return undefined;
  }
}

/** Returns the path of a file in an archive. Throws for one that leaves its folder. */
export function filePathOf(name: string): string {
  const path = name.slice(FILES.length);
  const isSafe = path
    .split("/")
    .every((part) => part !== "" && part !== "." && part !== ".." && !/[\0\\]/.test(part));
  if (!isSafe) throw broken("a file in it has a name that leads out of its folder");
  return path;
}

/**
 * Restores a file from an archive, completely or not at all. Files never change, so an existing one must be
 * identical, or `BackupProblem` is thrown. Returns the checksum of its content.
 */
export async function restoreFile(folder: string, entry: ArchiveEntry): Promise<Hash> {
  const place = join(folder, filePathOf(entry.name));
  const draft = `${place}.partial`;
  const content = createHash("sha256");
  const looking = async function* (source: AsyncIterable<Buffer>) {
    for await (const chunk of source) {
      content.update(chunk);
      yield chunk;
    }
  };
  await mkdir(dirname(place), { recursive: true, mode: 0o700 });
  await pipeline(entry.content, looking, createWriteStream(draft, { mode: 0o600 }));
  const there = await sumOf(place);
  if (there !== undefined && there !== content.copy().digest("hex")) {
    await rm(draft);
    throw new BackupProblem(
      `${place} is there already and is another file. Move ${folder} aside, then try again.`,
    );
  }
  await sync(draft);
  await rename(draft, place);
  return content;
}

async function sumOf(path: string): Promise<string | undefined> {
  if ((await sizeOf(path)) === undefined) return undefined;
  const hash = createHash("sha256");
  for await (const chunk of createReadStream(path)) hash.update(chunk);
  return hash.digest("hex");
}

async function sync(path: string): Promise<void> {
  const file = await open(path, "r");
  try {
    await file.sync();
  } finally {
    await file.close();
  }
}
