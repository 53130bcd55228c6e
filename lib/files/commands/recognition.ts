import { eq } from "drizzle-orm";
import type { Tx } from "@/db/client";
import { file, fileText } from "@/db/schema/files";
import type { Ctx } from "@/lib/core/ctx";
import { DomainError } from "@/lib/core/errors";
import { isScan, type RecognisedLanguage } from "../model";
import { scopesOf } from "../objects";

/*
 * Text recognition (OCR) of scanned pages. Recognized text is used like a file's own text, is marked as such,
 * and can be removed. Callers check the rights on the work that the file belongs to.
 */
async function lockFile(tx: Tx, fileId: string) {
  const [row] = await tx
    .select({
      type: file.type,
      state: file.state,
      reading: file.reading,
      flags: file.flags,
      recognition: file.recognition,
    })
    .from(file)
    .where(eq(file.id, fileId))
    .for("update");
  if (!row) throw new DomainError("not_found", "file");
  return row;
}

/**
 * Requests text recognition in a language; repeating the request while it runs does nothing. Throws
 * `conflict` (`not_a_scan`) for a file with text.
 */
export async function askRecognition(
  ctx: Ctx,
  { fileId, language }: { fileId: string; language: RecognisedLanguage },
): Promise<void> {
  const row = await lockFile(ctx.tx, fileId);
  if (row.recognition === "waiting") {
    ctx.skipAudit("it was asked for a moment ago");
    return;
  }
  if (!isScan(row) || row.recognition === "read") throw new DomainError("conflict", "not_a_scan");
  await ctx.tx
    .update(file)
    .set({
      recognition: "waiting",
      recognisedIn: language,
      recognisedPages: null,
      touchedAt: ctx.now,
    })
    .where(eq(file.id, fileId));
  await ctx.record("file.recognition-asked", { fileId, language, scopes: await scopesOf(ctx.tx, fileId) });
}

/** Removes recognized text, so that the file is without text again. */
export async function removeWords(ctx: Ctx, { fileId }: { fileId: string }): Promise<void> {
  const row = await lockFile(ctx.tx, fileId);
  if (row.recognition !== "read") {
    ctx.skipAudit("there are no words of a machine in it");
    return;
  }
  await ctx.tx.delete(fileText).where(eq(fileText.fileId, fileId));
  await ctx.tx
    .update(file)
    .set({ reading: "empty", recognition: null, recognisedIn: null, recognisedPages: null })
    .where(eq(file.id, fileId));
  await ctx.record("file.words-removed", { fileId, scopes: await scopesOf(ctx.tx, fileId) });
}

export interface FoundRecognition {
  fileId: string;
  recognition: "read" | "nothing" | "failed";
  pages: number;
  /** By page, empty ones included, so that page numbers are right. */
  texts: readonly string[];
}

const BATCH = 200;

/** Records recognized text, unless the file was deleted or recognition cancelled. */
export async function recordRecognition(ctx: Ctx, found: FoundRecognition): Promise<void> {
  ctx.asSystem("the worker has read the file");
  const { fileId, recognition, pages, texts } = found;
  const [row] = await ctx.tx
    .select({ recognition: file.recognition })
    .from(file)
    .where(eq(file.id, fileId))
    .for("update");
  if (row?.recognition !== "waiting") {
    ctx.skipAudit("the file was removed, or read anew, meanwhile");
    return;
  }
  await ctx.tx.delete(fileText).where(eq(fileText.fileId, fileId));
  for (let from = 0; from < texts.length; from += BATCH) {
    const batch = texts.slice(from, from + BATCH);
    await ctx.tx.insert(fileText).values(batch.map((text, at) => ({ fileId, page: from + at + 1, text })));
  }
  const reading = recognition === "read" ? "read" : "empty";
  await ctx.tx.update(file).set({ reading, recognition, recognisedPages: pages }).where(eq(file.id, fileId));
  await ctx.record("file.read", { fileId, reading, scopes: await scopesOf(ctx.tx, fileId) });
}
