import { eq, inArray } from "drizzle-orm";
import { material } from "@/db/schema/training";
import { DomainError } from "@/lib/core/errors";
import type { FlagKind } from "@/lib/flags";
import { isolateBidi } from "@/lib/notices/model";

/** The kind of thing that training material is for flags. */
export const MATERIAL_FLAGS = "material";

/** Training material, as flags know it. It was reviewed before it appeared, so flags never hide it. */
export const materialFlags: FlagKind = {
  kind: MATERIAL_FLAGS,
  async at({ parts: [area, slug] }, on) {
    if (area !== "training" || !slug) return null;
    const [row] = await on.select({ id: material.pageId }).from(material).where(eq(material.slug, slug));
    return row?.id ?? null;
  },
  async find(ctx, id) {
    const [row] = await ctx.tx
      .select({ state: material.state, ownerId: material.ownerId })
      .from(material)
      .where(eq(material.pageId, id));
    if (row?.state !== "published") throw new DomainError("not_found", "material");
    return { kind: MATERIAL_FLAGS, id, pageId: id, authorIds: row.ownerId ? [row.ownerId] : [] };
  },
  async describe(_reader, ids, on) {
    const rows = await on
      .select({
        id: material.pageId,
        slug: material.slug,
        title: material.title,
        state: material.state,
        text: material.abstract,
      })
      .from(material)
      .where(inArray(material.pageId, [...ids]));
    const seen = rows.filter(({ state }) => state === "published" || state === "retracted");
    return new Map(
      seen.map(({ id, slug, title, text }) => [
        id,
        { title: () => isolateBidi(title), path: `/training/${slug}`, text, author: null },
      ]),
    );
  },
};
