import { and, eq } from "drizzle-orm";
import { db, type Queryable } from "@/db/client";
import { post, postAuthor } from "@/db/schema/blog";
import type { Actor } from "@/lib/core/actor";
import { DomainError } from "@/lib/core/errors";
import { findAmendment } from "@/lib/revisions/amended";
import { contentOf } from "@/lib/revisions/contents";
import type { DiffResult } from "@/lib/revisions/model";
import type { Content } from "@/lib/text/nodes";
import { bodyKind } from "../body";

/** What a reviewer changed in the text of a post before it appeared: for those who sign it. */
export interface AmendedPost {
  slug: string;
  title: string;
  language: string;
  from: number;
  to: number;
  diff: DiffResult;
}

/** Throws `not_found` for whoever does not sign the post, and where nobody else changed its text. */
export async function findAmendedPost(
  actor: Actor,
  slug: string,
  on: Queryable = db(),
): Promise<AmendedPost> {
  const [row] = await on
    .select({
      id: post.pageId,
      slug: post.slug,
      title: post.title,
      language: post.language,
      sectionId: post.sectionId,
      publishedAt: post.publishedAt,
    })
    .from(post)
    .innerJoin(postAuthor, eq(postAuthor.postId, post.pageId))
    .where(and(eq(post.slug, slug), eq(postAuthor.memberId, actor.id), eq(postAuthor.state, "agreed")));
  const found = row ? await amendmentOf(on, row) : null;
  if (!row || !found) throw new DomainError("not_found", "post");
  const [before, after] = [found.from, found.to].map((one) => contentOf(bodyKind, one) as Content);
  const { title, language } = row;
  return {
    ...{ slug: row.slug, title, language, from: found.from.number, to: found.to.number },
    diff: bodyKind.diff(before as Content, after as Content),
  };
}

/** The same as revisions. */
async function amendmentOf(on: Queryable, of: { id: string; sectionId: string; publishedAt: Date | null }) {
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
