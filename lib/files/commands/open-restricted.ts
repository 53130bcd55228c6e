import { and, eq, gt, sql } from "drizzle-orm";
import { auditEntry } from "@/db/schema/core";
import type { Ctx } from "@/lib/core/ctx";
import { DomainError } from "@/lib/core/errors";
import { can } from "@/lib/core/policy";
import { findDownload } from "../queries/download-queries";

/**
 * Writes down that a restricted file, or its bytes from `from` on, is handed out; no byte leaves before. Throws
 * `not_found` for whoever may not have it, as if it were not there.
 */
export async function openRestricted(
  ctx: Ctx,
  input: { fileId: string; place: string | null; from: number },
): Promise<void> {
  const found = await findDownload(ctx.tx, input.fileId, input.place);
  if (!found || !can(ctx.actor, "file.download", found)) throw new DomainError("not_found", "file");
  ctx.authorize("file.download", found);
  await ctx.record("file.downloaded", { fileId: input.fileId, from: input.from });
}

/** Within this time, in milliseconds, one look after another into a file is one: a page shows many pictures of it. */
const ONE_LOOK = 30 * 60_000;

/**
 * Records that somebody looks into a restricted file, or goes on with a download of it, once in half an hour. Throws
 * `not_found` as `openRestricted` does.
 */
export async function lookIntoRestricted(
  ctx: Ctx,
  { fileId, place, from = 0 }: { fileId: string; place: string | null; from?: number },
): Promise<void> {
  const [earlier] = await ctx.tx
    .select({ id: auditEntry.id })
    .from(auditEntry)
    .where(
      and(
        eq(auditEntry.actorId, ctx.actor?.id ?? ""),
        gt(auditEntry.at, new Date(ctx.now.getTime() - ONE_LOOK)),
        eq(auditEntry.fact, "file.downloaded"),
        sql`${auditEntry.details}->>'fileId' = ${fileId}`,
      ),
    )
    .limit(1);
  if (!earlier) return openRestricted(ctx, { fileId, place, from });
  const found = await findDownload(ctx.tx, fileId, place);
  if (!found || !can(ctx.actor, "file.download", found)) throw new DomainError("not_found", "file");
  ctx.authorize("file.download", found);
  ctx.untraced("this look was written down a moment ago");
}
