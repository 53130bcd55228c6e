import { and, eq, notExists } from "drizzle-orm";
import { file, fileDownload, fileText, fileUse } from "@/db/schema/files";
import type { Ctx } from "@/lib/core/ctx";
import { DomainError } from "@/lib/core/errors";
import { doomObjects } from "../objects";

/**
 * Takes back an own upload: one under way, refused, or standing nowhere. Throws `not_found` for those of others,
 * `conflict` (`file_used`) for one that stands somewhere.
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
    .where(eq(fileUse.fileId, fileId))
    .limit(1);
  const isUsed = uses.length > 0;
  ctx.authorize("file.upload");
  if (!row || row.uploaderId !== ctx.actor?.id) throw new DomainError("not_found", "upload");
  if (isUsed) throw new DomainError("conflict", "file_used");
  ctx.authorize("file.remove", { uploaderId: row.uploaderId, isUsed });
  await dropFile(ctx, fileId);
}

/** Removes what a member uploaded and stands nowhere: nobody else has seen it. Asks nothing: their erasure has. */
export async function removeUnusedOf(ctx: Ctx, memberId: string): Promise<void> {
  const unused = await ctx.tx
    .select({ id: file.id })
    .from(file)
    .where(
      and(
        eq(file.uploaderId, memberId),
        notExists(ctx.tx.select({ id: fileUse.fileId }).from(fileUse).where(eq(fileUse.fileId, file.id))),
      ),
    )
    .orderBy(file.id)
    .for("update");
  for (const { id } of unused) await dropFile(ctx, id);
}

/** Removes a file that stands nowhere, with all that was made of it. Asks nothing: its callers have. */
export async function dropFile(ctx: Ctx, fileId: string): Promise<void> {
  await doomObjects(ctx.tx, fileId);
  await ctx.tx.delete(fileText).where(eq(fileText.fileId, fileId));
  await ctx.tx.delete(fileDownload).where(eq(fileDownload.fileId, fileId));
  await ctx.tx.delete(file).where(eq(file.id, fileId));
  await ctx.record("file.removed", { fileId });
}
