import { and, asc, desc, eq, gt } from "drizzle-orm";
import { db, type Queryable } from "@/db/client";
import { member } from "@/db/schema/accounts";
import { post, postAuthor, postPreview } from "@/db/schema/blog";
import { revision, section } from "@/db/schema/revisions";
import { DomainError } from "@/lib/core/errors";
import { listFilesOf } from "@/lib/files";
import type { PlacedFile } from "@/lib/files/model";
import { contentOf } from "@/lib/revisions";
import type { Content } from "@/lib/text/nodes";
import { bodyKind } from "../body";
import { previewHash } from "../commands/previews";
import { POST_KIND } from "../model";
import type { PostInWork, PostState } from "../writing/model";

/** A post as shown by a preview link. */
export interface PreviewedPost {
  slug: string;
  state: PostState;
  title: string;
  summary: string;
  language: string;
  authors: string[];
  cover: { file: string; alt: string | null } | null;
  content: Content;
  pictures: PlacedFile[];
  expiresAt: Date;
}

/** Checks whether a link no longer works: it expired, or its post is in the trash (until restored). */
const isOver = (row: { state: PostState; expiresAt: Date }, now: Date) =>
  row.expiresAt <= now || row.state === "removed";

/** Finds the post of a preview link. Throws `not_found` for an unknown link, `gone` for an expired one. */
export async function findPreview(
  token: string,
  now = new Date(),
  on: Queryable = db(),
): Promise<PreviewedPost> {
  const [row] = await on
    .select({
      id: post.pageId,
      slug: post.slug,
      state: post.state,
      title: post.title,
      summary: post.summary,
      language: post.language,
      coverId: post.coverId,
      coverAlt: post.coverAlt,
      expiresAt: postPreview.expiresAt,
      content: revision.content,
    })
    .from(postPreview)
    .innerJoin(post, eq(post.pageId, postPreview.postId))
    .innerJoin(section, eq(section.id, post.sectionId))
    .leftJoin(revision, eq(revision.id, section.currentRevisionId))
    .where(eq(postPreview.hash, previewHash(token)));
  if (!row) throw new DomainError("not_found", "post");
  if (isOver(row, now)) throw new DomainError("gone", "preview");
  const { id, content, coverId, coverAlt, ...own } = row;
  const [authors, pictures] = await Promise.all([
    on
      .select({ name: member.displayName })
      .from(postAuthor)
      .innerJoin(member, eq(member.id, postAuthor.memberId))
      .where(and(eq(postAuthor.postId, id), eq(postAuthor.state, "agreed")))
      .orderBy(asc(postAuthor.position)),
    listFilesOf({ kind: POST_KIND, id }, on),
  ]);
  return {
    ...own,
    authors: authors.map((author) => author.name),
    cover: coverId === null ? null : { file: coverId, alt: coverAlt },
    content: contentOf(bodyKind, content === null ? null : { content }) as Content,
    pictures,
  };
}

/**
 * Finds the owner of the pictures behind a preview link. Throws `not_found` for an unknown link or a
 * published post, whose pictures have public addresses; `gone` for an expired one.
 */
export async function findPreviewed(
  token: string,
  now = new Date(),
  on: Queryable = db(),
): Promise<{ kind: string; id: string }> {
  const [row] = await on
    .select({ id: post.pageId, state: post.state, expiresAt: postPreview.expiresAt })
    .from(postPreview)
    .innerJoin(post, eq(post.pageId, postPreview.postId))
    .where(eq(postPreview.hash, previewHash(token)));
  if (!row || row.state === "published" || row.state === "retracted")
    throw new DomainError("not_found", "post");
  if (isOver(row, now)) throw new DomainError("gone", "preview");
  return { kind: POST_KIND, id: row.id };
}

/** Lists a post's working preview links, newest first; their tokens are not stored. */
export function listPreviews(
  postId: string,
  now = new Date(),
  on: Queryable = db(),
): Promise<PostInWork["previews"]> {
  return on
    .select({
      id: postPreview.hash,
      by: member.displayName,
      createdAt: postPreview.createdAt,
      expiresAt: postPreview.expiresAt,
    })
    .from(postPreview)
    .innerJoin(member, eq(member.id, postPreview.createdBy))
    .where(and(eq(postPreview.postId, postId), gt(postPreview.expiresAt, now)))
    .orderBy(desc(postPreview.createdAt), desc(postPreview.hash));
}
