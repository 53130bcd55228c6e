import { and, eq, inArray } from "drizzle-orm";
import type { Queryable } from "@/db/client";
import { type FileAccess, file, fileUse } from "@/db/schema/files";
import type { Ctx } from "@/lib/core/ctx";
import { DomainError } from "@/lib/core/errors";
import { can } from "@/lib/core/policy";
import { USE_FACTS } from "./grants";
import { isWider } from "./model";

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
  /** True from the moment it is handed in until that is decided: whoever reviews it has its files. */
  isInReview: boolean;
}

/** The same thing under its other kinds of owner: what it had there stays its own whoever moves it. */
export interface SameThing {
  kinds: readonly string[];
  /** What it had under them and under its own kind (`listUsedFiles`), read before anything is moved. */
  had: readonly string[];
}

/**
 * Says which files belong to a thing, in their order, and who may have them there; called in the transaction of
 * whatever changes the thing: its files, its access, its publication, its address. Files that it had and has no more
 * are left to their uploaders, and go two days later unless they are used elsewhere. Throws `invalid`: `file_unknown` for
 * a file that its actor may not use, or that was refused; `file_restricted` where more people would have it than where
 * it is used already.
 */
export async function updateFileUses(
  ctx: Ctx,
  owner: FileOwner,
  fileIds: readonly string[],
  same: SameThing = { kinds: [], had: [] },
): Promise<void> {
  const { tx } = ctx;
  const isOwners = and(eq(fileUse.ownerKind, owner.kind), eq(fileUse.ownerId, owner.id));
  const standing = await tx
    .select({ fileId: fileUse.fileId, access: fileUse.access })
    .from(fileUse)
    .where(isOwners);
  const kept = [...new Set(fileIds)];
  const opened = kept.filter((id) => {
    const use = standing.find(({ fileId }) => fileId === id);
    return use === undefined || isWider(owner.access, use.access);
  });
  await requireRights(ctx, owner, opened, {
    ...same,
    had: [...same.had, ...standing.map((row) => row.fileId)],
  });
  const gone = standing.map((row) => row.fileId).filter((id) => !kept.includes(id));
  if (gone.length > 0) {
    await tx.delete(fileUse).where(and(isOwners, inArray(fileUse.fileId, gone)));
    await tx.update(file).set({ touchedAt: ctx.now }).where(inArray(file.id, gone));
  }
  const { place, scope, access, isOpen, isInReview } = owner;
  for (const [position, fileId] of kept.entries()) {
    const use = { place, scope, access, isOpen, isInReview, position };
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

/**
 * What the thing had may stay; to use another file here takes the right to use it, and is recorded unless it is an own
 * file that is used nowhere else. Nothing is opened to more people than have it at its strictest other use.
 */
async function requireRights(
  ctx: Ctx,
  owner: FileOwner,
  opened: readonly string[],
  same: SameThing,
): Promise<void> {
  const isSystem = ctx.actor === null && ctx.origin.via !== "web" && ctx.origin.via !== "api";
  if (opened.length === 0) return;
  const rows = await ctx.tx
    .select({ id: file.id, uploaderId: file.uploaderId, state: file.state })
    .from(file)
    .where(inArray(file.id, [...opened]))
    .for("update");
  const uses = await ctx.tx
    .select({ fileId: fileUse.fileId, ownerId: fileUse.ownerId, ...USE_FACTS })
    .from(fileUse)
    .where(inArray(fileUse.fileId, [...opened]));
  const isElsewhere = (use: { kind: string; ownerId: string }) =>
    use.ownerId !== owner.id || (use.kind !== owner.kind && !same.kinds.includes(use.kind));
  for (const id of opened) {
    const row = rows.find((one) => one.id === id);
    const elsewhere = uses.filter((use) => use.fileId === id && isElsewhere(use));
    if (!same.had.includes(id)) {
      const isThere = row?.state === "quarantined" || row?.state === "clean";
      const facts = { uploaderId: row?.uploaderId ?? null, uses: elsewhere };
      if (!isThere || !(isSystem || can(ctx.actor, "file.use", facts)))
        throw new DomainError("invalid", "file_unknown");
      if (!isSystem && (elsewhere.length > 0 || row.uploaderId !== ctx.actor?.id))
        await ctx.record("file.reused", {
          fileId: id,
          kind: owner.kind,
          ownerId: owner.id,
          access: owner.access,
        });
    }
    if (!isSystem && elsewhere.some((use) => isWider(owner.access, use.access)))
      throw new DomainError("invalid", "file_restricted");
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
