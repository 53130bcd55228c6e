import { and, asc, desc, eq, isNotNull, isNull, sql } from "drizzle-orm";
import type { Queryable } from "@/db/client";
import { fileDownload } from "@/db/schema/files";
import { material, materialFile, materialLink, materialVersion } from "@/db/schema/training";
import type { Ctx } from "@/lib/core/ctx";
import { endFileUses, putFileUses } from "@/lib/files";
import { scope } from "@/lib/versions";
import { MATERIAL_KIND, materialPath, WAITING_KIND } from "./model";

/**
 * Says which files a material has, newest version first, and who may have them: those of published versions whom its
 * access allows, from its publication on; those of a version that waits nobody but whoever writes and reviews it.
 */
export async function putMaterialFiles(ctx: Ctx, materialId: string): Promise<void> {
  const [row] = await ctx.tx
    .select({ slug: material.slug, state: material.state, access: material.access })
    .from(material)
    .where(eq(material.pageId, materialId));
  if (!row) return;
  if (row.state === "removed") {
    for (const kind of [MATERIAL_KIND, WAITING_KIND]) await endFileUses(ctx, { kind, id: materialId });
    return;
  }
  const owner = { id: materialId, place: materialPath(row.slug), access: row.access };
  const [standing, waiting] = [await listIds(ctx, materialId, true), await listIds(ctx, materialId, false)];
  await putFileUses(
    ctx,
    { ...owner, kind: MATERIAL_KIND, scope: scope.material(row.slug), isOpen: row.state === "published" },
    standing,
  );
  const isNew = waiting.filter((id) => !standing.includes(id));
  await putFileUses(
    ctx,
    { ...owner, kind: WAITING_KIND, scope: scope.material(row.slug), isOpen: false },
    isNew,
  );
  await ctx.tx
    .update(material)
    .set({ languages: await listLanguages(ctx, materialId), downloads: downloadsOf(materialId) })
    .where(eq(material.pageId, materialId));
}

async function listIds(ctx: Ctx, materialId: string, isPublished: boolean): Promise<string[]> {
  const rows = await ctx.tx
    .select({ fileId: materialFile.fileId })
    .from(materialFile)
    .innerJoin(materialVersion, eq(materialVersion.id, materialFile.versionId))
    .where(
      and(
        eq(materialFile.materialId, materialId),
        isPublished ? isNotNull(materialVersion.publishedAt) : isNull(materialVersion.publishedAt),
      ),
    )
    .orderBy(desc(materialVersion.number), asc(materialFile.position));
  return [...new Set(rows.map((row) => row.fileId))];
}

/** Every language in which the material, in whatever version, or its link can be had. */
async function listLanguages(ctx: Ctx, materialId: string): Promise<string[]> {
  const { rows } = await ctx.tx.execute<{ language: string }>(sql`
    select f.language from ${materialFile} f join ${materialVersion} v on v.id = f.version_id
      where f.material_id = ${materialId} and (v.published_at is not null or v.number = 1)
    union select l.language from ${materialLink} l where l.material_id = ${materialId}
    order by language`);
  return rows.map((row) => row.language);
}

/** How often its files were downloaded, of all versions that readers have had, each file once. */
const downloadsOf = (materialId: string) => sql<number>`coalesce((select sum(d.count) from ${fileDownload} d
  where d.file_id in (select f.file_id from ${materialFile} f join ${materialVersion} v on v.id = f.version_id
    where f.material_id = ${materialId} and v.published_at is not null)), 0)`;

/**
 * Counts a download of a file for the materials that hand it out, beside the file's own count by day and country:
 * lists order by it without summing up. Each change of a material's files brings it to the sum.
 */
export async function countMaterialDownload(on: Queryable, fileId: string): Promise<void> {
  await on.execute(sql`update ${material} set downloads = downloads + 1 where page_id in (
    select f.material_id from ${materialFile} f join ${materialVersion} v on v.id = f.version_id
    where f.file_id = ${fileId} and v.published_at is not null)`);
}
