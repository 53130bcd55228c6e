import { and, eq, isNotNull, or } from "drizzle-orm";
import { material, materialVersion } from "@/db/schema/training";
import type { EventKind } from "@/lib/webhooks";

/** A material that is open to everybody, as in the open data. The subject is the material, or a later version of it. */
export const TRAINING_EVENT: EventKind = {
  kind: "training.published",
  async read(subjectId, on) {
    const [row] = await on
      .select({
        slug: material.slug,
        title: material.title,
        language: material.language,
        topics: material.topics,
        countries: material.countries,
        articles: material.articles,
        version: materialVersion.label,
      })
      .from(material)
      .leftJoin(
        materialVersion,
        and(
          eq(materialVersion.materialId, material.pageId),
          eq(materialVersion.id, subjectId),
          isNotNull(materialVersion.publishedAt),
        ),
      )
      .where(
        and(
          or(eq(material.pageId, subjectId), eq(materialVersion.id, subjectId)),
          eq(material.state, "published"),
          eq(material.access, "public"),
        ),
      );
    if (!row) return null;
    const { slug, title, language, version, ...tags } = row;
    return {
      ...tags,
      path: `/training/${slug}`,
      apiPath: `/api/v1/materials/${slug}`,
      more: { title, language, version },
    };
  },
};
