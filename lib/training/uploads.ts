import { eq, max } from "drizzle-orm";
import { file } from "@/db/schema/files";
import { material, materialFile } from "@/db/schema/training";
import type { Ctx } from "@/lib/core/ctx";
import { DomainError } from "@/lib/core/errors";
import { can } from "@/lib/core/policy";
import { scope } from "@/lib/core/versions";
import { listTargets, type UploadTarget } from "@/lib/files";
import { actorId, type LoadedMaterial, loadMaterial, loadMaterialById, materialFact } from "./access";
import { updateMaterialFiles } from "./files";
import { MATERIAL_KIND, MaterialParams, materialPath } from "./model";
import { newestVersion, touchMaterial } from "./newest-version";
import { narrower } from "./vocabulary/model";

/** Returns a material as the work that files are sent to. */
export function targetOf({ id, slug, facts }: Pick<LoadedMaterial, "id" | "slug" | "facts">): UploadTarget {
  return {
    kind: MATERIAL_KIND,
    id,
    place: materialPath(slug),
    scope: scope.material(slug),
    access: narrower(facts.access, facts.trainersAccess),
  };
}

/**
 * Loads a material to whose newest version the actor may add files. Throws `not_found` to others before
 * publication, `forbidden` after.
 */
export async function loadForFiles(ctx: Ctx, slug: string) {
  actorId(ctx);
  const loaded = await loadMaterial(ctx, slug);
  const isSecret = loaded.state === "draft" || loaded.state === "submitted";
  if (isSecret && !can(ctx.actor, "material.bring-version", loaded.facts))
    throw new DomainError("not_found", "material");
  ctx.authorize("material.bring-version", loaded.facts);
  const version = await newestVersion(ctx, loaded);
  if (version.publishedAt) ctx.authorize("material.publish", loaded.facts);
  return { loaded, version };
}

/** Finds the material whose page this is, for files sent there; null for another page. */
export async function findUploadTarget(ctx: Ctx, place: string): Promise<UploadTarget | null> {
  const [, area, slug, ...rest] = place.split("/");
  const params = MaterialParams.safeParse({ slug });
  if (area !== "training" || rest.length > 0 || !params.success) return null;
  const { loaded } = await loadForFiles(ctx, params.data.slug);
  return targetOf(loaded);
}

/**
 * Adds a complete upload to the newest version of the material that it was sent to. For a published version
 * it waits: there the member saves the files first, because readers have them at once.
 */
export async function addUpload(ctx: Ctx, { fileId }: { fileId: string }): Promise<void> {
  for (const id of await listTargets(ctx.tx, MATERIAL_KIND, fileId)) {
    const [row] = await ctx.tx
      .select({ state: material.state, language: material.language })
      .from(material)
      .where(eq(material.pageId, id));
    if (!row || row.state === "removed") continue;
    const loaded = await loadMaterialById(ctx.tx, id);
    const version = await newestVersion(ctx, loaded);
    if (version.publishedAt || !can(ctx.actor, "material.bring-version", loaded.facts)) continue;
    await insertFile(ctx, { fileId, materialId: id, versionId: version.id, language: row.language });
    await touchMaterial(ctx, loaded);
    await updateMaterialFiles(ctx, id);
    await ctx.record("material.changed", materialFact(loaded));
  }
}

/** Adds a file as the last one, in the material's language. Captions are known by their type. */
async function insertFile(
  ctx: Ctx,
  of: { fileId: string; materialId: string; versionId: string; language: string },
): Promise<void> {
  const { fileId, materialId, versionId, language } = of;
  const [upload] = await ctx.tx.select({ type: file.type }).from(file).where(eq(file.id, fileId));
  const [last] = await ctx.tx
    .select({ position: max(materialFile.position) })
    .from(materialFile)
    .where(eq(materialFile.versionId, versionId));
  await ctx.tx
    .insert(materialFile)
    .values({
      fileId,
      materialId,
      versionId,
      language,
      position: (last?.position ?? -1) + 1,
      origin: "original",
      country: "",
      isForTrainers: false,
      role: upload?.type === "captions" ? "captions" : "main",
    })
    .onConflictDoNothing();
}
