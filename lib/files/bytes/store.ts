import { eq } from "drizzle-orm";
import { db } from "@/db/client";
import { fileObject, type ObjectKind } from "@/db/schema/files";
import type { PictureFormat } from "@/lib/files/pictures/model";
import { storage } from "@/lib/storage/open";
import type { Source } from "@/lib/storage/store";
import { newKey } from "../keys";

/**
 * Stores bytes of a file. Its row is inserted first with state `writing`, so that `refreshFiles` can find the
 * object after a crash. The caller's transaction sets it to `kept`. Returns the key.
 */
export async function storeObject(
  fileId: string,
  kind: ObjectKind,
  source: Source,
  picture: { format: PictureFormat; width: number; height: number; page: number | null } | null = null,
): Promise<string> {
  const key = newKey(kind);
  await db()
    .insert(fileObject)
    .values({
      key,
      fileId,
      kind,
      state: "writing",
      size: source.size,
      createdAt: new Date(),
      ...(picture ?? {}),
    });
  try {
    await (await storage()).put(key, source);
  } catch (error) {
    await discardObject(key).catch(() => undefined);
    throw error;
  }
  return key;
}

/** Marks a stored object that is not needed after all for deletion. */
export async function discardObject(key: string): Promise<void> {
  await db().update(fileObject).set({ state: "doomed" }).where(eq(fileObject.key, key));
}
