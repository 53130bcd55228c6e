import { and, asc, inArray, lte } from "drizzle-orm";
import { db } from "@/db/client";
import { fileText } from "@/db/schema/files";
import type { Actor } from "@/lib/core/actor";
import { can } from "@/lib/core/policy";
import { type By, transact } from "@/lib/core/transact";
import { lookIntoRestricted } from "../commands/open-restricted";
import { type Download, listDownloads } from "../queries/download-queries";

/*
 * What was made of a file tells what is in it as its bytes do. Its words are read here alone, so that whoever shows them
 * cannot forget to ask who may have the file, nor to write down that a restricted one was looked into.
 */

/** Nobody in particular: a page that is the same for everyone is drawn for them. */
export const ANYONE: By = { actor: null, origin: { via: "web", ip: null, device: null } };

export const isPublic = ({ uses }: Pick<Download, "uses">) =>
  uses.some((use) => use.isOpen && use.access === "public");
/** Open to some only: each time is written down. What is not open yet is its writers' and reviewers' work. */
const isRestricted = (found: Pick<Download, "uses">) =>
  !isPublic(found) && found.uses.some((use) => use.access === "practitioners");

/** Whether a look of this member's into a file is written down: into one's own never. */
export const isWrittenDown = (actor: Actor | null, found: Download) =>
  isRestricted(found) && actor?.id !== found.uploaderId;

/** Records that somebody looks into files, of those that are restricted. `place`: only as they stand there. */
export async function recordLook(by: By, found: readonly Download[], place: string | null): Promise<void> {
  const fileIds = found.filter((one) => isWrittenDown(by.actor, one)).map(({ id }) => id);
  if (fileIds.length === 0) return;
  await transact(by, (ctx) => lookIntoRestricted(ctx, { fileIds, place }), { evenReadOnly: true });
}

/** The files at a place that somebody may have there, by id; of some files only where they are named. */
export async function listHad(
  actor: Actor | null,
  place: string,
  fileIds: readonly string[] = [],
): Promise<ReadonlyMap<string, Download>> {
  const found = await listDownloads(db(), place, fileIds);
  return new Map(found.filter((one) => can(actor, "file.download", one)).map((one) => [one.id, one]));
}

export interface TextPage {
  page: number;
  text: string;
}

/**
 * The words inside some of the files that stand at a place, page by page, at most `count` pages of each. Only of those
 * that this reader may have: the others are not in the answer. A look into a restricted one is written down before.
 * `had`: what this reader may have at the place, where that was asked already.
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
