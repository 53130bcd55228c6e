import { desc, eq } from "drizzle-orm";
import { material, materialVersion } from "@/db/schema/training";
import type { Ctx } from "@/lib/core/ctx";

/** Finds a material's newest version, which is the one being edited. */
export async function newestVersion(ctx: Ctx, { id }: { id: string }) {
  const [row] = await ctx.tx
    .select({
      id: materialVersion.id,
      number: materialVersion.number,
      label: materialVersion.label,
      submittedAt: materialVersion.submittedAt,
      publishedAt: materialVersion.publishedAt,
    })
    .from(materialVersion)
    .where(eq(materialVersion.materialId, id))
    .orderBy(desc(materialVersion.number))
    .limit(1);
  if (!row) throw new Error("a material without a version");
  return row;
}

export type Newest = Awaited<ReturnType<typeof newestVersion>>;

/** Sets when a material was last changed, so that a reviewer who saw it earlier does not publish the change. */
export function touchMaterial(ctx: Ctx, { id }: { id: string }) {
  return ctx.tx.update(material).set({ updatedAt: ctx.now }).where(eq(material.pageId, id));
}
