import { and, count, eq, gt, ne, sql, sum } from "drizzle-orm";
import { file } from "@/db/schema/files";
import type { Ctx } from "@/lib/core/ctx";
import { DomainError } from "@/lib/core/errors";
import { newId } from "@/lib/core/id";
import { lockMembers } from "@/lib/core/lock-members";
import { env } from "@/lib/env";
import { typeOfName } from "@/lib/files/types/model";
import { sendTo, type UploadTarget } from "../incoming";
import { cleanFileName, type Refusal, UPLOAD_LIMITS } from "../model";

const MB = 1024 * 1024;

/** Returns the largest upload, in bytes. */
export function largestUpload(): number {
  return env().MAX_UPLOAD_MB * MB;
}

/**
 * Starts an upload of a known size. `to`: the work that it is sent to; the caller has checked that the actor may
 * send files there. Throws `invalid` (`file_empty`, `file_quota`), `too_large` (`file`) or `unsupported` (`file`)
 * before any byte is sent, if that can be decided.
 */
export async function startUpload(
  ctx: Ctx,
  input: { name: string; size: number; to?: UploadTarget | null },
): Promise<{ fileId: string; name: string }> {
  ctx.authorize("file.upload");
  const uploaderId = ctx.actor?.id ?? "";
  const name = cleanFileName(input.name);
  const type = typeOfName(name);
  if (!type) throw new DomainError("unsupported", "file");
  if (!Number.isSafeInteger(input.size) || input.size <= 0) throw new DomainError("invalid", "file_empty");
  if (input.size > largestUpload()) throw new DomainError("too_large", "file");
  await requireRoom(ctx, uploaderId, input.size);
  const fileId = newId(ctx.now.getTime());
  await ctx.tx.insert(file).values({
    id: fileId,
    uploaderId,
    name,
    type,
    size: input.size,
    state: "uploading",
    createdAt: ctx.now,
    touchedAt: ctx.now,
  });
  if (input.to) await sendTo(ctx, fileId, input.to);
  ctx.skipAudit("nothing has come yet; the file is recorded when it is whole");
  return { fileId, name };
}

/**
 * Throws `invalid` (`file_quota`) if an upload would exceed the member's limits. Locks the member, so that
 * simultaneous uploads cannot exceed them together.
 */
async function requireRoom(ctx: Ctx, uploaderId: string, size: number): Promise<void> {
  await lockMembers(ctx.tx, uploaderId);
  const since = new Date(ctx.now.getTime() - 86_400_000);
  const [today] = await ctx.tx
    .select({
      files: count(),
      bytes: sum(file.size).mapWith(Number),
      open: sql<number>`count(*) filter (where ${file.state} = 'uploading')`.mapWith(Number),
    })
    .from(file)
    .where(and(eq(file.uploaderId, uploaderId), gt(file.createdAt, since), ne(file.state, "refused")));
  const { files = 0, bytes = 0, open = 0 } = today ?? {};
  const most = largestUpload() * UPLOAD_LIMITS.timesLargestADay;
  if (open >= UPLOAD_LIMITS.open || files >= UPLOAD_LIMITS.filesADay || (bytes ?? 0) + size > most)
    throw new DomainError("invalid", "file_quota");
}

/**
 * Records a file that was refused before any byte of it was stored, so that its sender sees the reason where it
 * was sent, after a reload too. Beyond the daily limit of entries nothing is recorded.
 */
export async function saveRefusal(
  ctx: Ctx,
  input: { name: string; size: number; refusal: Refusal; to: UploadTarget | null },
): Promise<void> {
  ctx.authorize("file.upload");
  const uploaderId = ctx.actor?.id ?? "";
  await lockMembers(ctx.tx, uploaderId);
  const since = new Date(ctx.now.getTime() - 86_400_000);
  const today = and(eq(file.uploaderId, uploaderId), gt(file.createdAt, since), eq(file.state, "refused"));
  if ((await ctx.tx.$count(file, today)) >= UPLOAD_LIMITS.refusalsADay) {
    ctx.skipAudit("the member has as many refusals as are recorded in a day");
    return;
  }
  const name = cleanFileName(input.name);
  const fileId = newId(ctx.now.getTime());
  await ctx.tx.insert(file).values({
    id: fileId,
    uploaderId,
    name,
    type: typeOfName(name) ?? "",
    size: Number.isSafeInteger(input.size) ? Math.max(0, input.size) : 0,
    state: "refused",
    refusal: input.refusal,
    createdAt: ctx.now,
    touchedAt: ctx.now,
    checkedAt: ctx.now,
  });
  if (input.to) await sendTo(ctx, fileId, input.to);
  await ctx.record("file.refused", { fileId, refusal: input.refusal, scopes: [] });
}
