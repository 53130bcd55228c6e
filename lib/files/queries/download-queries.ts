import { and, asc, eq, inArray, isNull, type SQL, sql } from "drizzle-orm";
import type { Queryable } from "@/db/client";
import { auditEntry } from "@/db/schema/core";
import { file, fileObject, fileUse, type UseAccess } from "@/db/schema/files";
import type { Actor } from "@/lib/core/actor";
import type { PictureFormat } from "@/lib/files/pictures/model";
import { usesFor } from "../asked-owners";
import { USE_FACTS } from "../grants";

/** A clean file for download, with everything that decides who may have it. */
export interface Download {
  id: string;
  name: string;
  type: string;
  size: number;
  sha256: string;
  key: string;
  uploaderId: string | null;
  /** Whether moderators withhold it: then all its uses are closed, and nobody is granted it. */
  isWithheld: boolean;
  /** `granted`: members granted access there; `writers`: members who write that work. */
  uses: {
    kind: string;
    ownerId: string;
    access: UseAccess;
    isOpen: boolean;
    isInReview: boolean;
    place: string;
    granted: string[];
    writers: string[];
  }[];
}

const USE = { ...USE_FACTS, ownerId: fileUse.ownerId, place: fileUse.place };

const COLUMNS = {
  id: file.id,
  name: file.name,
  type: file.type,
  size: file.size,
  sha256: file.sha256,
  key: fileObject.key,
  uploaderId: file.uploaderId,
  isWithheld: sql<boolean>`${file.state} = 'withheld'`,
};

/** A use of a withheld file. */
const closed = <U extends Download["uses"][number]>(use: U): U => ({
  ...use,
  isOpen: false,
  isInReview: false,
  granted: [],
  writers: [],
});

/** Who asks for a file; null: a visitor. The site itself asks for its bytes, whatever their uses. */
type Reader = Actor | null | "site";

/**
 * Finds a clean file with its uses as they are for a reader; null for any other. Of a withheld one, which the site itself
 * does not find, all uses are closed. `place`: only its use there, which must exist; null: all uses.
 */
export async function findDownload(
  on: Queryable,
  { fileId, place, reader }: { fileId: string; place: string | null; reader: Reader },
): Promise<Download | null> {
  const [row] = await on
    .select(COLUMNS)
    .from(file)
    .innerJoin(
      fileObject,
      and(eq(fileObject.fileId, file.id), eq(fileObject.kind, "original"), eq(fileObject.state, "kept")),
    )
    .where(
      and(eq(file.id, fileId), inArray(file.state, reader === "site" ? ["clean"] : ["clean", "withheld"])),
    );
  if (!row) return null;
  const uses = await on
    .select(USE)
    .from(fileUse)
    .where(and(eq(fileUse.fileId, fileId), place === null ? undefined : eq(fileUse.place, place)));
  if (place !== null && uses.length === 0) return null;
  const sha256 = row.sha256 ?? "";
  const found = { ...row, sha256, uses: reader === "site" ? uses : await usesFor(on, reader, uses) };
  return row.isWithheld ? { ...found, uses: found.uses.map(closed) } : found;
}

/** Lists the clean files at a place in their order, with their uses as they are for a reader; with `ids`, only those. */
export async function listDownloads(
  on: Queryable,
  { place, ids, reader }: { place: string; ids: readonly string[]; reader: Actor | null },
): Promise<Download[]> {
  const found = await listStanding(
    on,
    and(eq(fileUse.place, place), ids.length > 0 ? inArray(file.id, [...ids]) : undefined),
  );
  const uses = await usesFor(
    on,
    reader,
    found.flatMap((one, row) => one.uses.map((use) => ({ ...use, row }))),
  );
  return found.map((one, n) => ({ ...one, uses: uses.filter(({ row }) => row === n) }));
}

/**
 * Lists the clean files at any of these places, each with its use there only. Works that are asked at each request count as
 * closed.
 */
export async function listDownloadsAt(on: Queryable, places: readonly string[]): Promise<Download[]> {
  return places.length === 0 ? [] : listStanding(on, inArray(fileUse.place, [...places]));
}

async function listStanding(on: Queryable, where: SQL | undefined): Promise<Download[]> {
  const rows = await on
    .select({ ...COLUMNS, use: USE })
    .from(fileUse)
    .innerJoin(file, and(eq(file.id, fileUse.fileId), eq(file.state, "clean")))
    .innerJoin(
      fileObject,
      and(eq(fileObject.fileId, file.id), eq(fileObject.kind, "original"), eq(fileObject.state, "kept")),
    )
    .where(where)
    .orderBy(asc(fileUse.position), asc(file.id));
  return rows.map(({ use, ...row }) => ({ ...row, sha256: row.sha256 ?? "", uses: [use] }));
}

/** A picture of a file: in a width and format, or of a page. */
export interface PictureAt {
  fileId: string;
  of: { width: number; format: PictureFormat } | { page: number };
}

/** Finds a stored picture of a file; null for none. Checks neither rights nor state: callers do. */
export async function findPicture(
  on: Queryable,
  { fileId, of }: PictureAt,
): Promise<{ key: string; size: number } | null> {
  const [row] = await on
    .select({ key: fileObject.key, size: fileObject.size })
    .from(fileObject)
    .where(
      and(
        eq(fileObject.fileId, fileId),
        eq(fileObject.kind, "picture"),
        eq(fileObject.state, "kept"),
        ...("page" in of
          ? [eq(fileObject.page, of.page)]
          : [isNull(fileObject.page), eq(fileObject.width, of.width), eq(fileObject.format, of.format)]),
      ),
    );
  return row ?? null;
}

/** Finds the captions of a file for players; null for none. Checks neither rights nor state: callers do. */
export async function findCaptions(
  on: Queryable,
  fileId: string,
): Promise<{ key: string; size: number } | null> {
  const [row] = await on
    .select({ key: fileObject.key, size: fileObject.size })
    .from(fileObject)
    .where(and(eq(fileObject.fileId, fileId), eq(fileObject.kind, "captions"), eq(fileObject.state, "kept")));
  return row ?? null;
}

/** Checks whether a file existed and was deleted: by its uploader, with their account, by cleanup, or by moderators. */
export async function wasRemoved(on: Queryable, fileId: string): Promise<boolean> {
  const facts = ["file.removed", "file.blocked"];
  const [row] = await on
    .select({ id: auditEntry.id })
    .from(auditEntry)
    .where(and(eq(auditEntry.subject, fileId), inArray(auditEntry.fact, facts)))
    .limit(1);
  return row !== undefined;
}

/** Counts a download of the day; by the member's country, '' if there is none. */
export async function countDownload(
  on: Queryable,
  at: { fileId: string; memberId: string | null; now: Date },
): Promise<void> {
  const day = at.now.toISOString().slice(0, 10);
  await on.execute(sql`insert into file_download (file_id, day, country, count)
    values (${at.fileId}, ${day}, coalesce((select m.country from member m where m.id = ${at.memberId}), ''), 1)
    on conflict (file_id, day, country) do update set count = file_download.count + 1`);
}
