import { createReadStream } from "node:fs";
import { join } from "node:path";
import { and, asc, eq, lt, or, sql } from "drizzle-orm";
import { db } from "@/db/client";
import { file, fileObject } from "@/db/schema/files";
import type { Ctx } from "@/lib/core/ctx";
import { SYSTEM, transact } from "@/lib/core/transact";
import { MissingObject } from "@/lib/storage/store";
import { doomObjects, scopesOf } from "../objects";
import { fetchOriginal, sumOf } from "./fetch";
import { hasScanner, type Scan, scan } from "./scanner";
import { withWorkFolder } from "./work-folder";

const DAY = 86_400_000;
/**
 * Days between comparisons of a file with its checksum, and between virus scans: new signatures can detect
 * old files.
 */
export const COMPARE_DAYS = { sum: 30, scan: 7 } as const;
/** Bytes to read in one night. */
const NIGHT_BYTES = 8 * 1024 ** 3;

interface Due {
  id: string;
  key: string;
  size: number;
  sha256: string | null;
  isScanDue: boolean;
}

/**
 * Checks stored files again, those checked longest ago first: whether the bytes are unchanged and the scanner
 * still finds nothing. Changed files become `lost`, infected ones are removed. Reads up to eight gigabytes a
 * run. Returns the counts.
 */
export async function compareFiles(
  now: Date = new Date(),
): Promise<{ compared: number; lost: number; infected: number }> {
  const counts = { compared: 0, lost: 0, infected: 0 };
  let bytes = 0;
  for (const due of await listDue(now)) {
    if (bytes > 0 && bytes + due.size > NIGHT_BYTES) break;
    bytes += due.size;
    const found = await compareOne(due);
    counts.compared += 1;
    if (found.isLost) counts.lost += 1;
    if (found.scanned === "infected") counts.infected += 1;
    await transact(SYSTEM, (ctx) => recordComparison(ctx, due, found), { evenReadOnly: true });
  }
  return counts;
}

async function listDue(now: Date): Promise<Due[]> {
  const unscanned = hasScanner()
    ? sql<boolean>`coalesce(${file.scannedAt} < ${new Date(now.getTime() - COMPARE_DAYS.scan * DAY).toISOString()}, true)`
    : sql<boolean>`false`;
  return db()
    .select({
      id: file.id,
      key: fileObject.key,
      size: file.size,
      sha256: file.sha256,
      isScanDue: unscanned,
    })
    .from(file)
    .innerJoin(fileObject, and(eq(fileObject.fileId, file.id), eq(fileObject.kind, "original")))
    .where(
      and(
        eq(file.state, "clean"),
        eq(fileObject.state, "kept"),
        or(lt(file.comparedAt, new Date(now.getTime() - COMPARE_DAYS.sum * DAY)), unscanned),
      ),
    )
    .orderBy(asc(file.comparedAt), asc(file.id))
    .limit(10_000);
}

async function compareOne(due: Due): Promise<{ isLost: boolean; scanned: Scan | null }> {
  return withWorkFolder(async (folder) => {
    const path = join(folder, "original");
    try {
      await fetchOriginal(due.key, path);
    } catch (error) {
      if (error instanceof MissingObject) return { isLost: true, scanned: null };
      throw error;
    }
    if ((await sumOf(path)) !== due.sha256) return { isLost: true, scanned: null };
    return { isLost: false, scanned: due.isScanDue ? await scan(createReadStream(path)) : null };
  });
}

async function recordComparison(
  ctx: Ctx,
  { id }: Due,
  found: { isLost: boolean; scanned: Scan | null },
): Promise<void> {
  ctx.asSystem("the site looks after what it keeps");
  const scopes = await scopesOf(ctx.tx, id);
  if (found.scanned === "infected") {
    await doomObjects(ctx.tx, id);
    await ctx.tx
      .update(file)
      .set({ state: "refused", refusal: "infected", checkedAt: ctx.now, touchedAt: ctx.now })
      .where(eq(file.id, id));
    await ctx.record("file.refused", { fileId: id, refusal: "infected", scopes });
    return;
  }
  await ctx.tx
    .update(file)
    .set({
      comparedAt: ctx.now,
      ...(found.isLost ? { state: "lost" } : {}),
      ...(found.scanned === "clean" ? { scannedAt: ctx.now } : {}),
    })
    .where(eq(file.id, id));
  if (found.isLost) await ctx.record("file.lost", { fileId: id, scopes });
  else ctx.skipAudit("a file is as it was");
}
