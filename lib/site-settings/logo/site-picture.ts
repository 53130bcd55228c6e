import { eq } from "drizzle-orm";
import { db, type Queryable } from "@/db/client";
import { sitePicture } from "@/db/schema/site";

/** Finds a picture of the site itself: the bytes of a WebP; null for none. */
export async function findSitePicture(id: string, on: Queryable = db()): Promise<Buffer | null> {
  const [row] = await on.select({ bytes: sitePicture.bytes }).from(sitePicture).where(eq(sitePicture.id, id));
  return row?.bytes ?? null;
}
