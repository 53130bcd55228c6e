import { and, asc, eq, isNull } from "drizzle-orm";
import { db, type Queryable } from "@/db/client";
import { file, fileObject } from "@/db/schema/files";
import type { Actor } from "@/lib/core/actor";
import { openObject } from "./open-object";

/** A picture that was made from an upload, in pixels. */
export interface ReadPicture {
  bytes: Buffer;
  width: number;
  height: number;
}

/**
 * Reads the WebP made from the actor's own clean upload: the smallest that is at least `height` pixels high, or the
 * largest if none is. Null for any other file, and for one that is no picture.
 */
export async function readPicture(
  actor: Actor,
  fileId: string,
  height: number,
  on: Queryable = db(),
): Promise<ReadPicture | null> {
  const made = await on
    .select({
      key: fileObject.key,
      size: fileObject.size,
      width: fileObject.width,
      height: fileObject.height,
    })
    .from(file)
    .innerJoin(
      fileObject,
      and(
        eq(fileObject.fileId, file.id),
        eq(fileObject.kind, "picture"),
        eq(fileObject.format, "webp"),
        eq(fileObject.state, "kept"),
        isNull(fileObject.page),
      ),
    )
    .where(and(eq(file.id, fileId), eq(file.uploaderId, actor.id), eq(file.state, "clean")))
    .orderBy(asc(fileObject.width), asc(fileObject.key));
  const chosen = made.find((one) => (one.height ?? 0) >= height) ?? made.at(-1);
  if (!chosen?.width || !chosen.height) return null;
  const chunks: Buffer[] = [];
  for await (const chunk of await openObject(chosen.key, 0, chosen.size - 1)) chunks.push(chunk as Buffer);
  return { bytes: Buffer.concat(chunks), width: chosen.width, height: chosen.height };
}
