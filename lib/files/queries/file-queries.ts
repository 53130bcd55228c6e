import { and, asc, count, desc, eq, inArray, isNotNull, lt, min, ne, sql } from "drizzle-orm";
import { db, type Queryable } from "@/db/client";
import { member } from "@/db/schema/accounts";
import { type FileState, file, fileDownload, fileObject, fileUse } from "@/db/schema/files";
import { subselect } from "@/db/subselect";
import type { Actor } from "@/lib/core/actor";
import { isIncomingKind } from "@/lib/core/incoming";
import { can } from "@/lib/core/policy";
import type { Waiting } from "@/lib/core/waiting";
import { type UsablePicture, usablePictures } from "@/lib/files/pictures/model";
import { USE_FACTS } from "../grants";
import type { FileAccess, OwnFile, PlacedFile, SameFile, SentFile, ShownFile } from "../model";

const LINE = {
  id: file.id,
  name: file.name,
  type: file.type,
  state: file.state,
  size: file.size,
  received: file.received,
  sha256: file.sha256,
  refusal: file.refusal,
  flags: file.flags,
  isScanned: sql<boolean>`${file.scannedAt} is not null`,
  pages: file.pages,
  width: file.width,
  height: file.height,
  seconds: file.seconds,
  reading: file.reading,
  recognition: file.recognition,
  recognisedPages: file.recognisedPages,
  createdAt: file.createdAt,
};

const MOST_OWN = 200;

/** Lists the actor's uploads, newest first, at most 200. */
export async function listOwnFiles(actor: Actor, on: Queryable = db()): Promise<OwnFile[]> {
  const rows = await on
    .select(LINE)
    .from(file)
    .where(eq(file.uploaderId, actor.id))
    .orderBy(desc(file.createdAt), desc(file.id))
    .limit(MOST_OWN);
  const ids = rows.map((row) => row.id);
  if (ids.length === 0) return [];
  const uses = await on
    .select({ fileId: fileUse.fileId, place: fileUse.place, kind: fileUse.ownerKind })
    .from(fileUse)
    .where(inArray(fileUse.fileId, ids));
  const same = await listSameFiles(
    actor,
    rows.flatMap((row) => (row.sha256 ? [row.sha256] : [])),
    on,
  );
  const placesOf = (id: string, isSent: boolean) =>
    uses.filter((use) => use.fileId === id && isIncomingKind(use.kind) === isSent).map((use) => use.place);
  return rows.map((row) => ({
    ...row,
    places: placesOf(row.id, false),
    sentTo: placesOf(row.id, true),
    same: same.filter((other) => other.sha256 === row.sha256 && other.id !== row.id),
  }));
}

/** Lists the pictures a member can place in a text, including those it already has. */
export async function listUsablePictures(
  actor: Actor,
  has: readonly PlacedFile[],
  on: Queryable = db(),
): Promise<UsablePicture[]> {
  return usablePictures(has, await listOwnFiles(actor, on));
}

/** Lists clean files with these checksums that the actor may have; others are not revealed. */
export async function listSameFiles(
  actor: Actor,
  sums: readonly string[],
  on: Queryable = db(),
): Promise<(SameFile & { sha256: string })[]> {
  if (sums.length === 0) return [];
  const rows = await on
    .select({
      id: file.id,
      name: file.name,
      sha256: file.sha256,
      uploaderId: file.uploaderId,
      place: fileUse.place,
      use: USE_FACTS,
    })
    .from(file)
    .leftJoin(fileUse, eq(fileUse.fileId, file.id))
    .where(and(eq(file.state, "clean"), inArray(file.sha256, [...new Set(sums)])))
    .orderBy(asc(file.id))
    .limit(MOST_OWN);
  return rows.flatMap(({ id, name, sha256, uploaderId, place, use }) => {
    const uses = use === null ? [] : [use];
    return sha256 !== null && can(actor, "file.download", { uploaderId, uses })
      ? [{ id, name, sha256, place }]
      : [];
  });
}

/** Column of `file_use`: the access to a file of a work, which is never `readers`. */
export const WORK_ACCESS = sql<FileAccess>`${fileUse.access}`;

/** Columns of a file in a use. */
const PLACED = {
  ...LINE,
  access: WORK_ACCESS,
  isOpen: fileUse.isOpen,
  position: fileUse.position,
  pictureWidths: subselect<
    number[]
  >`coalesce((select array_agg(distinct ${fileObject.width} order by ${fileObject.width})
    from ${fileObject} where ${fileObject.fileId} = ${file.id} and ${fileObject.kind} = 'picture'
    and ${fileObject.state} = 'kept' and ${fileObject.page} is null), '{}')`,
  pictureSize: subselect<{
    width: number;
    height: number;
  } | null>`(select json_build_object('width', o.width, 'height', o.height)
    from ${fileObject} o where o.file_id = ${file.id} and o.kind = 'picture' and o.state = 'kept' and o.page is null
    order by o.width desc, o.key limit 1)`,
  downloads: subselect<number>`coalesce((select sum(${fileDownload.count}) from ${fileDownload}
    where ${fileDownload.fileId} = ${file.id}), 0)`.mapWith(Number),
};

/** Lists a work's files in order, as its page shows them. Checks no right: anyone may see the list. */
export function listFilesOf(
  owner: { kind: string; id: string },
  on: Queryable = db(),
): Promise<PlacedFile[]> {
  return on
    .select(PLACED)
    .from(fileUse)
    .innerJoin(file, eq(file.id, fileUse.fileId))
    .where(and(eq(fileUse.ownerKind, owner.kind), eq(fileUse.ownerId, owner.id)))
    .orderBy(asc(fileUse.position), asc(file.id));
}

/** Lists the files of several works of a kind, each list in its order. Checks no right: callers do. */
export async function listFilesByOwner(
  kind: string,
  ownerIds: readonly string[],
  on: Queryable = db(),
): Promise<ReadonlyMap<string, ShownFile[]>> {
  const found = new Map<string, ShownFile[]>();
  if (ownerIds.length === 0) return found;
  const { access: _, ...placed } = PLACED;
  const rows = await on
    .select({ ...placed, ownerId: fileUse.ownerId })
    .from(fileUse)
    .innerJoin(file, eq(file.id, fileUse.fileId))
    .where(and(eq(fileUse.ownerKind, kind), inArray(fileUse.ownerId, [...ownerIds])))
    .orderBy(asc(fileUse.position), asc(file.id));
  for (const { ownerId, ...line } of rows) found.set(ownerId, [...(found.get(ownerId) ?? []), line]);
  return found;
}

/** Lists the drawn pages of a document with their sizes. Checks no right: callers do. */
export async function listPagePictures(
  fileId: string,
  on: Queryable = db(),
): Promise<{ page: number; width: number; height: number }[]> {
  const rows = await on
    .select({ page: fileObject.page, width: fileObject.width, height: fileObject.height })
    .from(fileObject)
    .where(
      and(
        eq(fileObject.fileId, fileId),
        eq(fileObject.kind, "picture"),
        eq(fileObject.state, "kept"),
        isNotNull(fileObject.page),
      ),
    )
    .orderBy(asc(fileObject.page), asc(fileObject.key));
  return rows.map((row) => ({ page: row.page ?? 0, width: row.width ?? 0, height: row.height ?? 0 }));
}

/** Finds this member's own upload, in any state; null for other members' uploads. */
export async function findOwnUpload(
  actor: Actor,
  fileId: string,
  on: Queryable = db(),
): Promise<{
  id: string;
  name: string;
  size: number;
  received: number;
  state: FileState;
  touchedAt: Date;
} | null> {
  const [row] = await on
    .select({
      id: file.id,
      name: file.name,
      size: file.size,
      received: file.received,
      state: file.state,
      touchedAt: file.touchedAt,
    })
    .from(file)
    .where(and(eq(file.id, fileId), eq(file.uploaderId, actor.id)));
  return row ?? null;
}

const PAGE = 50;

/**
 * Lists all complete uploads for moderators, newest first, with uploader and uses. `before`: last id of the
 * previous page. Checks no right: callers do.
 */
export async function listAllFiles(
  { before }: { before?: string | undefined },
  on: Queryable = db(),
): Promise<{ rows: SentFile[]; next: string | null }> {
  const rows = await on
    .select({
      ...LINE,
      handle: member.handle,
      displayName: member.displayName,
      isErased: sql<boolean>`coalesce(${member.state} = 'erased', false)`,
      places: subselect<
        string[]
      >`coalesce((select array_agg(distinct ${fileUse.place} order by ${fileUse.place})
        from ${fileUse} where ${fileUse.fileId} = ${file.id}), '{}')`,
    })
    .from(file)
    .leftJoin(member, eq(member.id, file.uploaderId))
    .where(and(ne(file.state, "uploading"), before ? lt(file.id, before) : undefined))
    .orderBy(desc(file.id))
    .limit(PAGE + 1);
  const shown = rows.slice(0, PAGE).map(({ handle, displayName, isErased, ...line }) => ({
    ...line,
    sender: handle !== null && displayName !== null && !isErased ? { handle, displayName } : null,
    isOurs: handle === null,
  }));
  return { rows: shown, next: rows.length > PAGE ? (shown.at(-1)?.id ?? null) : null };
}

/** Counts uploads being checked, with the date of the oldest; null for non-moderators. */
export async function countFilesInCheck(actor: Actor, on: Queryable = db()): Promise<Waiting | null> {
  if (!can(actor, "file.block")) return null;
  const [row] = await on
    .select({ count: count(), oldest: min(file.createdAt) })
    .from(file)
    .where(eq(file.state, "quarantined"));
  return row ?? { count: 0, oldest: null };
}
