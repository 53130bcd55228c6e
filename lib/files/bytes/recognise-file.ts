import { mkdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { eq } from "drizzle-orm";
import { db } from "@/db/client";
import { file } from "@/db/schema/files";
import { SYSTEM, transact } from "@/lib/core/transact";
import { type KeptRecognition, recordRecognition } from "../commands/recognition";
import { type Recognition, TEXTS } from "../exchange";
import { isRecognised } from "../model";
import { findDownload } from "../queries/download-queries";
import { askReader, ReaderFailed } from "./child";
import { fetchOriginal } from "./fetch";
import { withWorkFolder } from "./work-folder";

/** The process that reads a scan ends itself before (`TIME` of `../read/recognise.ts`); then it is ended. */
const LIMITS = { seconds: 600, residentMegabytes: 1_500 } as const;

/**
 * Has a machine read the pictures of pages in a file (OCR), for search and preview. What it cannot read is noted as
 * such. The job's one function: safe to run twice, and to kill.
 */
export async function recogniseFile({ fileId }: { fileId: string }): Promise<void> {
  const [row] = await db()
    .select({ recognition: file.recognition, language: file.recognisedIn })
    .from(file)
    .where(eq(file.id, fileId));
  const language = row?.language ?? "";
  const found = row?.recognition === "waiting" ? await findDownload(db(), fileId, null) : null;
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
    const kept: KeptRecognition = {
      fileId,
      recognition: read ? (read.hasText ? "read" : "nothing") : "failed",
      pages: read?.pages ?? 0,
      texts: read?.hasText ? (JSON.parse(await readFile(join(out, TEXTS), "utf8")) as string[]) : [],
    };
    await transact(SYSTEM, (ctx) => recordRecognition(ctx, kept), { evenReadOnly: true });
  });
}
