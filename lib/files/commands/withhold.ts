import { eq, inArray } from "drizzle-orm";
import { file, fileWithholding } from "@/db/schema/files";
import type { Ctx } from "@/lib/core/ctx";
import { DomainError } from "@/lib/core/errors";
import { scopesOf } from "../objects";

/**
 * Withholds a file: it stays where it is used with its name, and only its uploader and moderators have it. Bytes, text and
 * pictures stay, so that a released file is as it was. `caseId`: the clean-up that withholds it. Returns false if it is
 * not there to be withheld. Checks no right: callers do.
 */
export async function withholdFile(
  ctx: Ctx,
  { fileId, caseId }: { fileId: string; caseId: string },
): Promise<boolean> {
  const row = await lock(ctx, fileId);
  if (row?.state !== "clean" && row?.state !== "quarantined") return false;
  await ctx.tx.insert(fileWithholding).values({ fileId, caseId, was: row.state, at: ctx.now });
  await ctx.tx.update(file).set({ state: "withheld" }).where(eq(file.id, fileId));
  await ctx.record("file.withheld", { fileId, caseId, scopes: await scopesOf(ctx.tx, fileId) });
  return true;
}

/** Releases what a clean-up withheld. Returns false if somebody decided since. Checks no right: callers do. */
export async function releaseFrom(
  ctx: Ctx,
  { fileId, caseId }: { fileId: string; caseId: string },
): Promise<boolean> {
  const row = await lock(ctx, fileId);
  if (row?.state !== "withheld" || row.caseId !== caseId || row.was === null) return false;
  await release(ctx, { fileId, was: row.was });
  return true;
}

/** Releases a withheld file. Nothing if that was done already. Throws `not_found`. */
export async function releaseFile(ctx: Ctx, { fileId }: { fileId: string }): Promise<void> {
  ctx.authorize("file.block");
  const row = await lock(ctx, fileId);
  if (!row) throw new DomainError("not_found", "upload");
  if (row.state !== "withheld" || row.was === null) return ctx.skipAudit("it is not withheld");
  await release(ctx, { fileId, was: row.was });
}

/** Forgets that files were withheld: they were removed for good. */
export async function forgetWithholding({ tx }: Ctx, fileIds: readonly string[]): Promise<void> {
  if (fileIds.length > 0)
    await tx.delete(fileWithholding).where(inArray(fileWithholding.fileId, [...fileIds]));
}

async function lock({ tx }: Ctx, fileId: string) {
  const [row] = await tx
    .select({ state: file.state })
    .from(file)
    .where(eq(file.id, fileId))
    .for("no key update");
  // Read under the lock: who waited for it reads what the other one decided.
  const [withheld] = await tx
    .select({ was: fileWithholding.was, caseId: fileWithholding.caseId })
    .from(fileWithholding)
    .where(eq(fileWithholding.fileId, fileId));
  return row && { ...row, was: withheld?.was ?? null, caseId: withheld?.caseId ?? null };
}

/** What waits for a job, which did nothing while the file was withheld, is queued again. */
async function release(
  ctx: Ctx,
  { fileId, was }: { fileId: string; was: "clean" | "quarantined" },
): Promise<void> {
  await forgetWithholding(ctx, [fileId]);
  const [row] = await ctx.tx
    .update(file)
    .set({ state: was })
    .where(eq(file.id, fileId))
    .returning({ reading: file.reading, recognition: file.recognition });
  const next = was === "quarantined" ? "check-file" : row?.reading === "waiting" ? "read-file" : null;
  const waits = next ?? (row?.recognition === "waiting" ? "recognise-file" : null);
  await ctx.record("file.released", { fileId, waits, scopes: await scopesOf(ctx.tx, fileId) });
}
