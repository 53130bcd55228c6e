import { and, eq, inArray, sql } from "drizzle-orm";
import { file, fileObject, fileText, type ReadingState } from "@/db/schema/files";
import type { Ctx } from "@/lib/core/ctx";
import type { FileFlag } from "../model";
import { doomObjects, scopesOf } from "../objects";

export interface FoundReading {
  fileId: string;
  reading: Exclude<ReadingState, "waiting">;
  pages: number | null;
  seconds: number | null;
  flags: readonly FileFlag[];
  /** By page, empty ones included, so that page numbers are right. */
  texts: readonly string[];
  /** Keys of pictures, already stored. */
  pictures: readonly string[];
  /** Key of the captions for players; null for none. */
  captions: string | null;
  /** Key of the outline of a document or spreadsheet; null for none. */
  outline: string | null;
}

const BATCH = 200;

/** Records what was read in a clean file, replacing an earlier reading. Returns false if the file no longer exists. */
export async function recordReading(ctx: Ctx, found: FoundReading): Promise<boolean> {
  ctx.asSystem("the worker has read the file");
  const { fileId, reading, pages, seconds, texts } = found;
  const [row] = await ctx.tx
    .select({ state: file.state, flags: file.flags })
    .from(file)
    .where(eq(file.id, fileId))
    .for("update");
  if (row?.state !== "clean") {
    ctx.skipAudit("the file was removed meanwhile");
    return false;
  }
  await ctx.tx.delete(fileText).where(eq(fileText.fileId, fileId));
  for (let from = 0; from < texts.length; from += BATCH) {
    const batch = texts.slice(from, from + BATCH);
    await ctx.tx.insert(fileText).values(batch.map((text, at) => ({ fileId, page: from + at + 1, text })));
  }
  await doomObjects(ctx.tx, fileId, ["picture", "captions", "outline"]);
  const others = [found.captions, found.outline].filter((key) => key !== null);
  const made = [...found.pictures, ...others];
  if (made.length > 0)
    await ctx.tx
      .update(fileObject)
      .set({ state: "kept" })
      .where(and(eq(fileObject.fileId, fileId), inArray(fileObject.key, made)));
  const flags = [...new Set([...row.flags, ...found.flags])];
  await ctx.tx
    .update(file)
    .set({
      reading,
      flags,
      seconds,
      pages: pages ?? sql`${file.pages}`,
      recognition: null,
      recognisedIn: null,
      recognisedPages: null,
    })
    .where(eq(file.id, fileId));
  await ctx.record("file.read", { fileId, reading, scopes: await scopesOf(ctx.tx, fileId) });
  return true;
}
