import { eq, inArray, or } from "drizzle-orm";
import { file, fileBlock, fileText } from "@/db/schema/files";
import type { Ctx } from "@/lib/core/ctx";
import { DomainError } from "@/lib/core/errors";
import { doomObjects, scopesOf } from "../objects";
import { forgetWithholding } from "./withhold";

/**
 * Removes a file for good, with all others of the same content, and blocks that content from now on. Their
 * entries stay, marked as refused. Throws `not_found`, and `conflict` (`file_blocked`) if already blocked.
 */
export async function blockFile(ctx: Ctx, input: { fileId: string; reason: string }): Promise<void> {
  ctx.authorize("file.block");
  const { fileId, reason } = input;
  const [row] = await ctx.tx
    .select({ sha256: file.sha256, refusal: file.refusal })
    .from(file)
    .where(eq(file.id, fileId));
  if (!row) throw new DomainError("not_found", "upload");
  const same = await ctx.tx
    .select({ id: file.id, refusal: file.refusal })
    .from(file)
    .where(row.sha256 ? or(eq(file.id, fileId), eq(file.sha256, row.sha256)) : eq(file.id, fileId))
    .orderBy(file.id)
    .for("update");
  const ids = same.filter((one) => one.refusal !== "blocked").map((one) => one.id);
  if (!ids.includes(fileId)) throw new DomainError("conflict", "file_blocked");
  if (row.sha256)
    await ctx.tx
      .insert(fileBlock)
      .values({ sha256: row.sha256, reason, blockedBy: ctx.actor?.id ?? null, blockedAt: ctx.now })
      .onConflictDoNothing();
  await forgetWithholding(ctx, ids);
  await ctx.tx.delete(fileText).where(inArray(fileText.fileId, ids));
  await ctx.tx
    .update(file)
    .set({ state: "refused", refusal: "blocked", checkedAt: ctx.now, touchedAt: ctx.now })
    .where(inArray(file.id, ids));
  for (const id of ids) {
    await doomObjects(ctx.tx, id);
    await ctx.record("file.blocked", { fileId: id, scopes: await scopesOf(ctx.tx, id) });
  }
}
