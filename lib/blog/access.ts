import { asc, eq } from "drizzle-orm";
import type { Queryable, Tx } from "@/db/client";
import { type PostState, post, postAuthor } from "@/db/schema/blog";
import { page, section } from "@/db/schema/revisions";
import { DomainError } from "@/lib/core/errors";
import type { PostFacts } from "@/lib/core/policy";
import { SECTION_ROW, type SectionRow } from "@/lib/revisions/sections";

/** A post as its commands need it. */
export interface LoadedPost {
  id: string;
  slug: string;
  title: string;
  state: PostState;
  coverId: string | null;
  coverAlt: string | null;
  topics: string[];
  publishedAt: Date | null;
  publishAt: Date | null;
  isCommentsLocked: boolean;
  authors: string[];
  section: SectionRow;
  facts: PostFacts;
}

const COLUMNS = {
  id: post.pageId,
  slug: post.slug,
  title: post.title,
  state: post.state,
  coverId: post.coverId,
  coverAlt: post.coverAlt,
  topics: post.topics,
  publishedAt: post.publishedAt,
  publishAt: post.publishAt,
  isCommentsLocked: post.isCommentsLocked,
  section: SECTION_ROW,
} as const;

/**
 * A post for writing, its row locked until the transaction ends, so that of two who decide at once the second finds
 * it decided. Throws `not_found` for an unknown slug.
 */
export async function loadPost(tx: Tx, slug: string): Promise<LoadedPost> {
  const [row] = await tx
    .select(COLUMNS)
    .from(post)
    .innerJoin(page, eq(page.id, post.pageId))
    .innerJoin(section, eq(section.id, post.sectionId))
    .where(eq(post.slug, slug))
    .for("no key update", { of: post });
  if (!row) throw new DomainError("not_found", "post");
  const authors = await listAuthorIds(tx, row.id);
  return { ...row, authors, facts: { authors, state: row.state } };
}

/** Who signs a post, in the order of the byline. */
export async function listAuthorIds(on: Queryable, postId: string): Promise<string[]> {
  const rows = await on
    .select({ memberId: postAuthor.memberId })
    .from(postAuthor)
    .where(eq(postAuthor.postId, postId))
    .orderBy(asc(postAuthor.position));
  return rows.map((row) => row.memberId);
}

/** What every fact of a post carries. */
export const postFact = ({ id, slug }: Pick<LoadedPost, "id" | "slug">) => ({ pageId: id, slug });

/** Throws `conflict` / `post_state` unless the post is in one of these states. */
export function requireState(loaded: LoadedPost, ...states: PostState[]): void {
  if (!states.includes(loaded.state))
    throw new DomainError("conflict", "post_state", { state: loaded.state });
}
