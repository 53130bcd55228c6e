import { and, eq, gt, inArray, sql } from "drizzle-orm";
import { auditEntry } from "@/db/schema/core";
import type { Ctx } from "@/lib/core/ctx";
import { DomainError } from "@/lib/core/errors";
import { can } from "@/lib/core/policy";
import { type Download, findDownload, listDownloads } from "../queries/download-queries";

/**
 * Logs that a restricted file (from byte `from`) is downloaded, before any byte is sent. Throws `not_found`
 * to those without access, as if it did not exist.
 */
export async function openRestricted(
  ctx: Ctx,
  input: { fileId: string; place: string | null; from: number },
): Promise<void> {
  const { fileId, place } = input;
  const found = await findDownload(ctx.tx, { fileId, place, reader: ctx.actor });
  if (!found || !can(ctx.actor, "file.download", found)) throw new DomainError("not_found", "file");
  ctx.authorize("file.download", found);
  await ctx.record("file.downloaded", { fileId, from: input.from });
}

/** Milliseconds within which repeated views of a file count as one: a page shows many of its pictures. */
const ONE_LOOK = 30 * 60_000;

/**
 * Logs that a member views restricted files, or resumes a download, at most once in half an hour each. Throws
 * `not_found` as `openRestricted`.
 */
export async function lookIntoRestricted(
  ctx: Ctx,
  { fileIds, place, from = 0 }: { fileIds: readonly string[]; place: string | null; from?: number },
): Promise<void> {
  const [earlier, found] = [await findLooks(ctx, fileIds), await findAll(ctx, fileIds, place)];
  for (const fileId of fileIds) {
    const one = found.get(fileId);
    if (!one || !can(ctx.actor, "file.download", one)) throw new DomainError("not_found", "file");
    ctx.authorize("file.download", one);
    if (earlier.has(fileId)) ctx.skipAudit("this look was written down a moment ago");
    else await ctx.record("file.downloaded", { fileId, from });
  }
}

/** Finds those of the files for which a view by this member was logged in the last half hour. */
async function findLooks(ctx: Ctx, fileIds: readonly string[]): Promise<ReadonlySet<string>> {
  const looked = sql<string>`${auditEntry.details}->>'fileId'`;
  const rows = await ctx.tx
    .selectDistinct({ fileId: looked })
    .from(auditEntry)
    .where(
      and(
        eq(auditEntry.actorId, ctx.actor?.id ?? ""),
        gt(auditEntry.at, new Date(ctx.now.getTime() - ONE_LOOK)),
        eq(auditEntry.fact, "file.downloaded"),
        inArray(looked, [...fileIds]),
      ),
    );
  return new Set(rows.map(({ fileId }) => fileId));
}

/** Finds clean files by id; for those at one place, with a single statement. */
async function findAll(
  { tx, actor: reader }: Ctx,
  fileIds: readonly string[],
  place: string | null,
): Promise<ReadonlyMap<string, Download>> {
  const found =
    place === null || fileIds.length === 1
      ? await Promise.all(fileIds.map((id) => findDownload(tx, { fileId: id, place, reader })))
      : await listDownloads(tx, { place, ids: fileIds, reader });
  return new Map(found.flatMap((one) => (one ? [[one.id, one]] : [])));
}
