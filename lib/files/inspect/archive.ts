import { createWriteStream } from "node:fs";
import { open, rm } from "node:fs/promises";
import { pipeline } from "node:stream/promises";
import { type Entry, fromFdPromise, type ZipFile } from "yauzl";
import { append } from "@/lib/core/append";
import { Refused } from "../exchange";
import { beginsWith, OTHER_ARCHIVES, PROGRAMS, ZIP_START } from "./signatures";

const MB = 1024 * 1024;

/** Limits for an archive, including all archives in it. */
export const ARCHIVE_LIMITS = {
  entries: 10_000,
  /** Bytes of everything in it, unpacked. */
  unpacked: 2048 * MB,
  /** Unpacked bytes per packed byte, beyond the first ten megabytes. */
  ratio: 100,
  /** Levels of archives in archives. */
  depth: 3,
} as const;

/** What was found in an archive: `names` includes the entries of archives within it, `texts` only its own. */
export interface Archive {
  names: string[];
  /** Beginning of each small entry that describes the whole: types, relations, manifest. */
  texts: Map<string, string>;
}

interface Budget {
  entries: number;
  unpacked: number;
  most: number;
}

const EXECUTABLE =
  /\.(?:exe|dll|scr|com|pif|cpl|msi|msp|jar|jse?|vbs?|vbe|wsf|wsh|hta|lnk|bat|cmd|ps1|psm1|reg|app|apk|deb|rpm|dmg|pkg)$/i;
const PACKED_OTHERWISE = /\.(?:rar|7z|gz|tgz|bz2|xz|lzma|zst|tar|cab|ace|arj|iso|img|vhdx?)$/i;
const TELLING = /(?:^|\/)(?:\[Content_Types\]\.xml|mimetype|[^/]+\.rels)$/;
const TOLD_BYTES = 256 * 1024;
const SYMBOLIC_LINK = 0o120000;

/**
 * Checks a ZIP archive and those in it. Unpacks every entry to count its bytes, as headers cannot be trusted,
 * and stores none. Throws `Refused`: `bomb`, `path`, `locked` (not readable), `executable`, `damaged`,
 * `polyglot` (bytes before the first entry). Inner archives are temporarily written next to `path`.
 */
export async function inspectArchive(path: string, size: number): Promise<Archive> {
  const budget: Budget = {
    entries: ARCHIVE_LIMITS.entries,
    unpacked: 0,
    most: Math.min(ARCHIVE_LIMITS.unpacked, 10 * MB + size * ARCHIVE_LIMITS.ratio),
  };
  return lookThrough(path, budget, 1);
}

async function lookThrough(path: string, budget: Budget, depth: number): Promise<Archive> {
  if (depth > ARCHIVE_LIMITS.depth) throw new Refused("bomb");
  const file = await open(path, "r");
  let zip: ZipFile | undefined;
  try {
    zip = await fromFdPromise(file.fd, { autoClose: false }).catch((error: Error) => {
      throw refusalOf(error);
    });
    // Each entry has a record of 46 bytes, which limits their number whatever the end record says.
    if (zip.entryCount > budget.entries) throw new Refused("bomb");
    const entries = await listEntries(zip);
    budget.entries -= entries.length;
    await refuseOverlaps(zip, entries);
    const archive: Archive = { names: entries.map((entry) => entry.fileName), texts: new Map() };
    for (const [number, entry] of entries.entries()) {
      await readEntry(zip, entry, `${path}.${number}`, archive, budget, depth);
    }
    return archive;
  } finally {
    await file.close();
  }
}

async function listEntries(zip: ZipFile): Promise<Entry[]> {
  const entries: Entry[] = [];
  try {
    for await (const entry of zip.eachEntry()) {
      if (((entry.externalFileAttributes >>> 16) & 0o170000) === SYMBOLIC_LINK) throw new Refused("path");
      if (entry.isEncrypted() || !entry.canDecodeFileData()) throw new Refused("locked");
      if (EXECUTABLE.test(entry.fileName)) throw new Refused("executable");
      if (PACKED_OTHERWISE.test(entry.fileName)) throw new Refused("locked");
      entries.push(entry);
    }
  } catch (error) {
    throw refusalOf(error);
  }
  return entries;
}

/**
 * Refuses entries that overlap, which let a small file unpack to petabytes; bytes before the first entry, which are
 * another file; and an entry named otherwise than in the directory, on whose content programs disagree.
 */
async function refuseOverlaps(zip: ZipFile, entries: readonly Entry[]): Promise<void> {
  const inOrder = [...entries].sort((a, b) => a.relativeOffsetOfLocalHeader - b.relativeOffsetOfLocalHeader);
  let free = 0;
  for (const entry of inOrder) {
    const start = entry.relativeOffsetOfLocalHeader;
    if (start < free) throw new Refused("bomb");
    if (free === 0 && start > 0) throw new Refused("polyglot");
    const header = await zip.readLocalFileHeaderPromise(entry).catch((error: Error) => {
      throw refusalOf(error);
    });
    if (!header.fileName.equals(entry.fileNameRaw)) throw new Refused("damaged");
    free = header.fileDataStart + entry.compressedSize;
  }
}

async function readEntry(
  zip: ZipFile,
  entry: Entry,
  spare: string,
  archive: Archive,
  budget: Budget,
  depth: number,
): Promise<void> {
  if (entry.fileName.endsWith("/") && entry.uncompressedSize === 0) return;
  if (budget.unpacked + entry.uncompressedSize > budget.most) throw new Refused("bomb");
  const stream = await zip.openReadStreamPromise(entry).catch((error: Error) => {
    throw refusalOf(error);
  });
  const beginning: Buffer[] = [];
  let kept = 0;
  let isArchive = false;
  const counting = async function* (source: AsyncIterable<Buffer>) {
    let isFirst = true;
    for await (const chunk of source) {
      budget.unpacked += chunk.length;
      if (budget.unpacked > budget.most) throw new Refused("bomb");
      if (isFirst) isArchive = judgeBeginning(chunk);
      isFirst = false;
      if (TELLING.test(entry.fileName) && kept < TOLD_BYTES) {
        beginning.push(chunk);
        kept += chunk.length;
      }
      if (isArchive) yield chunk;
    }
  };
  try {
    await pipeline(stream, counting, createWriteStream(spare, { mode: 0o600 }));
    if (kept > 0) archive.texts.set(entry.fileName, Buffer.concat(beginning).toString("utf8"));
    if (isArchive) {
      const inner = await lookThrough(spare, budget, depth + 1);
      append(
        archive.names,
        inner.names.map((name) => `${entry.fileName}!/${name}`),
      );
    }
  } catch (error) {
    throw refusalOf(error);
  } finally {
    await rm(spare, { force: true });
  }
}

/** Checks whether an entry is itself an archive. Throws for a program, whatever its name. */
function judgeBeginning(chunk: Buffer): boolean {
  const start = chunk.toString("latin1", 0, 8);
  if (beginsWith(start, PROGRAMS)) throw new Refused("executable");
  if (beginsWith(start, OTHER_ARCHIVES)) throw new Refused("locked");
  return start.startsWith(ZIP_START);
}

function refusalOf(error: unknown): unknown {
  if (error instanceof Refused) return error;
  const { code = "", message = "" } = (error ?? {}) as { code?: string; message?: string };
  if (/^(?:ENOSPC|EACCES|EIO|EMFILE|ENOENT)$/.test(code)) return error;
  if (/absolute path|invalid relative path|invalid characters in fileName/i.test(message))
    return new Refused("path");
  if (/strong encryption|encrypt|unsupported compression/i.test(message)) return new Refused("locked");
  // yauzl reports this if an entry unpacks to more than its header states.
  if (/too many bytes/i.test(message)) return new Refused("bomb");
  return new Refused("damaged");
}
