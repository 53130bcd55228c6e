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
