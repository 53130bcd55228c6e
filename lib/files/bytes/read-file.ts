import { mkdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { db } from "@/db/client";
import { SYSTEM, transact } from "@/lib/core/transact";
import { fileSource } from "@/lib/storage/sources";
import { type FoundReading, recordReading } from "../commands/record-reading";
import { CAPTIONS, OUTLINE, type Reading, TEXTS } from "../exchange";
import { isOutlined, OUTLINE_LIMITS } from "../outline/model";
import { findDownload } from "../queries/download-queries";
import { askReader, ReaderFailed } from "./child";
import { fetchOriginal } from "./fetch";
import { discardObject, storeObject } from "./store";
import { withWorkFolder } from "./work-folder";

/**
 * Reads a clean file's content: text for search and preview, pages, pictures. Unreadable content is recorded
 * as such; the file is unchanged. Run by a job: safe to repeat and to kill.
 */
export async function readFileInside({ fileId }: { fileId: string }): Promise<void> {
  const found = await findDownload(db(), { fileId, place: null, reader: "site" });
  if (!found) return;
  await withWorkFolder(async (folder) => {
    const path = join(folder, "original");
    const out = join(folder, "out");
    await mkdir(out, { mode: 0o700 });
    await fetchOriginal(found.key, path);
    const { name, type } = found;
    const question = { ask: "read", path, name, type, folder: out } as const;
    const reading = await askReader<Reading>(question).catch((error: unknown) => {
      if (error instanceof ReaderFailed) return null;
      throw error;
    });
    const mayHave = reading !== null && isOutlined(type) && found.size <= OUTLINE_LIMITS.bytes;
    const hasOutline = mayHave && (await hasMadeOutline(path, type, out));
    await keep(fileId, reading, { folder: out, hasOutline });
  });
}

/** Makes the outline in a separate process: if that fails, the file is still read. */
async function hasMadeOutline(path: string, type: string, folder: string): Promise<boolean> {
  try {
    await askReader({ ask: "outline", path, type, folder });
    return true;
  } catch (error) {
    if (error instanceof ReaderFailed) return false;
    throw error;
  }
}

interface Made {
  folder: string;
  hasOutline: boolean;
}

async function keep(fileId: string, reading: Reading | null, { folder, hasOutline }: Made): Promise<void> {
  const pictures: string[] = [];
  let captions: string | null = null;
  let outline: string | null = null;
  const made = () => [...pictures, ...[captions, outline].filter((key) => key !== null)];
  const put = async (kind: "captions" | "outline", name: string) =>
    storeObject(fileId, kind, await fileSource(join(folder, name), { isSpent: true }));
  try {
    for (const { path, format, width, height, page } of reading?.pictures ?? []) {
      const source = await fileSource(path, { isSpent: true });
      pictures.push(await storeObject(fileId, "picture", source, { format, width, height, page }));
    }
    if (reading?.hasCaptions) captions = await put("captions", CAPTIONS);
    if (hasOutline) outline = await put("outline", OUTLINE);
    const found: FoundReading = {
      fileId,
      pictures,
      captions,
      outline,
      reading: reading ? (reading.hasText ? "read" : "empty") : "failed",
      pages: reading?.pages ?? null,
      seconds: reading?.seconds ?? null,
      flags: reading?.flags ?? [],
      texts: reading?.hasText ? (JSON.parse(await readFile(join(folder, TEXTS), "utf8")) as string[]) : [],
    };
    const isKept = await transact(SYSTEM, (ctx) => recordReading(ctx, found), { evenReadOnly: true });
    if (!isKept) for (const key of made()) await discardObject(key);
  } catch (error) {
    for (const key of made()) await discardObject(key).catch(() => undefined);
    throw error;
  }
}
