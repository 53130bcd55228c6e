import { and, desc, eq, isNotNull } from "drizzle-orm";
import { materialFile, materialVersion } from "@/db/schema/training";
import type { Ctx } from "@/lib/core/ctx";
import { DomainError } from "@/lib/core/errors";
import { can } from "@/lib/core/policy";
import { askRecognition, removeWords } from "@/lib/files";
import { isRecognised } from "@/lib/files/model";
import { actorId, loadMaterial, requireState } from "../access";
import type { OfFile } from "../model";

/**
 * Finds a file and its language in its newest version. An unpublished version's files are visible only to
 * those who may upload versions.
 */
async function loadScan(ctx: Ctx, { slug, fileId }: OfFile): Promise<{ language: string }> {
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

/** Requests text recognition of a scan, in its language; the result is searched and shown under the file's access. */
export async function recogniseScan(ctx: Ctx, input: OfFile): Promise<{ slug: string }> {
  const { language } = await loadScan(ctx, input);
  if (!isRecognised(language)) throw new DomainError("conflict", "scan_language");
  await askRecognition(ctx, { fileId: input.fileId, language });
  return { slug: input.slug };
}

/** Removes recognized text that is too wrong to help. */
export async function eraseScanWords(ctx: Ctx, input: OfFile): Promise<{ slug: string }> {
  await loadScan(ctx, input);
  await removeWords(ctx, { fileId: input.fileId });
  return { slug: input.slug };
}
