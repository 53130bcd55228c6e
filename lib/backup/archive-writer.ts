import { once } from "node:events";
import { createReadStream, createWriteStream, existsSync, rmSync } from "node:fs";
import { open, rename, stat } from "node:fs/promises";
import { dirname } from "node:path";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { createGzip } from "node:zlib";
import { type Pack, pack } from "tar-stream";
import { encrypt } from "./cipher";
import { BackupProblem } from "./problem";

/** Adds entries to an archive; each call waits until the previous entry is written. */
export interface ArchiveWriter {
  add(name: string, content: Buffer): Promise<void>;
  /** Adds a file of known size as a stream; what was appended to it since is left out. */
  addFile(name: string, path: string, size: number, look: (chunk: Buffer) => void): Promise<void>;
}

const HEADER = { mode: 0o600, type: "file" } as const;

/**
 * Writes an archive (tar in gzip, encrypted if there is a passphrase) to a temporary file readable by its
 * owner only, and renames it once it is complete and synced. Failures leave nothing behind. Returns its size
 * in bytes.
 */
export async function writeArchive(
  path: string,
  passphrase: string | undefined,
  write: (archive: ArchiveWriter) => Promise<void>,
): Promise<number> {
  const draft = `${path}.${process.pid}.partial`;
  const removeDraft = () => {
    if (existsSync(draft)) rmSync(draft);
  };
  // An interrupted command ends by process.exit, which skips `finally`.
  process.on("exit", removeDraft);
  try {
    await refuseFolder(path);
    const archive = pack();
    const sealed = sealTo(archive, draft, passphrase);
    // Stops the writer at once if writing to disk failed.
    sealed.catch((error: Error) => archive.destroy(error));
    await Promise.all([
      sealed,
      write(writerOf(archive)).then(
        () => archive.finalize(),
        (error: Error) => {
          archive.destroy(error);
          throw error;
        },
      ),
    ]);
    const bytes = await sync(draft);
    await rename(draft, path);
    await sync(dirname(path));
    return bytes;
  } catch (error) {
    throw problemOf(error, path);
  } finally {
    removeDraft();
    process.off("exit", removeDraft);
  }
}

/** Throws `BackupProblem` if the path is a folder: renaming onto it would fail only at the very end. */
async function refuseFolder(path: string): Promise<void> {
  const found = await stat(path).catch(() => null);
  if (found?.isDirectory()) throw new BackupProblem(`${path} is a folder. Name a file in it.`);
}

function sealTo(archive: Pack, draft: string, passphrase: string | undefined): Promise<void> {
  const gzip = createGzip();
  const file = createWriteStream(draft, { flags: "wx", mode: 0o600 });
  return passphrase
    ? pipeline(Readable.from(archive), gzip, encrypt(passphrase), file)
    : pipeline(Readable.from(archive), gzip, file);
}

function writerOf(archive: Pack): ArchiveWriter {
  const entry = (name: string, size: number, fill: (sink: NodeJS.WritableStream) => Promise<void>) =>
    new Promise<void>((resolve, reject) => {
      const sink = archive.entry({ ...HEADER, name, size }, (error) => (error ? reject(error) : resolve()));
      sink.on("error", reject);
      fill(sink).catch(reject);
    });
  return {
    add: (name, content) =>
      entry(name, content.length, async (sink) => {
        sink.end(content);
      }),
    addFile: (name, path, size, look) =>
      entry(name, size, async (sink) => {
        if (size > 0) {
          for await (const chunk of createReadStream(path, { end: size - 1 })) {
            look(chunk);
            if (!sink.write(chunk)) await once(sink, "drain");
          }
        }
        sink.end();
      }),
  };
}

/** Syncs a file or folder to disk. Returns the size. */
async function sync(path: string): Promise<number> {
  const handle = await open(path, "r");
  try {
    await handle.sync();
    return (await handle.stat()).size;
  } finally {
    await handle.close();
  }
}

function problemOf(error: unknown, path: string): unknown {
  const code = error instanceof Error && "code" in error ? error.code : undefined;
  if (code === "ENOENT" || code === "ENOTDIR")
    return new BackupProblem(`There is no folder ${dirname(path)}. Create it, or name another file.`);
  if (code === "EACCES" || code === "EROFS" || code === "EPERM")
    return new BackupProblem(`${dirname(path)} cannot be written (${code}). Name another file.`);
  return error;
}
