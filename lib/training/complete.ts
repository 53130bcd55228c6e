import { and, desc, eq, notInArray } from "drizzle-orm";
import { file } from "@/db/schema/files";
import { material, materialFile, materialItem, materialLink, materialVersion } from "@/db/schema/training";
import type { Ctx } from "@/lib/core/ctx";
import { invalidFields } from "@/lib/core/errors";
import { lacksOf } from "./completeness/model";

/** Throws `invalid` with what is missing for publication (`lacksOf`). */
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
  const lacks = lacksOf({ ...row, files, others });
  if (lacks.size > 0)
    throw invalidFields(Object.fromEntries([...lacks].map(([field, code]) => [field, [code]])));
}

async function countHeld(ctx: Ctx, materialId: string): Promise<{ files: number; others: number }> {
  const [version] = await ctx.tx
    .select({ id: materialVersion.id })
    .from(materialVersion)
    .where(eq(materialVersion.materialId, materialId))
    .orderBy(desc(materialVersion.number))
    .limit(1);
  // A refused file is shown to its uploader only, so that they see the reason.
  const refused = ctx.tx.select({ id: file.id }).from(file).where(eq(file.state, "refused"));
  const usable = and(
    eq(materialFile.versionId, version?.id ?? materialId),
    notInArray(materialFile.fileId, refused),
  );
  const files = await ctx.tx.$count(materialFile, usable);
  const links = await ctx.tx.$count(materialLink, eq(materialLink.materialId, materialId));
  const items = await ctx.tx.$count(materialItem, eq(materialItem.courseId, materialId));
  return { files, others: links + items };
}
