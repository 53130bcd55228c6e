import { and, eq, notLike } from "drizzle-orm";
import { file, fileDownload, fileText, fileUse } from "@/db/schema/files";
import type { Ctx } from "@/lib/core/ctx";
import { DomainError } from "@/lib/core/errors";
import { INCOMING_KINDS } from "@/lib/core/incoming";
import { isUnused } from "../incoming";
import { doomObjects } from "../objects";

/**
 * Deletes one's own upload that is unfinished, refused or unused. Throws `not_found` for other members'
 * files, `conflict` (`file_used`) for one in use.
 */
export async function removeFile(ctx: Ctx, { fileId }: { fileId: string }): Promise<void> {
  const [row] = await ctx.tx
    .select({ uploaderId: file.uploaderId })
    .from(file)
    .where(eq(file.id, fileId))
    .for("update");
  const uses = await ctx.tx
    .select({ ownerId: fileUse.ownerId })
    .from(fileUse)
    .where(and(eq(fileUse.fileId, fileId), notLike(fileUse.ownerKind, INCOMING_KINDS)))
    .limit(1);
  const isUsed = uses.length > 0;
  ctx.authorize("file.upload");
  if (!row || row.uploaderId !== ctx.actor?.id) throw new DomainError("not_found", "upload");
  if (isUsed) throw new DomainError("conflict", "file_used");
  ctx.authorize("file.remove", { uploaderId: row.uploaderId, isUsed });
  await deleteFile(ctx, fileId);
}

/** Deletes a member's uploads that no work uses. Checks no right: called by erasure. */
export async function removeUnusedOf(ctx: Ctx, memberId: string): Promise<void> {
  const unused = await ctx.tx
    .select({ id: file.id })
    .from(file)
    .where(and(eq(file.uploaderId, memberId), isUnused(ctx.tx)))
    .orderBy(file.id)
    .for("update");
  for (const { id } of unused) await deleteFile(ctx, id);
}

/** Deletes an unused file with everything derived from it. Checks no right: callers do. */
export async function deleteFile(ctx: Ctx, fileId: string): Promise<void> {
  await doomObjects(ctx.tx, fileId);
  await ctx.tx.delete(fileUse).where(eq(fileUse.fileId, fileId));
  await ctx.tx.delete(fileText).where(eq(fileText.fileId, fileId));
  await ctx.tx.delete(fileDownload).where(eq(fileDownload.fileId, fileId));
  await ctx.tx.delete(file).where(eq(file.id, fileId));
  await ctx.record("file.removed", { fileId });
}
