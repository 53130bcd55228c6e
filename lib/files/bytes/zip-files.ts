import type { Readable } from "node:stream";
import { ZipFile } from "yazl";
import { env } from "@/lib/env";
import { storage } from "@/lib/storage/open";
import { fileHref, uniqueNames } from "../model";
import type { Download } from "../queries/download-queries";

/** A file in an archive: its path there, and its object in the store. */
export interface ArchivedFile {
  path: string;
  key: string;
  size: number;
  sha256: string;
}

/** A text file to add to the archive, e.g. a list. */
export interface ArchivedText {
  path: string;
  text: string;
}

/**
 * Streams files and lists as one ZIP archive, lists first. Nothing is compressed, since most files already
 * are, so the size is known in advance; each file is opened when it is its turn.
 */
export async function zipStream(
  texts: readonly ArchivedText[],
  files: readonly ArchivedFile[],
  now: Date,
): Promise<{ bytes: Readable; size: number | null }> {
  const store = await storage();
  const zip = new ZipFile();
  const options = { compress: false, mtime: now, mode: 0o100644 };
  for (const { path, text } of texts) zip.addBuffer(Buffer.from(text), path, options);
  for (const { path, key, size } of files) {
    // Opened lazily, so that a hundred files are not open at once.
    zip.addReadStreamLazy(path, { ...options, size }, (done) => {
      store.get(key).then(
        (stream) => done(null, stream),
        (error: Error) => done(error, undefined as never),
      );
    });
  }
  const size = await new Promise<number>((resolve) => {
    // The package's types omit the size argument.
    const done = resolve as () => void;
    zip.end({ forceZip64Format: false, comment: "" }, done);
  });
  const bytes = zip.outputStream as Readable;
  zip.on("error", (error: Error) => bytes.destroy(error));
  return { bytes, size: size < 0 ? null : size };
}

/** Formats the lines that `sha256sum -c` checks. */
export function sumLines(files: readonly Pick<ArchivedFile, "path" | "sha256">[]): string {
  return files.map(({ sha256, path }) => `${sha256}  ${path}\n`).join("");
}

/**
 * Streams the files of one page as an archive, with their checksums (`sha256sum -c SHA256SUMS`) and a
 * manifest of where each comes from.
 */
export function zipFiles(
  place: string,
  files: readonly Download[],
  now: Date,
): Promise<{ bytes: Readable; size: number | null }> {
  const names = uniqueNames(files.map((one) => one.name));
  const archived = files.map(({ key, size, sha256, id }, at) => ({
    path: names[at] ?? id,
    key,
    size,
    sha256,
  }));
  const listed = archived.map(({ path, size, sha256 }, at) => ({
    name: path,
    size,
    sha256,
    address: `${env().APP_URL}${fileHref(files[at]?.id ?? "", place)}`,
  }));
  const manifest = { page: `${env().APP_URL}${place}`, madeAt: now.toISOString(), files: listed };
  const texts = [
    { path: "SHA256SUMS", text: sumLines(archived) },
    { path: "manifest.json", text: `${JSON.stringify(manifest, null, 2)}\n` },
  ];
  return zipStream(texts, archived, now);
}
