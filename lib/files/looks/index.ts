import { and, asc, inArray, lte } from "drizzle-orm";
import { db } from "@/db/client";
import { fileText } from "@/db/schema/files";
import type { Actor } from "@/lib/core/actor";
import { can } from "@/lib/core/policy";
import { type By, transact } from "@/lib/core/transact";
import { lookIntoRestricted } from "../commands/open-restricted";
import { type Download, listDownloads } from "../queries/download-queries";

/*
 * Text extracted from a file is as confidential as the file. It is read only through this module, which
 * checks access and logs views of restricted files, so that no caller can forget to.
 */

/** A visitor; used to draw pages that are the same for everyone. */
export const ANYONE: By = { actor: null, origin: { via: "web", ip: null, device: null } };

export const isPublic = ({ uses }: Pick<Download, "uses">) =>
  uses.some((use) => use.isOpen && use.access === "public");
/**
 * Checks whether a file is restricted in one of its uses, published or not, and public in none: to practitioners, or to
 * those who may read a page that not everybody reads.
 */
const isRestricted = (found: Pick<Download, "uses">) =>
  !isPublic(found) && found.uses.some(({ access }) => access === "practitioners" || access === "readers");

/** Checks whether a view by this member is logged; never for one's own files. */
export const isWrittenDown = (actor: Actor | null, found: Download) =>
  isRestricted(found) && actor?.id !== found.uploaderId;

/** Logs that a member views files, as far as they are restricted. `place`: only their use there. */
export async function recordLook(by: By, found: readonly Download[], place: string | null): Promise<void> {
  const fileIds = found.filter((one) => isWrittenDown(by.actor, one)).map(({ id }) => id);
  if (fileIds.length === 0) return;
  await transact(by, (ctx) => lookIntoRestricted(ctx, { fileIds, place }), { evenReadOnly: true });
}

/** Lists the files at a place that an actor may have there, by id; with `fileIds`, only those. */
export async function listHad(
  actor: Actor | null,
  place: string,
  fileIds: readonly string[] = [],
): Promise<ReadonlyMap<string, Download>> {
  const found = await listDownloads(db(), { place, ids: fileIds, reader: actor });
  return new Map(found.filter((one) => can(actor, "file.download", one)).map((one) => [one.id, one]));
}

export interface TextPage {
  page: number;
  text: string;
}

/**
 * Reads the text of files at a place by page, at most `count` pages each. Files that the reader may not have
 * are left out. Views of restricted files are logged first. `had`: the files this reader may have there, if
 * already known.
 */
export async function lookIntoTexts(
  by: By,
  given: {
    place: string;
    fileIds: readonly string[];
    count?: number;
    had?: ReadonlyMap<string, Download>;
  },
): Promise<ReadonlyMap<string, TextPage[]>> {
  const { place, fileIds, count = 2_000 } = given;
  if (fileIds.length === 0) return new Map();
  const had = given.had ?? (await listHad(by.actor, place, fileIds));
  const looked = [...new Set(fileIds)].flatMap((id) => had.get(id) ?? []);
  if (looked.length === 0) return new Map();
  await recordLook(by, looked, place);
  const ids = looked.map(({ id }) => id);
  const rows = await db()
    .select({ fileId: fileText.fileId, page: fileText.page, text: fileText.text })
    .from(fileText)
    .where(and(inArray(fileText.fileId, ids), lte(fileText.page, count)))
    .orderBy(asc(fileText.fileId), asc(fileText.page));
  const texts = new Map<string, TextPage[]>(ids.map((id) => [id, []]));
  for (const { fileId, ...page } of rows) texts.get(fileId)?.push(page);
  return texts;
}
