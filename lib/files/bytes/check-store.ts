import { createHash } from "node:crypto";
import { and, eq, ne, sql } from "drizzle-orm";
import { db } from "@/db/client";
import { file, fileObject, type ObjectKind } from "@/db/schema/files";
import type { Ctx } from "@/lib/core/ctx";
import { type By, queueJob, transact } from "@/lib/core/transact";
import { storage } from "@/lib/storage/open";
import { MissingObject, type Store } from "@/lib/storage/store";
import { deleteFile } from "../commands/remove-file";
import { scopesOf } from "../objects";

/** Objects younger than this (ms) are not strays: their row may have been inserted after the rows were read. */
const YOUNG = 3_600_000;

interface Known {
  key: string;
  fileId: string;
  kind: ObjectKind;
  size: number;
  fileState: string | null;
  sha256: string | null;
}

/** Differences between the rows and the store. */
export interface StoreFaults {
  objects: number;
  bytes: number;
  /** Objects without a row. */
  strays: { key: string; size: number }[];
  /** Rows whose object is missing, or has another size or content. */
  missing: Known[];
  /** Lost files whose bytes are present and intact again. */
  found: Known[];
}

/**
 * Compares every row with the store in both directions: by presence and size, with `sums` also by content,
 * which reads everything. Changes nothing.
 */
export async function checkStore(options: { sums?: boolean; now?: Date } = {}): Promise<StoreFaults> {
  const store = await storage();
  const young = new Date((options.now ?? new Date()).getTime() - YOUNG);
  const there = new Map<string, { size: number; isYoung: boolean }>();
  let bytes = 0;
  for await (const { key, size, changedAt } of store.list()) {
    there.set(key, { size, isYoung: changedAt > young });
    bytes += size;
  }
  const faults: StoreFaults = { objects: there.size, bytes, strays: [], missing: [], found: [] };
  const known = await listKnown();
  for (const row of known.kept) {
    // Objects stored after the listing are looked up individually.
    const size = there.get(row.key)?.size ?? (await store.size(row.key));
    const isThere = size === row.size;
    const isWhole = isThere && (!options.sums || (await holds(store, row)));
    if (!isWhole) faults.missing.push(row);
    else if (row.kind === "original" && row.fileState === "lost" && (await holds(store, row)))
      faults.found.push(row);
  }
  for (const [key, { size, isYoung }] of there) {
    if (!isYoung && !known.keys.has(key)) faults.strays.push({ key, size });
  }
  faults.missing = faults.missing.filter((row) => row.fileState !== "lost" || row.kind !== "original");
  return faults;
}

async function listKnown(): Promise<{ kept: Known[]; keys: Set<string> }> {
  const rows = await db()
    .select({
      key: fileObject.key,
      fileId: fileObject.fileId,
      kind: fileObject.kind,
      state: fileObject.state,
      size: fileObject.size,
      fileState: file.state,
      sha256: file.sha256,
    })
    .from(fileObject)
    .leftJoin(file, eq(file.id, fileObject.fileId));
  return {
    kept: rows.filter((row) => row.state === "kept"),
    keys: new Set(rows.map((row) => row.key)),
  };
}

/** Compares the checksum of an original; other objects have none. */
async function holds(store: Store, row: Known): Promise<boolean> {
  if (row.kind !== "original" || row.sha256 === null) return true;
  const hash = createHash("sha256");
  try {
    for await (const chunk of await store.get(row.key)) hash.update(chunk as Buffer);
  } catch (error) {
    if (error instanceof MissingObject) return false;
    throw error;
  }
  return hash.digest("hex") === row.sha256;
}

export interface StoreRepair {
  removedStrays: number;
  lostFiles: number;
  foundFiles: number;
  redrawn: number;
  droppedUploads: number;
}

/**
 * Repairs differences between rows and store: deletes objects without a row, marks files without bytes as
 * lost (not downloadable), restores found ones, queues pictures, captions and outlines to be made again, and deletes
 * uploads with missing pieces.
 */
export async function repairStore(by: By, faults: StoreFaults): Promise<StoreRepair> {
  const store = await storage();
  for (const { key } of faults.strays) await store.remove(key);
  const repair = { lostFiles: 0, foundFiles: 0, redrawn: 0, droppedUploads: 0 };
  await transact(
    by,
    async (ctx) => {
      ctx.asSystem("the operator repairs the store");
      ctx.skipAudit("each file that is touched is recorded");
      for (const row of faults.missing) await mend(ctx, row, repair);
      for (const row of faults.found) {
        await ctx.tx.update(file).set({ state: "clean", comparedAt: ctx.now }).where(eq(file.id, row.fileId));
        await ctx.record("file.found", { fileId: row.fileId, scopes: await scopesOf(ctx.tx, row.fileId) });
        repair.foundFiles += 1;
      }
    },
    { evenReadOnly: true },
  );
  return { removedStrays: faults.strays.length, ...repair };
}

async function mend(ctx: Ctx, row: Known, repair: Omit<StoreRepair, "removedStrays">): Promise<void> {
  const { fileId, key, kind } = row;
  const [kept] = await ctx.tx
    .select({ key: fileObject.key })
    .from(fileObject)
    .where(and(eq(fileObject.key, key), eq(fileObject.state, "kept")))
    .for("update");
  // The object was deleted, or marked for deletion, after the check.
  if (!kept) return;
  if (kind === "original") {
    // A withheld one stays so: as a lost one it would be open again once its bytes are found.
    const marked = await ctx.tx
      .update(file)
      .set({ state: "lost", comparedAt: ctx.now })
      .where(and(eq(file.id, fileId), ne(file.state, "withheld")))
      .returning({ id: file.id });
    if (marked.length === 0) return;
    await ctx.record("file.lost", { fileId, scopes: await scopesOf(ctx.tx, fileId) });
    repair.lostFiles += 1;
    return;
  }
  await ctx.tx.delete(fileObject).where(eq(fileObject.key, key));
  // A missing export is generated again on the next request.
  if (kind === "export") return;
  if (kind === "picture" || kind === "captions" || kind === "outline") {
    await ctx.tx.update(file).set({ reading: "waiting" }).where(eq(file.id, fileId));
    await queueJob(ctx.tx, { task: "read-file", payload: { fileId }, key: `read-file:${fileId}` });
    repair.redrawn += 1;
    return;
  }
  const [upload] = await ctx.tx
    .select({ id: file.id })
    .from(file)
    .where(sql`${file.id} = ${fileId} and ${file.state} in ('uploading', 'quarantined')`)
    .for("update");
  if (!upload) return;
  await deleteFile(ctx, fileId);
  repair.droppedUploads += 1;
}
