import { and, eq, inArray } from "drizzle-orm";
import type { Queryable } from "@/db/client";
import { type FileAccess, file, fileUse } from "@/db/schema/files";
import type { Ctx } from "@/lib/core/ctx";
import { DomainError } from "@/lib/core/errors";
import { can } from "@/lib/core/policy";
import { USE_FACTS } from "./grants";

/** What files belong to, and who may have them there now. */
export interface FileOwner {
  kind: string;
  id: string;
  /** The address of its page, without language. */
  place: string;
  /** The scope of the documents that show it. */
  scope: string;
  access: FileAccess;
  /** False while it is a draft, waits for review or is hidden. */
  isOpen: boolean;
}

/**
 * Says which files belong to a thing, in their order, and who may have them there; called in the transaction of
 * whatever changes the thing: its files, its access, its publication, its address. Files that it had and has no more
 * are left to their uploaders, and go two days later unless they stand elsewhere. Throws `invalid` (`file_unknown`) for
 * a file that its actor may not have, or that was refused. `had`: what the thing had under another kind of owner
 * (`listUsedFiles`): that stays its own whoever moves it.
 */
export async function putFileUses(
  ctx: Ctx,
  owner: FileOwner,
  fileIds: readonly string[],
  had: readonly string[] = [],
): Promise<void> {
  const { tx } = ctx;
  const isOwners = and(eq(fileUse.ownerKind, owner.kind), eq(fileUse.ownerId, owner.id));
  const standing = await tx.select({ fileId: fileUse.fileId }).from(fileUse).where(isOwners);
  await requireFiles(ctx, fileIds, new Set([...had, ...standing.map((row) => row.fileId)]));
  const kept = [...new Set(fileIds)];
  const gone = standing.map((row) => row.fileId).filter((id) => !kept.includes(id));
  if (gone.length > 0) {
    await tx.delete(fileUse).where(and(isOwners, inArray(fileUse.fileId, gone)));
    await tx.update(file).set({ touchedAt: ctx.now }).where(inArray(file.id, gone));
  }
  const { place, scope, access, isOpen } = owner;
  for (const [position, fileId] of kept.entries()) {
    const use = { place, scope, access, isOpen, position };
    await tx
      .insert(fileUse)
      .values({ fileId, ownerKind: owner.kind, ownerId: owner.id, ...use })
      .onConflictDoUpdate({ target: [fileUse.fileId, fileUse.ownerKind, fileUse.ownerId], set: use });
  }
}

/** The files that a thing has under these kinds of owner. */
export async function listUsedFiles(
  on: Queryable,
  kinds: readonly string[],
  ownerId: string,
): Promise<string[]> {
  const rows = await on
    .selectDistinct({ fileId: fileUse.fileId })
    .from(fileUse)
    .where(and(inArray(fileUse.ownerKind, [...kinds]), eq(fileUse.ownerId, ownerId)));
  return rows.map((row) => row.fileId);
}

/** Those that the thing had may stay; another must be the actor's own, or one that the actor may have elsewhere. */
async function requireFiles(ctx: Ctx, fileIds: readonly string[], had: ReadonlySet<string>): Promise<void> {
  const added = [...new Set(fileIds)].filter((id) => !had.has(id));
  if (added.length === 0) return;
  const rows = await ctx.tx
    .select({ id: file.id, uploaderId: file.uploaderId, state: file.state })
    .from(file)
    .where(inArray(file.id, added))
    .for("update");
  const uses = await ctx.tx
    .select({ fileId: fileUse.fileId, ...USE_FACTS })
    .from(fileUse)
    .where(inArray(fileUse.fileId, added));
  for (const id of added) {
    const row = rows.find((one) => one.id === id);
    const isThere = row?.state === "quarantined" || row?.state === "clean";
    const isSystem = ctx.actor === null && ctx.origin.via !== "web" && ctx.origin.via !== "api";
    const facts = { uploaderId: row?.uploaderId ?? null, uses: uses.filter((use) => use.fileId === id) };
    if (!isThere || !(isSystem || can(ctx.actor, "file.download", facts)))
      throw new DomainError("invalid", "file_unknown");
  }
}

/** Says that a thing is no more: its files are left to their uploaders. */
export async function endFileUses(ctx: Ctx, owner: { kind: string; id: string }): Promise<void> {
  const gone = await ctx.tx
    .delete(fileUse)
    .where(and(eq(fileUse.ownerKind, owner.kind), eq(fileUse.ownerId, owner.id)))
    .returning({ fileId: fileUse.fileId });
  const ids = gone.map((row) => row.fileId);
  if (ids.length > 0) await ctx.tx.update(file).set({ touchedAt: ctx.now }).where(inArray(file.id, ids));
}
