import { createReadStream } from "node:fs";
import { open } from "node:fs/promises";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { createGunzip } from "node:zlib";
import { type Extract, extract } from "tar-stream";
import { AGE_MAGIC, decrypt } from "./cipher";
import { decryptFirst, FIRST_MAGIC } from "./first-cipher";
import { BackupProblem, broken } from "./problem";

const GZIP_MAGIC = Buffer.from([0x1f, 0x8b]);

export interface ArchiveEntry {
  name: string;
  size: number;
  content: AsyncIterable<Buffer>;
}

type Format = "plain" | "age" | "first";

/** Determines an archive's format. Throws `BackupProblem` for other or unreadable files. */
async function findFormat(path: string): Promise<Format> {
  const start = await readStart(path, Math.max(AGE_MAGIC.length, FIRST_MAGIC.length));
  const startsWith = (magic: Buffer) => start.subarray(0, magic.length).equals(magic);
  if (startsWith(GZIP_MAGIC)) return "plain";
  if (startsWith(AGE_MAGIC)) return "age";
  if (startsWith(FIRST_MAGIC)) return "first";
  throw new BackupProblem(`${path} is no backup of this product.`);
}

async function readStart(path: string, length: number): Promise<Buffer> {
  const start = Buffer.alloc(length);
  const problem = (error: NodeJS.ErrnoException) =>
    new BackupProblem(`${path} cannot be read (${error.code}). Name a file that \`backup\` wrote.`);
  const file = await open(path, "r").catch((error) => {
    throw problem(error);
  });
  try {
    await file.read(start, 0, start.length, 0);
  } catch (error) {
    throw problem(error as NodeJS.ErrnoException);
  } finally {
    await file.close();
  }
  return start;
}

/**
 * Reads an archive's entries in order; each must be read to its end before the next. Memory use is constant.
 * Throws `BackupProblem` for a wrong or missing passphrase, and for a damaged or truncated archive.
 */
export async function* readArchive(
  path: string,
  passphrase: string | undefined,
): AsyncGenerator<ArchiveEntry> {
  const format = await findFormat(path);
  if (format !== "plain" && !passphrase)
    throw new BackupProblem("This backup is encrypted. Set OCTOPUS_BACKUP_PASSPHRASE to its passphrase.");
  const tar = extract();
  let failure: unknown;
  const feeding = feed(path, openerOf(format, passphrase ?? ""), tar).catch((error: Error) => {
    failure = problemOf(error);
    tar.destroy(error);
  });
  try {
    for await (const entry of tar) {
      if (entry.header.type !== "file") throw broken(`${entry.header.name} in it is no file`);
      yield { name: entry.header.name, size: entry.header.size ?? 0, content: contentOf(entry) };
    }
  } catch (error) {
    // The feeding error is the cause; the stream itself only reports that it was stopped.
    await feeding;
    throw failure ?? problemOf(error);
  } finally {
    tar.destroy();
    await feeding;
  }
  if (failure) throw failure;

  async function* contentOf(entry: AsyncIterable<unknown>): AsyncGenerator<Buffer> {
    try {
      for await (const chunk of entry) yield chunk as Buffer;
    } catch (error) {
      await feeding;
      throw failure ?? problemOf(error);
    }
  }
}

function openerOf(format: Format, passphrase: string) {
  if (format === "plain") return null;
  return format === "age" ? decrypt(passphrase) : decryptFirst(passphrase);
}

function feed(path: string, opener: ReturnType<typeof openerOf>, tar: Extract): Promise<void> {
  const file = createReadStream(path, { highWaterMark: 256 * 1024 });
  const plain = opener ? Readable.from(opener(file), { objectMode: false }) : file;
  return pipeline(plain, createGunzip(), tar);
}

function problemOf(error: unknown): unknown {
  if (!(error instanceof Error)) return error;
  const code = "code" in error ? String(error.code) : "";
  if (code.startsWith("Z_")) return broken("it is damaged or cut off");
  if (/Unexpected end of data|Invalid tar header|Header exceeds|Invalid header/.test(error.message))
    return broken("it is damaged or cut off");
  return error;
}
