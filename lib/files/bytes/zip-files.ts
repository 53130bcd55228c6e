import type { Readable } from "node:stream";
import { ZipFile } from "yazl";
import { env } from "@/lib/env";
import { storage } from "@/lib/storage/open";
import { extensionOf, fileHref } from "../model";
import type { Download } from "../queries/download-queries";

/**
 * Several files as one archive, as a stream: nothing is packed, since most of them are, so its size is known before.
 * With them go their sums, which `sha256sum -c SHA256SUMS` compares, and a list that says where each comes from.
 */
export async function zipFiles(
  place: string,
  files: readonly Download[],
  now: Date,
): Promise<{ bytes: Readable; size: number | null }> {
  const store = await storage();
  const zip = new ZipFile();
  const names = uniqueNames(files.map((one) => one.name));
  const told = files.map(({ id, size, sha256 }, at) => ({
    name: names[at] ?? id,
    size,
    sha256,
    address: `${env().APP_URL}${fileHref(id, place)}`,
  }));
  const options = { compress: false, mtime: now, mode: 0o100644 };
  const add = (name: string, text: string) => zip.addBuffer(Buffer.from(text), name, options);
  add("SHA256SUMS", told.map(({ sha256, name }) => `${sha256}  ${name}\n`).join(""));
  const manifest = { page: `${env().APP_URL}${place}`, madeAt: now.toISOString(), files: told };
  add("manifest.json", `${JSON.stringify(manifest, null, 2)}\n`);
  for (const [at, { key, size }] of files.entries()) {
    // Opened when its turn comes: a hundred files are not a hundred open ones.
    zip.addReadStreamLazy(names[at] ?? key, { ...options, size }, (done) => {
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

/** Names as they are, but for those that an archive would hold twice. */
export function uniqueNames(names: readonly string[]): string[] {
  const taken = new Set(["sha256sums", "manifest.json"]);
  return names.map((name) => {
    const extension = extensionOf(name);
    const ending = extension ? `.${extension}` : "";
    const stem = ending ? name.slice(0, -ending.length) : name;
    let free = name;
    // Some systems do not tell capitals from small letters.
    for (let number = 2; taken.has(free.toLowerCase()); number += 1) free = `${stem} (${number})${ending}`;
    taken.add(free.toLowerCase());
    return free;
  });
}
