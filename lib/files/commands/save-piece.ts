import { and, eq } from "drizzle-orm";
import { file, fileObject } from "@/db/schema/files";
import type { Ctx } from "@/lib/core/ctx";
import { DomainError } from "@/lib/core/errors";

export interface Piece {
  fileId: string;
  key: string;
  start: number;
  size: number;
}

/**
 * Records a piece of an upload whose bytes are stored. The last one completes the file, which then waits to
 * be checked. Throws `conflict` (`upload_offset`) if it does not follow the previous piece: another request
 * was faster.
 */
export async function savePiece(ctx: Ctx, piece: Piece): Promise<{ received: number; isWhole: boolean }> {
  ctx.authorize("file.upload");
  const [row] = await ctx.tx
    .select({ size: file.size, received: file.received, uploaderId: file.uploaderId, state: file.state })
    .from(file)
    .where(eq(file.id, piece.fileId))
    .for("update");
  if (row?.state !== "uploading" || row.uploaderId !== ctx.actor?.id)
    throw new DomainError("not_found", "upload");
  if (row.received !== piece.start) throw new DomainError("conflict", "upload_offset");
  const received = row.received + piece.size;
  if (received > row.size) throw new DomainError("too_large", "file");
  const isWhole = received === row.size;
  await ctx.tx
    .update(fileObject)
    .set({ state: "kept", start: piece.start, size: piece.size })
    .where(and(eq(fileObject.key, piece.key), eq(fileObject.fileId, piece.fileId)));
  await ctx.tx
    .update(file)
    .set({ received, touchedAt: ctx.now, state: isWhole ? "quarantined" : "uploading" })
    .where(eq(file.id, piece.fileId));
  if (isWhole) await ctx.record("file.uploaded", { fileId: piece.fileId });
  else ctx.skipAudit("a stretch of an upload; the file is recorded when it is whole");
  return { received, isWhole };
}
