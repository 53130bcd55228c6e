import { and, eq, isNotNull, ne, or } from "drizzle-orm";
import { material, materialVersion } from "@/db/schema/training";
import type { Ctx } from "@/lib/core/ctx";
import { type EventKind, logEvent } from "@/lib/webhooks";

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

/** A material that not everybody can have any more: retracted while it was open to all, or closed. Its address, and nothing else. */
export const TRAINING_RETRACTED: EventKind = {
  kind: "training.retracted",
  async read(pageId, on) {
    const [row] = await on
      .select({
        slug: material.slug,
        topics: material.topics,
        countries: material.countries,
        articles: material.articles,
      })
      .from(material)
      .where(
        and(
          eq(material.pageId, pageId),
          or(
            and(eq(material.state, "retracted"), eq(material.access, "public")),
            and(eq(material.state, "published"), ne(material.access, "public")),
          ),
        ),
      );
    if (!row) return null;
    const { slug, ...tags } = row;
    return { ...tags, path: `/training/${slug}`, apiPath: `/api/v1/materials/${slug}`, more: {} };
  },
};

/** A material was retracted, which can happen to it repeatedly. */
export const logMaterialRetracted = (ctx: Ctx, { pageId }: { pageId: string }): Promise<void> =>
  logEvent(ctx, { kind: TRAINING_RETRACTED.kind, subjectId: pageId, isRepeated: true });

/** A published material was opened to everybody or closed. Does nothing if that did not change. */
export async function logMaterialOpened(
  ctx: Ctx,
  { pageId, isOpen }: { pageId: string; isOpen?: boolean },
): Promise<void> {
  if (isOpen === undefined) return;
  const { kind } = isOpen ? TRAINING_EVENT : TRAINING_RETRACTED;
  await logEvent(ctx, { kind, subjectId: pageId, isRepeated: true });
}
