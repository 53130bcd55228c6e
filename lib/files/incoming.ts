import { and, eq, inArray, notExists, notLike, sql } from "drizzle-orm";
import type { Queryable } from "@/db/client";
import { file, fileUse } from "@/db/schema/files";
import type { Ctx } from "@/lib/core/ctx";
import { INCOMING_KINDS, incomingKind } from "@/lib/core/incoming";
import type { FileOwner } from "./uses";

/** The work that a file is sent to. */
export type UploadTarget = Pick<FileOwner, "kind" | "id" | "place" | "scope" | "access">;

/** SQL condition on `file`: no work uses it. A file that was only sent to a work is not used yet. */
export const isUnused = (on: Queryable) =>
  notExists(
    on
      .select({ one: sql`1` })
      .from(fileUse)
      .where(and(eq(fileUse.fileId, file.id), notLike(fileUse.ownerKind, INCOMING_KINDS))),
  );

/** Records that a file was sent to a work, which decides itself when it becomes part. Checks no right: callers do. */
export async function sendTo(ctx: Ctx, fileId: string, to: UploadTarget): Promise<void> {
  const { kind, id, place, scope, access } = to;
  await ctx.tx
    .insert(fileUse)
    .values({
      fileId,
      ownerKind: incomingKind(kind),
      ownerId: id,
      place,
      scope,
      access,
      isOpen: false,
      isInReview: false,
    })
    .onConflictDoNothing();
}

/** Lists the works of a kind that a file was sent to. */
export async function listTargets(on: Queryable, kind: string, fileId: string): Promise<string[]> {
  const rows = await on
    .select({ id: fileUse.ownerId })
    .from(fileUse)
    .where(and(eq(fileUse.fileId, fileId), eq(fileUse.ownerKind, incomingKind(kind))));
  return rows.map((row) => row.id);
}

/** Ends that files are only sent to a work: they became part of it. */
export async function endIncoming(
  ctx: Ctx,
  { kind, id }: { kind: string; id: string },
  fileIds: readonly string[],
): Promise<void> {
  if (fileIds.length === 0) return;
  await ctx.tx
    .delete(fileUse)
    .where(
      and(
        eq(fileUse.ownerKind, incomingKind(kind)),
        eq(fileUse.ownerId, id),
        inArray(fileUse.fileId, [...fileIds]),
      ),
    );
}
