import { createHash } from "node:crypto";
import { createReadStream, createWriteStream } from "node:fs";
import { pipeline } from "node:stream/promises";
import { and, asc, eq } from "drizzle-orm";
import { db } from "@/db/client";
import { fileObject } from "@/db/schema/files";
import { storage } from "@/lib/storage/open";

/** Joins the pieces of a file on local disk. Throws if their length is not that of the file. */
export async function fetchPieces(fileId: string, size: number, path: string): Promise<void> {
  const pieces = await db()
    .select({ key: fileObject.key, start: fileObject.start, size: fileObject.size })
    .from(fileObject)
    .where(and(eq(fileObject.fileId, fileId), eq(fileObject.kind, "piece"), eq(fileObject.state, "kept")))
    .orderBy(asc(fileObject.start), asc(fileObject.key));
  const store = await storage();
  await pipeline(
    async function* () {
      let at = 0;
      for (const piece of pieces) {
        if (piece.start !== at) throw new Error("a piece of an upload is missing");
        yield* await store.get(piece.key);
        at += piece.size;
      }
      if (at !== size) throw new Error("the pieces of an upload are not as long as the file");
    },
    createWriteStream(path, { mode: 0o600 }),
  );
}

/** Copies a file's original to local disk. */
export async function fetchOriginal(key: string, path: string): Promise<void> {
  await pipeline(await (await storage()).get(key), createWriteStream(path, { mode: 0o600 }));
}

/** Computes the SHA-256 of a local file, in hex. */
export async function sumOf(path: string): Promise<string> {
  const hash = createHash("sha256");
  await pipeline(createReadStream(path), hash);
  return hash.digest("hex");
}
