import { and, eq } from "drizzle-orm";
import { db, type Queryable } from "@/db/client";
import { post, postAuthor } from "@/db/schema/blog";
import type { Actor } from "@/lib/core/actor";
import { type AmendedText, type Amendment, compareAmended, findAmendment } from "@/lib/revisions";
import { listAuthorIds } from "../access";
import { bodyKind } from "../body";
import { POST_KIND } from "../model";
import { OWNER } from "../past";

/**
 * Finds a reviewer's changes to a post before publication. Throws `not_found` if the member does not sign it,
 * or only authors changed its text.
 */
export async function findAmendedPost(
  actor: Actor,
  slug: string,
  on: Queryable = db(),
): Promise<AmendedText> {
  const [row] = await on
    .select(OWNER)
    .from(post)
    .innerJoin(postAuthor, eq(postAuthor.postId, post.pageId))
    .where(and(eq(post.slug, slug), eq(postAuthor.memberId, actor.id), eq(postAuthor.state, "agreed")));
  const authorIds = row ? await listAuthorIds(on, row.id) : [];
  return compareAmended(on, bodyKind, row, { authorIds, what: POST_KIND });
}

/** Finds the changes that members who do not sign a post made to its text before its publication. */
export async function findPostAmendment(
  on: Queryable,
  { id, sectionId, publishedAt }: { id: string; sectionId: string; publishedAt: Date | null },
): Promise<Amendment | null> {
  return findAmendment(on, { sectionId, authorIds: await listAuthorIds(on, id), until: publishedAt });
}
