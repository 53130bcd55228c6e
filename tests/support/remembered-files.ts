import { buffer } from "node:stream/consumers";
import { inArray } from "drizzle-orm";
import { db } from "@/db/client";
import { file, fileObject, fileText } from "@/db/schema/files";
import type { Actor } from "@/lib/core/actor";
import { storage } from "@/lib/storage/open";
import { bytesSource } from "@/lib/storage/sources";

/**
 * Remembers files that were uploaded and read, with their texts and what was made of them. Returns a function that puts
 * them back as another's, for the next test of a file that begins without them: each takes two processes to read.
 */
export async function rememberFiles(ids: readonly string[]): Promise<(as: Actor) => Promise<void>> {
  const [files, objects, texts] = await Promise.all([
    db()
      .select()
      .from(file)
      .where(inArray(file.id, [...ids])),
    db()
      .select()
      .from(fileObject)
      .where(inArray(fileObject.fileId, [...ids])),
    db()
      .select()
      .from(fileText)
      .where(inArray(fileText.fileId, [...ids])),
  ]);
  const store = await storage();
  const contents = new Map<string, Buffer>();
  for (const { key } of objects) contents.set(key, await buffer(await store.get(key)));
  return async (as) => {
    for (const [key, bytes] of contents) await (await storage()).put(key, bytesSource(bytes));
    await db()
      .insert(file)
      .values(files.map((one) => ({ ...one, uploaderId: as.id })));
    await db().insert(fileObject).values(objects);
    if (texts.length > 0) await db().insert(fileText).values(texts);
  };
}
