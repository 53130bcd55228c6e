import { mkdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { eq } from "drizzle-orm";
import { db } from "@/db/client";
import { file } from "@/db/schema/files";
import { SYSTEM, transact } from "@/lib/core/transact";
import { type FoundRecognition, recordRecognition } from "../commands/recognition";
import { type Recognition, TEXTS } from "../exchange";
import { isRecognised } from "../model";
import { findDownload } from "../queries/download-queries";
import { askReader, ReaderFailed } from "./child";
import { fetchOriginal } from "./fetch";
import { withWorkFolder } from "./work-folder";

/** Hard limit; the process stops by itself before (`TIME` in `../read/recognise.ts`). */
const LIMITS = { seconds: 600, residentMegabytes: 1_500 } as const;

/**
 * Recognizes text in scanned pages (OCR), for search and preview. A failure is recorded with the file. Run by a
 * job: safe to repeat and to kill.
 */
export async function recogniseFile({ fileId }: { fileId: string }): Promise<void> {
  const [row] = await db()
    .select({ recognition: file.recognition, language: file.recognisedIn })
    .from(file)
    .where(eq(file.id, fileId));
  const language = row?.language ?? "";
  const found =
    row?.recognition === "waiting" ? await findDownload(db(), { fileId, place: null, reader: "site" }) : null;
  if (!found || !isRecognised(language)) return;
  await withWorkFolder(async (folder) => {
    const path = join(folder, "original");
    const out = join(folder, "out");
    await mkdir(out, { mode: 0o700 });
    await fetchOriginal(found.key, path);
    const question = { ask: "recognise", path, language, folder: out } as const;
    const read = await askReader<Recognition>(question, LIMITS).catch((error: unknown) => {
      if (error instanceof ReaderFailed) return null;
      throw error;
    });
    const kept: FoundRecognition = {
      fileId,
      recognition: read ? (read.hasText ? "read" : "nothing") : "failed",
      pages: read?.pages ?? 0,
      texts: read?.hasText ? (JSON.parse(await readFile(join(out, TEXTS), "utf8")) as string[]) : [],
    };
    await transact(SYSTEM, (ctx) => recordRecognition(ctx, kept), { evenReadOnly: true });
  });
}
