import { and, eq } from "drizzle-orm";
import { db, type Queryable } from "@/db/client";
import { post, postAuthor } from "@/db/schema/blog";
import type { Actor } from "@/lib/core/actor";
import { DomainError } from "@/lib/core/errors";
import { type AmendedText, type Amendment, diffAmendment, findAmendment } from "@/lib/revisions";
import { bodyKind } from "../body";
import { OWNER } from "../past";

/**
 * Finds what a reviewer changed in a post before it appeared. Throws `not_found` where the member does not sign the post, or
 * only its authors changed its text.
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
  const found = row ? await findPostAmendment(on, row) : null;
  if (!row || !found) throw new DomainError("not_found", "post");
  return diffAmendment(on, bodyKind, row, found);
}

/** Finds what was changed in the text of a post before it appeared by members who do not sign it. */
export async function findPostAmendment(
  on: Queryable,
  of: { id: string; sectionId: string; publishedAt: Date | null },
): Promise<Amendment | null> {
  const authors = await on
    .select({ id: postAuthor.memberId })
    .from(postAuthor)
    .where(and(eq(postAuthor.postId, of.id), eq(postAuthor.state, "agreed")));
  return findAmendment(on, {
    sectionId: of.sectionId,
    authorIds: authors.map(({ id }) => id),
    until: of.publishedAt,
  });
}
