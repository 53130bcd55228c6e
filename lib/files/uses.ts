import { and, eq, inArray } from "drizzle-orm";
import type { Queryable } from "@/db/client";
import { file, fileUse, type UseAccess } from "@/db/schema/files";
import type { Ctx } from "@/lib/core/ctx";
import { DomainError } from "@/lib/core/errors";
import { isIncomingKind } from "@/lib/core/incoming";
import { can } from "@/lib/core/policy";
import { USE_FACTS } from "./grants";
import { isWider } from "./model";

/** A work that files belong to, and who may have them there now. */
export interface FileOwner {
  kind: string;
  id: string;
  /** Address of its page, without the language. */
  place: string;
  /** Scope of the documents that show it; empty for none. */
  scope: string;
  access: UseAccess;
  /** False for a draft, while in review, or while hidden; for works that are asked at each request (`AskedOwners`). */
  isOpen: boolean;
  /** True from submission until the decision: reviewers may have its files. */
  isInReview: boolean;
}

/** Other owner kinds of the same work. Files that it had under any of them need no right to be used again. */
export interface SameThing {
  kinds: readonly string[];
  /** Files it had under those kinds and its own (`listUsedFiles`), read before any change. */
  had: readonly string[];
}

/**
 * Sets which files belong to a work, in order, and who may have them there. Call it in the transaction of any
 * change to the work's files, access, publication or address. Files it no longer has go to their uploaders
 * and are deleted two days later unless used elsewhere. Throws `invalid`: `file_unknown` for a file that the
 * actor may not use, that was refused, or that was sent to another work; `file_restricted` if more people would
 * have access than in its existing use.
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

/** Lists the files that a work has under these owner kinds. */
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
 * Checks rights: files the work had may stay; using another file needs the right to use it and is logged,
 * unless it is the actor's own unused upload. No use may be wider than the strictest other use.
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
    // A file that was just sent to another work does not become part of two by accident.
    if (elsewhere.some((use) => isIncomingKind(use.kind))) throw new DomainError("invalid", "file_unknown");
    if (!isSystem && elsewhere.some((use) => isWider(owner.access, use.access)))
      throw new DomainError("invalid", "file_restricted");
  }
}

/** Ends all uses of a deleted work: its files go to their uploaders. */
export async function removeFileUses(ctx: Ctx, owner: { kind: string; id: string }): Promise<void> {
  const gone = await ctx.tx
    .delete(fileUse)
    .where(and(eq(fileUse.ownerKind, owner.kind), eq(fileUse.ownerId, owner.id)))
    .returning({ fileId: fileUse.fileId });
  const ids = gone.map((row) => row.fileId);
  if (ids.length > 0) await ctx.tx.update(file).set({ touchedAt: ctx.now }).where(inArray(file.id, ids));
}

/** Changes the page of works of one kind that were moved. The new page is of the same kind, so access stays. */
export async function moveFileUses(
  ctx: Ctx,
  { kind, place, scope }: Pick<FileOwner, "kind" | "place" | "scope">,
  ids: readonly string[],
): Promise<void> {
  if (ids.length === 0) return;
  await ctx.tx
    .update(fileUse)
    .set({ place, scope })
    .where(and(eq(fileUse.ownerKind, kind), inArray(fileUse.ownerId, [...ids])));
}
