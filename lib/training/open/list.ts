import { and, asc, eq, gt, sql } from "drizzle-orm";
import type { z } from "zod";
import { db, type Queryable } from "@/db/client";
import { material } from "@/db/schema/training";
import type { Ctx } from "@/lib/core/ctx";
import { afterId, codeOf, cut, type Listed, removeDumps, textsOf } from "@/lib/open-data";
import { DESCRIPTION } from "../model";
import { listByIds } from "../queries/library";
import type { MaterialsList } from "./model";

type Materials = z.infer<typeof MaterialsList> & { slug?: string };

/**
 * Lists the public materials with descriptions, by page id. Materials for members or practitioners are
 * not open data, not even their titles.
 */
export async function listOpenMaterials(query: Materials, on: Queryable = db()): Promise<Listed<object>> {
  const country = await codeOf(query.country, on);
  const ids = await on
    .select({ id: material.pageId })
    .from(material)
    .where(
      and(
        eq(material.state, "published"),
        eq(material.access, "public"),
        query.after ? gt(material.pageId, afterId(query.after)) : undefined,
        query.slug ? eq(material.slug, query.slug) : undefined,
        query.topic ? sql`${material.topics} @> array[${query.topic}]` : undefined,
        country ? sql`${material.countries} @> array[${country}]` : undefined,
        query.kind ? eq(material.kind, query.kind) : undefined,
        query.lang ? sql`${material.languages} @> array[${query.lang}]` : undefined,
      ),
    )
    .orderBy(asc(material.pageId))
    .limit(query.limit + 1);
  const page = cut(ids, query.limit, ({ id }) => id);
  const wanted = page.rows.map(({ id }) => id);
  const [lines, texts] = await Promise.all([listByIds(wanted, on), textsOf(wanted, DESCRIPTION, on)]);
  const rows = lines.map((line) => {
    const { id, slug, title, abstract, kind, level, tlp, audiences, topics, languages, countries } = line;
    const { publisher, durationMinutes, version, files, bytes, isStale, publishedAt, updatedAt } = line;
    return {
      id,
      slug,
      title,
      abstract,
      lang: line.language,
      kind,
      level,
      tlp,
      audiences,
      topics,
      languages,
      countries,
      publisher,
      durationMinutes,
      version,
      files,
      bytes,
      isStale,
      publishedAt,
      updatedAt,
      content: texts(id),
      href: `/training/${slug}`,
    };
  });
  return { ...page, rows };
}

/** Removes the dumps that may contain a material, if it is published but not (any more) public. */
export async function removeClosedMaterial(ctx: Ctx, { pageId }: { pageId: string }): Promise<void> {
  const [row] = await ctx.tx
    .select({ access: material.access, state: material.state })
    .from(material)
    .where(eq(material.pageId, pageId));
  if (row?.state === "published" && row.access !== "public") await removeDumps("materials")(ctx);
}
