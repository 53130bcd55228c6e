import { createReadStream } from "node:fs";
import { open } from "node:fs/promises";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { createGunzip } from "node:zlib";
import { type Extract, extract } from "tar-stream";
import { decrypt, MAGIC } from "./cipher";
import { BackupProblem, broken } from "./problem";

export interface ArchiveEntry {
  name: string;
  size: number;
  content: AsyncIterable<Buffer>;
}

/** Whether an archive needs its passphrase. Throws `BackupProblem` for a file that is none, or cannot be read. */
export async function isEncrypted(path: string): Promise<boolean> {
  const start = Buffer.alloc(MAGIC.length);
  const file = await open(path, "r").catch((error: NodeJS.ErrnoException) => {
    throw new BackupProblem(`${path} cannot be read (${error.code}). Name a file that \`backup\` wrote.`);
  });
  try {
    await file.read(start, 0, start.length, 0);
  } catch (error) {
    throw new BackupProblem(
      `${path} cannot be read (${(error as NodeJS.ErrnoException).code}). Name a file that \`backup\` wrote.`,
    );
  } finally {
    await file.close();
  }
  if (start.equals(MAGIC)) return true;
  if (start[0] === 0x1f && start[1] === 0x8b) return false;
  throw new BackupProblem(`${path} is no backup of this product.`);
}

/**
 * Reads an archive's entries one after the other, each to be read to its end before the next is asked for. Memory is
 * constant. Throws `BackupProblem` for a wrong or missing passphrase, and when it is damaged or cut off.
 */
export async function* readArchive(
  path: string,
  passphrase: string | undefined,
): AsyncGenerator<ArchiveEntry> {
  const sealed = await isEncrypted(path);
  if (sealed && !passphrase)
    throw new BackupProblem("This backup is encrypted. Set OCTOPUS_BACKUP_PASSPHRASE to its passphrase.");
  const tar = extract();
  let failure: unknown;
  const feeding = feed(path, sealed ? passphrase : undefined, tar).catch((error: Error) => {
    failure = problemOf(error);
    tar.destroy(error);
  });
  try {
    for await (const entry of tar) {
      if (entry.header.type !== "file") throw broken(`${entry.header.name} in it is no file`);
      yield { name: entry.header.name, size: entry.header.size ?? 0, content: contentOf(entry) };
    }
  } catch (error) {
    // What stopped the feeding is the cause; the stream that it fed only says that it was stopped.
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

function feed(path: string, passphrase: string | undefined, tar: Extract): Promise<void> {
  const file = createReadStream(path, { highWaterMark: 256 * 1024 });
  const plain = passphrase ? Readable.from(decrypt(passphrase)(file), { objectMode: false }) : file;
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
