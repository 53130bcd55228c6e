import type { Readable } from "node:stream";
import { ZipFile } from "yazl";
import { env } from "@/lib/env";
import { storage } from "@/lib/storage/open";
import { fileHref, uniqueNames } from "../model";
import type { Download } from "../queries/download-queries";

/** A file of an archive: where it lies in it, and which object of the store it is. */
export interface ArchivedFile {
  path: string;
  key: string;
  size: number;
  sha256: string;
}

/** A list that an archive holds beside its files. */
export interface ArchivedText {
  path: string;
  text: string;
}

/**
 * Files and lists as one archive, as a stream: nothing is packed, since most files are, so its size is known before, and
 * each file is read when its turn comes. The lists come first.
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
    // Opened when its turn comes: a hundred files are not a hundred open ones.
    zip.addReadStreamLazy(path, { ...options, size }, (done) => {
      store.get(key).then(
        (stream) => done(null, stream),
        (error: Error) => done(error, undefined as never),
      );
    });
  }
  const size = await new Promise<number>((resolve) => {
    // Its types do not tell that the size is handed over.
    const done = resolve as () => void;
    zip.end({ forceZip64Format: false, comment: "" }, done);
  });
  const bytes = zip.outputStream as Readable;
  zip.on("error", (error: Error) => bytes.destroy(error));
  return { bytes, size: size < 0 ? null : size };
}

/** The lines that `sha256sum -c` compares. */
export function sumLines(files: readonly Pick<ArchivedFile, "path" | "sha256">[]): string {
  return files.map(({ sha256, path }) => `${sha256}  ${path}\n`).join("");
}

/**
 * The files of one page as an archive. With them go their sums, which `sha256sum -c SHA256SUMS` compares, and a list
 * that says where each comes from.
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
  const told = archived.map(({ path, size, sha256 }, at) => ({
    name: path,
    size,
    sha256,
    address: `${env().APP_URL}${fileHref(files[at]?.id ?? "", place)}`,
  }));
  const manifest = { page: `${env().APP_URL}${place}`, madeAt: now.toISOString(), files: told };
  const texts = [
    { path: "SHA256SUMS", text: sumLines(archived) },
    { path: "manifest.json", text: `${JSON.stringify(manifest, null, 2)}\n` },
  ];
  return zipStream(texts, archived, now);
}
