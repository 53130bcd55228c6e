import { and, eq, ne } from "drizzle-orm";
import { file, fileBlock, fileObject } from "@/db/schema/files";
import type { Ctx } from "@/lib/core/ctx";
import type { FileTypeName } from "@/lib/files/types/model";
import type { FileFlag, Refusal } from "../model";
import { doomObjects, scopesOf } from "../objects";

export interface Accepted {
  fileId: string;
  /** Key of its bytes, already stored. */
  key: string;
  sha256: string;
  type: FileTypeName;
  flags: readonly FileFlag[];
  width: number | null;
  height: number | null;
  isScanned: boolean;
}

/**
 * Releases a checked file from quarantine and deletes its pieces. Blocked content is refused after all.
 * Returns false, and changes nothing, if the file was decided or deleted meanwhile.
 */
export async function acceptFile(ctx: Ctx, found: Accepted): Promise<boolean> {
  ctx.asSystem("the worker has looked at the file");
  const { fileId } = found;
  if (!(await isWaiting(ctx, fileId))) return false;
  const [blocked] = await ctx.tx
    .select({ sha256: fileBlock.sha256 })
    .from(fileBlock)
    .where(eq(fileBlock.sha256, found.sha256));
  if (blocked) {
    await refuse(ctx, fileId, "blocked", found.sha256);
    return true;
  }
  await ctx.tx
    .update(fileObject)
    .set({ state: "kept" })
    .where(and(eq(fileObject.key, found.key), eq(fileObject.fileId, fileId)));
  await doomObjects(ctx.tx, fileId, ["piece"]);
  await doomOthers(ctx, fileId, found.key);
  const { sha256, type, flags, width, height, isScanned } = found;
  await ctx.tx
    .update(file)
    .set({
      state: "clean",
      sha256,
      type,
      flags: [...flags],
      width,
      height,
      reading: "waiting",
      checkedAt: ctx.now,
      comparedAt: ctx.now,
      touchedAt: ctx.now,
      scannedAt: isScanned ? ctx.now : null,
    })
    .where(eq(file.id, fileId));
  await ctx.record("file.accepted", { fileId, type, scopes: await scopesOf(ctx.tx, fileId) });
  return true;
}

/** Refuses a checked file; only its name and the reason are stored. */
export async function refuseFile(
  ctx: Ctx,
  input: { fileId: string; refusal: Refusal; sha256: string | null },
): Promise<void> {
  ctx.asSystem("the worker has looked at the file");
  if (await isWaiting(ctx, input.fileId)) await refuse(ctx, input.fileId, input.refusal, input.sha256);
}

async function isWaiting(ctx: Ctx, fileId: string): Promise<boolean> {
  const [row] = await ctx.tx
    .select({ state: file.state })
    .from(file)
    .where(eq(file.id, fileId))
    .for("update");
  if (row?.state === "quarantined") return true;
  ctx.skipAudit("the file was decided on, or removed, meanwhile");
  return false;
}

async function refuse(ctx: Ctx, fileId: string, refusal: Refusal, sha256: string | null): Promise<void> {
  await doomObjects(ctx.tx, fileId);
  await ctx.tx
    .update(file)
    .set({ state: "refused", refusal, sha256, checkedAt: ctx.now, touchedAt: ctx.now })
    .where(eq(file.id, fileId));
  await ctx.record("file.refused", { fileId, refusal, scopes: await scopesOf(ctx.tx, fileId) });
}

/** Marks for deletion what an earlier, killed try of the same job stored. */
async function doomOthers(ctx: Ctx, fileId: string, key: string): Promise<void> {
  await ctx.tx
    .update(fileObject)
    .set({ state: "doomed" })
    .where(and(eq(fileObject.fileId, fileId), eq(fileObject.kind, "original"), ne(fileObject.key, key)));
}
