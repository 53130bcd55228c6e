import { and, eq, inArray, isNotNull } from "drizzle-orm";
import type { Queryable } from "@/db/client";
import { page, section } from "@/db/schema/revisions";
import { material } from "@/db/schema/training";
import { DomainError } from "@/lib/core/errors";
import { findAppearance, readRevisionByNumber } from "@/lib/revisions/contents";
import type { Placed } from "@/lib/revisions/oversee";
import { SECTION_ROW } from "@/lib/revisions/sections";

/**
 * A revision of a material's description since it appeared; also of one that was taken back, which readers may have
 * again. Throws `not_found` for any other.
 */
export async function loadPast(
  on: Queryable,
  slug: string,
  number: number,
): Promise<Placed & { material: { title: string; language: string } }> {
  const [owner] = await on
    .select({
      ...{ title: material.title, language: material.language },
      publishedAt: material.publishedAt,
      section: SECTION_ROW,
    })
    .from(material)
    .innerJoin(page, eq(page.id, material.pageId))
    .innerJoin(section, eq(section.id, material.sectionId))
    .where(
      and(
        eq(material.slug, slug),
        inArray(material.state, ["published", "retracted"]),
        isNotNull(material.publishedAt),
      ),
    );
  if (!owner?.publishedAt) throw new DomainError("not_found", "material");
  const { section: own, publishedAt, ...about } = owner;
  const found = await readRevisionByNumber(on, own.pageId, number);
  if (found?.sectionId !== own.id || number < (await findAppearance(on, own.id, publishedAt)))
    throw new DomainError("not_found", "revision");
  return { section: own, revision: found, material: about };
}
