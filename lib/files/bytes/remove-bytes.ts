import { asc, eq } from "drizzle-orm";
import { db } from "@/db/client";
import { fileObject } from "@/db/schema/files";
import { storage } from "@/lib/storage/open";

const BATCH = 200;

/**
 * Deletes objects marked for deletion, then their rows; queued after every removal. Safe to repeat and to
 * kill: rows are deleted after the bytes. Returns the number of objects.
 */
export async function removeBytes(): Promise<number> {
  const store = await storage();
  let removed = 0;
  for (;;) {
    const doomed = await db()
      .select({ key: fileObject.key })
      .from(fileObject)
      .where(eq(fileObject.state, "doomed"))
      .orderBy(asc(fileObject.createdAt), asc(fileObject.key))
      .limit(BATCH);
    for (const { key } of doomed) {
      await store.remove(key);
      await db().delete(fileObject).where(eq(fileObject.key, key));
    }
    removed += doomed.length;
    if (doomed.length < BATCH) return removed;
  }
}
