import { and, desc, eq, isNotNull } from "drizzle-orm";
import { materialFile, materialVersion } from "@/db/schema/training";
import type { Ctx } from "@/lib/core/ctx";
import { DomainError } from "@/lib/core/errors";
import { can } from "@/lib/core/policy";
import { askRecognition, removeWords } from "@/lib/files";
import { isRecognised } from "@/lib/files/model";
import { actorId, loadMaterial, requireState } from "../access";
import type { OfScan } from "../model";

/**
 * A file of a version, in the language that its material says; the newest version counts. One that readers do not have
 * yet is there for those who bring versions alone.
 */
async function loadScan(ctx: Ctx, { slug, fileId }: OfScan): Promise<{ language: string }> {
  actorId(ctx);
  const loaded = await loadMaterial(ctx, slug);
  const bringsVersions = can(ctx.actor, "material.bring-version", loaded.facts);
  if ((loaded.state === "draft" || loaded.state === "submitted") && !bringsVersions)
    throw new DomainError("not_found", "material");
  ctx.authorize("material.recognise", loaded.facts);
  requireState(loaded, "draft", "submitted", "published");
  const [row] = await ctx.tx
    .select({ language: materialFile.language })
    .from(materialFile)
    .innerJoin(materialVersion, eq(materialVersion.id, materialFile.versionId))
    .where(
      and(
        eq(materialFile.materialId, loaded.id),
        eq(materialFile.fileId, fileId),
        bringsVersions ? undefined : isNotNull(materialVersion.publishedAt),
      ),
    )
    .orderBy(desc(materialVersion.number))
    .limit(1);
  if (!row) throw new DomainError("not_found", "file");
  return row;
}

/** Asks that a machine read a scan, in its language; what it reads is searched and shown under the file's access. */
export async function recogniseScan(ctx: Ctx, input: OfScan): Promise<{ slug: string }> {
  const { language } = await loadScan(ctx, input);
  if (!isRecognised(language)) throw new DomainError("conflict", "scan_language");
  await askRecognition(ctx, { fileId: input.fileId, language });
  return { slug: input.slug };
}

/** Takes away what a machine read in a scan, where it is too wrong to help. */
export async function eraseScanWords(ctx: Ctx, input: OfScan): Promise<{ slug: string }> {
  await loadScan(ctx, input);
  await removeWords(ctx, { fileId: input.fileId });
  return { slug: input.slug };
}
