import { and, eq } from "drizzle-orm";
import { db, type Queryable } from "@/db/client";
import { file, fileObject } from "@/db/schema/files";
import type { Actor } from "@/lib/core/actor";
import { Outline } from "../outline/model";
import { openObject } from "./open-object";

/** Reads the outline of the actor's own clean upload; null for any other file, and for one without an outline. */
export async function readOutline(
  actor: Actor,
  fileId: string,
  on: Queryable = db(),
): Promise<{ name: string; outline: Outline } | null> {
  const [row] = await on
    .select({ name: file.name, key: fileObject.key, size: fileObject.size })
    .from(file)
    .innerJoin(
      fileObject,
      and(eq(fileObject.fileId, file.id), eq(fileObject.kind, "outline"), eq(fileObject.state, "kept")),
    )
    .where(and(eq(file.id, fileId), eq(file.uploaderId, actor.id), eq(file.state, "clean")));
  if (!row) return null;
  const chunks: Buffer[] = [];
  for await (const chunk of await openObject(row.key, 0, row.size - 1)) chunks.push(chunk as Buffer);
  return { name: row.name, outline: Outline.parse(JSON.parse(Buffer.concat(chunks).toString("utf8"))) };
}
