import { createHash } from "node:crypto";
import { and, eq } from "drizzle-orm";
import { exportRecord } from "@/db/schema/exports";
import { fileObject } from "@/db/schema/files";
import type { Ctx } from "@/lib/core/ctx";
import { newId } from "@/lib/core/id";
import { queueJob, SYSTEM, transact } from "@/lib/core/transact";
import { BRIEF_ROOMS } from "@/lib/exports/document/brief-parts";
import { profileDocument } from "@/lib/exports/document/profile-document";
import { storeObject } from "@/lib/files/bytes";
import { describeError, log } from "@/lib/log";
import { bytesSource } from "@/lib/storage/sources";
import type { ExportDocument } from "./document/model";
import { ProfileData } from "./model";
import { type FoundData, findProfileData } from "./profile-data";
import {
  claimExport,
  type ExportKey,
  findExport,
  findExportById,
  type MadeExport,
  recordProgress,
} from "./records";
import { countWaiting } from "./waiting";

/** Documents of more data are drawn by the worker; smaller ones take less than a second. */
export const AT_ONCE_BYTES = 96 * 1024;
/** Documents that one process draws for readers at a time; further ones are left to the worker. */
const MOST_AT_ONCE = 2;

const KEY = Symbol.for("octopus.exports");
const shared = globalThis as { [KEY]?: Map<string, Promise<void>> };

/**
 * Requests a document that is not made yet. Small ones are drawn at once; large ones, and those requested while
 * `MOST_AT_ONCE` others are being drawn, by the worker. Simultaneous requests share one document. Returns its
 * record: ready, failed, or still being made.
 */
export async function requestExport(key: ExportKey, found: FoundData, now: Date): Promise<MadeExport> {
  shared[KEY] ??= new Map();
  const underWay = shared[KEY];
  const name = JSON.stringify(key);
  // Set before the first `await`, so that only one of simultaneous requests starts the work.
  const work = underWay.get(name) ?? begin(key, found, { now, hasRoom: underWay.size < MOST_AT_ONCE });
  underWay.set(name, work);
  await work.finally(() => underWay.delete(name));
  const made = await findExport(key);
  if (!made) throw new Error("a document that was asked for has no record");
  return made;
}

async function begin(
  key: ExportKey,
  found: FoundData,
  { now, hasRoom }: { now: Date; hasRoom: boolean },
): Promise<void> {
  const id = await claimExport(key, now);
  if (!id) return;
  if (hasRoom && found.jsonBytes <= AT_ONCE_BYTES) await draw(id, key, found);
  else await queue(id, found.data.language);
}

function queue(exportId: string, lang: string): Promise<void> {
  return transact(
    SYSTEM,
    async (ctx) => {
      ctx.authorize("profile.read");
      ctx.skipAudit("that it was made is recorded when it is");
      await queueJob(ctx.tx, {
        task: "make-export",
        payload: { exportId, lang },
        key: `make-export:${exportId}`,
      });
    },
    { evenReadOnly: true },
  );
}

/** Draws a document. An error is not thrown to waiting readers: it is logged, and the record says that it failed. */
async function draw(id: string, key: ExportKey, found: FoundData): Promise<void> {
  try {
    await makeExport(id, key, found);
  } catch (error) {
    log().error({ event: "export.failed", ...describeError(error) });
    await failExport(id);
  }
}

/**
 * Makes a queued document (the job). Does nothing if it was made meanwhile. Records that it failed if drawing
 * throws (the queue then tries again, and the document may still be made) or if readers no longer get the data
 * that were requested, for example because the revision was hidden.
 */
export async function makeQueuedExport({
  exportId,
  lang,
}: {
  exportId: string;
  lang?: string | undefined;
}): Promise<void> {
  const made = await findExportById(exportId);
  if (!made || made.state === "ready" || made.format === "json") return;
  const number = made.number === 0 ? undefined : made.number;
  const found = await findProfileData(made.slug, { number, language: lang ?? made.language });
  if (found?.contentHash !== made.contentHash) return failExport(exportId);
  try {
    await makeExport(exportId, { ...made, format: made.format }, found);
  } catch (error) {
    await failExport(exportId);
    throw error;
  }
}

async function makeExport(id: string, key: ExportKey, found: FoundData): Promise<void> {
  let reported = 0;
  const bytes = await bytesOf(key, found, async (drawn, all) => {
    const progress = Math.floor((drawn / all) * 95);
    if (progress < reported + 5) return;
    reported = progress;
    await recordProgress(id, progress);
  });
  const objectKey = await storeObject(id, "export", bytesSource(bytes));
  const sha256 = createHash("sha256").update(bytes).digest("hex");
  await transact(
    SYSTEM,
    (ctx) =>
      recordExport(ctx, { id, key, slug: found.data.profile.slug, objectKey, sha256, size: bytes.length }),
    { evenReadOnly: true },
  );
}

/** Updates the record of a document whose bytes are stored: it is ready. */
async function recordExport(
  ctx: Ctx,
  one: { id: string; key: ExportKey; slug: string; objectKey: string; sha256: string; size: number },
): Promise<void> {
  ctx.authorize("profile.read");
  const { id, key, slug, objectKey, sha256, size } = one;
  const [before] = await ctx.tx
    .select({
      sha256: exportRecord.sha256,
      size: exportRecord.size,
      readyAt: exportRecord.readyAt,
      createdAt: exportRecord.createdAt,
    })
    .from(exportRecord)
    .where(eq(exportRecord.id, id))
    .for("update");
  if (!before) throw new Error("a document has no record");
  // If it was redrawn with other bytes, the earlier file gets a record of its own, so that its hash stays known.
  if (before.sha256 !== null && before.sha256 !== sha256)
    await ctx.tx.insert(exportRecord).values({
      ...key,
      ...before,
      id: newId(ctx.now.getTime()),
      state: "ready",
      progress: 100,
      maker: -Math.floor(ctx.now.getTime() / 1000),
      askedAt: ctx.now,
    });
  await ctx.tx
    .update(exportRecord)
    .set({ state: "ready", progress: 100, sha256, size, objectKey, readyAt: ctx.now, askedAt: ctx.now })
    .where(eq(exportRecord.id, id));
  await ctx.tx.update(fileObject).set({ state: "kept" }).where(eq(fileObject.key, objectKey));
  const { pageId, number, format, form, language } = key;
  const waiting = await countWaiting(ctx.tx, id);
  const fact = { pageId, slug, number, format, form, language, exportId: id, waiting };
  await ctx.record("export.made", { ...fact, sha256 });
}

/** Records that a document could not be made, and mails those who wait. */
function failExport(exportId: string): Promise<void> {
  return transact(
    SYSTEM,
    async (ctx) => {
      ctx.authorize("profile.read");
      const [failed] = await ctx.tx
        .update(exportRecord)
        .set({ state: "failed" })
        .where(and(eq(exportRecord.id, exportId), eq(exportRecord.state, "making")))
        .returning({ id: exportRecord.id });
      const made = failed && (await findExportById(failed.id, ctx.tx));
      if (!made) return ctx.skipAudit("it was made meanwhile, or has failed before");
      const { pageId, slug, number, format, form, language } = made;
      const waiting = await countWaiting(ctx.tx, exportId);
      const fact = { pageId, slug, number, format, form, language, exportId, waiting };
      await ctx.record("export.failed", fact);
    },
    { evenReadOnly: true },
  );
}

/** Draws a document as a Word file, on each request: it is small, and the same document has the same bytes. */
export async function wordFile(document: ExportDocument): Promise<Buffer> {
  const { writeDocx } = await import("./docx/write");
  return writeDocx(document);
}

/** Makes the bytes of a document: always the same for the same data. */
export async function bytesOf(
  key: Pick<ExportKey, "format" | "form" | "language" | "contentHash">,
  found: FoundData,
  onPart: (drawn: number, all: number) => Promise<void> | void = () => {},
): Promise<Buffer> {
  const data = ProfileData.parse(JSON.parse(found.json));
  const { form, language: locale, contentHash } = key;
  const documentOf = (room?: number) =>
    profileDocument(
      data,
      room === undefined ? { form, locale, contentHash } : { form, locale, contentHash, room },
    );
  // Word uses other fonts, so its brief is slightly smaller than one page of the PDF.
  const brief = form === "brief" ? await fittingBrief(documentOf) : null;
  if (key.format === "pdf" && brief) return brief.bytes;
  const document = documentOf(brief ? brief.room + 1 : undefined);
  // The drawing code is loaded only when used: it is larger than all other code of a page.
  if (key.format === "docx") {
    const { writeDocx } = await import("./docx/write");
    return writeDocx(document, onPart);
  }
  const { writePdf } = await import("./pdf/write");
  return (await writePdf(document, onPart)).bytes;
}

/** Draws the largest brief that fits on one page, or the smallest one if none fits. */
async function fittingBrief(
  documentOf: (room: number) => ExportDocument,
): Promise<{ bytes: Buffer; room: number }> {
  const { writePdf } = await import("./pdf/write");
  const { bytes: whole, pages: most } = await writePdf(documentOf(0));
  let best = { bytes: whole, room: most === 1 ? 0 : BRIEF_ROOMS };
  let from = 1;
  while (from < best.room) {
    const room = Math.floor((from + best.room) / 2);
    const { bytes, pages } = await writePdf(documentOf(room));
    if (pages === 1 || room === BRIEF_ROOMS - 1) best = { bytes, room };
    else from = room + 1;
  }
  return best;
}
