import { desc, eq } from "drizzle-orm";
import { db, type Queryable } from "@/db/client";
import { material } from "@/db/schema/training";
import type { LatestMaterial } from "./model";

const isPublished = eq(material.state, "published");

/** Lists the newest materials for the home page, and their total number. */
export async function listLatest(
  most: number,
  on: Queryable = db(),
): Promise<{ rows: LatestMaterial[]; total: number }> {
  const [rows, total] = await Promise.all([
    on
      .select({
        slug: material.slug,
        title: material.title,
        language: material.language,
        kind: material.kind,
        languages: material.languages,
        renewedAt: material.renewedAt,
        updatedAt: material.updatedAt,
      })
      .from(material)
      .where(isPublished)
      .orderBy(desc(material.renewedAt), desc(material.pageId))
      .limit(most),
    on.$count(material, isPublished),
  ]);
  return {
    rows: rows.map(({ renewedAt, updatedAt, ...row }) => ({ ...row, at: renewedAt ?? updatedAt })),
    total,
  };
}

/** Lists every published material, for the sitemap. */
export function listMaterialAddresses(on: Queryable = db()): Promise<{ slug: string; updatedAt: Date }[]> {
  return on
    .select({ slug: material.slug, updatedAt: material.updatedAt })
    .from(material)
    .where(isPublished)
    .orderBy(desc(material.publishedAt), desc(material.pageId));
}
