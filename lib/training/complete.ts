import { desc, eq } from "drizzle-orm";
import { material, materialFile, materialItem, materialLink, materialVersion } from "@/db/schema/training";
import type { Ctx } from "@/lib/core/ctx";
import { invalidFields } from "@/lib/core/errors";

/**
 * Throws `invalid` with what is missing for publication: abstract, kind, level, audience, subject, format,
 * duration, licence, jurisdictions (or that it concerns none), and something to use.
 */
export async function requireComplete(ctx: Ctx, materialId: string): Promise<void> {
  const [row] = await ctx.tx
    .select({
      abstract: material.abstract,
      kind: material.kind,
      level: material.level,
      audiences: material.audiences,
      topics: material.topics,
      formats: material.formats,
      countries: material.countries,
      isNeutral: material.isNeutral,
      durationMinutes: material.durationMinutes,
      deliveryDays: material.deliveryDays,
      licence: material.licence,
    })
    .from(material)
    .where(eq(material.pageId, materialId));
  if (!row) throw new Error("a material without a row");
  const { files, others } = await countHeld(ctx, materialId);
  const lacks: Record<string, string[]> = {};
  // A material created with only a title has neither.
  if (row.abstract === "") lacks.abstract = ["required"];
  if (row.kind === "") lacks.kind = ["choose"];
  if (row.level === "") lacks.level = ["choose"];
  if (row.licence === "") lacks.licence = ["choose"];
  if (row.audiences.length === 0) lacks.audiences = ["choose"];
  if (row.topics.length === 0) lacks.topics = ["choose"];
  if (row.formats.length === 0) lacks.formats = ["choose"];
  if (row.countries.length === 0 && !row.isNeutral) lacks.countries = ["country_or_neutral"];
  if (row.durationMinutes === null && row.deliveryDays === null) lacks.hours = ["required"];
  // Linked content may have an unknown licence, but uploaded files may not.
  if (row.licence === "unknown" && files > 0) lacks.licence = ["licence_unknown"];
  if (files + others === 0) lacks.use = ["material_empty"];
  if (Object.keys(lacks).length > 0) throw invalidFields(lacks);
}

async function countHeld(ctx: Ctx, materialId: string): Promise<{ files: number; others: number }> {
  const [version] = await ctx.tx
    .select({ id: materialVersion.id })
    .from(materialVersion)
    .where(eq(materialVersion.materialId, materialId))
    .orderBy(desc(materialVersion.number))
    .limit(1);
  const files = version ? await ctx.tx.$count(materialFile, eq(materialFile.versionId, version.id)) : 0;
  const links = await ctx.tx.$count(materialLink, eq(materialLink.materialId, materialId));
  const items = await ctx.tx.$count(materialItem, eq(materialItem.courseId, materialId));
  return { files, others: links + items };
}
