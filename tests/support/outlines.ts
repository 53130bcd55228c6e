import { readFileSync } from "node:fs";
import { join } from "node:path";
import { and, eq } from "drizzle-orm";
import { db } from "@/db/client";
import { fileObject } from "@/db/schema/files";
import type { Actor } from "@/lib/core/actor";
import { storeObject } from "@/lib/files/bytes";
import { bytesSource } from "@/lib/storage/sources";
import { keep } from "./file-door";

/** Stores a document of `tests/fixtures/outlines` as checked and read, with its outline. Returns its id. */
export async function saveOutlined(as: Actor, name: string): Promise<string> {
  const path = join("tests/fixtures/outlines", name);
  const fileId = await keep(as, name, readFileSync(path));
  // A test of the reader compares these files with its output.
  const key = await storeObject(fileId, "outline", bytesSource(readFileSync(`${path}.json`)));
  await db()
    .update(fileObject)
    .set({ state: "kept" })
    .where(and(eq(fileObject.fileId, fileId), eq(fileObject.key, key)));
  return fileId;
}
