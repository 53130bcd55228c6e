import { and, eq, inArray, isNotNull } from "drizzle-orm";
import type { Queryable } from "@/db/client";
import { post } from "@/db/schema/blog";
import { page, section } from "@/db/schema/revisions";
import { DomainError } from "@/lib/core/errors";
import { findAppearance, readRevisionByNumber } from "@/lib/revisions/contents";
import type { Placed } from "@/lib/revisions/oversee";
import { SECTION_ROW } from "@/lib/revisions/sections";

/**
 * A revision of a post since it appeared, of its text or of what stands round it; also of one that was taken back, which
 * readers may have again. Throws `not_found` for any other.
 */
export async function loadPast(
  on: Queryable,
  slug: string,
  number: number,
): Promise<Placed & { post: { id: string; title: string; language: string } }> {
  const [owner] = await on
    .select({
      id: post.pageId,
      title: post.title,
      language: post.language,
      sectionId: post.sectionId,
      publishedAt: post.publishedAt,
    })
    .from(post)
    .where(
      and(eq(post.slug, slug), inArray(post.state, ["published", "retracted"]), isNotNull(post.publishedAt)),
    );
  if (!owner?.publishedAt) throw new DomainError("not_found", "post");
  const { sectionId, publishedAt, ...about } = owner;
  const found = await readRevisionByNumber(on, owner.id, number);
  if (!found || number < (await findAppearance(on, sectionId, publishedAt)))
    throw new DomainError("not_found", "revision");
  const [own] = await on
    .select(SECTION_ROW)
    .from(section)
    .innerJoin(page, eq(page.id, section.pageId))
    .where(eq(section.id, found.sectionId));
  if (!own) throw new DomainError("not_found", "revision");
  return { section: own, revision: found, post: about };
}
