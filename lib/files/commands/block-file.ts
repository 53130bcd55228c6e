import { eq } from "drizzle-orm";
import { file, fileBlock, fileText } from "@/db/schema/files";
import type { Ctx } from "@/lib/core/ctx";
import { DomainError } from "@/lib/core/errors";
import { doomObjects, scopesOf } from "../objects";

/**
 * Takes a file away for good and refuses the same content from now on, wherever it comes from. Its entry stays where it
 * stands, as refused. Throws `not_found`.
 */
export async function blockFile(ctx: Ctx, input: { fileId: string; reason: string }): Promise<void> {
  ctx.authorize("file.block");
  const { fileId, reason } = input;
  const [row] = await ctx.tx
    .select({ sha256: file.sha256 })
    .from(file)
    .where(eq(file.id, fileId))
    .for("update");
  if (!row) throw new DomainError("not_found", "file");
  if (row.sha256)
    await ctx.tx
      .insert(fileBlock)
      .values({ sha256: row.sha256, reason, blockedBy: ctx.actor?.id ?? null, blockedAt: ctx.now })
      .onConflictDoNothing();
  await doomObjects(ctx.tx, fileId);
  await ctx.tx.delete(fileText).where(eq(fileText.fileId, fileId));
  await ctx.tx
    .update(file)
    .set({ state: "refused", refusal: "blocked", checkedAt: ctx.now, touchedAt: ctx.now })
    .where(eq(file.id, fileId));
  await ctx.record("file.blocked", { fileId, scopes: await scopesOf(ctx.tx, fileId) });
}
