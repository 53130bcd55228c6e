import { and, eq, inArray, notExists } from "drizzle-orm";
import { file, fileUse } from "@/db/schema/files";
import { materialFile } from "@/db/schema/training";
import type { Ctx } from "@/lib/core/ctx";
import { DomainError } from "@/lib/core/errors";
import { listTargets, removeFile, sendTo } from "@/lib/files";
import { loadMaterial, materialFact } from "../access";
import { updateMaterialFiles } from "../files";
import { MATERIAL_KIND, type OfFile } from "../model";
import { newestVersion } from "../newest-version";
import { addUpload, loadForFiles, targetOf } from "../uploads";

/**
 * Removes an upload that was refused or is unfinished from a material's page, and deletes it if it is the
 * actor's own. Throws `not_found` for other members' files that the material does not have, `conflict`
 * (`file_used`) for one that is used.
 */
export async function dismissUpload(ctx: Ctx, { slug, fileId }: OfFile): Promise<{ slug: string }> {
  const loaded = await loadMaterial(ctx, slug);
  ctx.authorize("material.bring-version", loaded.facts);
  const version = await newestVersion(ctx, loaded);
  const refused = ctx.tx
    .select({ id: file.id })
    .from(file)
    .where(and(eq(file.id, fileId), eq(file.state, "refused")));
  if (!version.publishedAt) {
    const taken = await ctx.tx
      .delete(materialFile)
      .where(and(eq(materialFile.versionId, version.id), inArray(materialFile.fileId, refused)))
      .returning({ fileId: materialFile.fileId });
    await updateMaterialFiles(ctx, loaded.id);
    if (taken.length > 0) await ctx.record("material.changed", materialFact(loaded));
    const isOwn = and(eq(file.id, fileId), eq(file.uploaderId, ctx.actor?.id ?? ""));
    if (taken.length > 0 && (await ctx.tx.$count(file, isOwn)) === 0) return { slug };
  }
  await removeFile(ctx, { fileId });
  return { slug };
}

/**
 * Adds one of the actor's own uploads that no work uses to a material. Throws `invalid` (`file_unknown`) for
 * others, and for those that were sent to another work.
 */
export async function addOwnUpload(ctx: Ctx, { slug, fileId }: OfFile): Promise<{ slug: string }> {
  const { loaded } = await loadForFiles(ctx, slug);
  if (await isPart(ctx, loaded.id, fileId)) {
    ctx.skipAudit("it was added by the same form already");
    return { slug };
  }
  const [row] = await ctx.tx
    .select({ id: file.id })
    .from(file)
    .where(
      and(
        eq(file.id, fileId),
        eq(file.uploaderId, ctx.actor?.id ?? ""),
        inArray(file.state, ["clean", "quarantined"]),
        notExists(ctx.tx.select({ id: fileUse.fileId }).from(fileUse).where(eq(fileUse.fileId, file.id))),
      ),
    )
    .for("update");
  if (!row) throw new DomainError("invalid", "file_unknown");
  await sendTo(ctx, fileId, targetOf(loaded));
  await addUpload(ctx, { fileId });
  await ctx.record("material.changed", materialFact(loaded));
  return { slug };
}

/** Whether a material has the file, or was sent it. */
async function isPart(ctx: Ctx, materialId: string, fileId: string): Promise<boolean> {
  if ((await listTargets(ctx.tx, MATERIAL_KIND, fileId)).includes(materialId)) return true;
  const has = and(eq(materialFile.materialId, materialId), eq(materialFile.fileId, fileId));
  return (await ctx.tx.$count(materialFile, has)) > 0;
}
