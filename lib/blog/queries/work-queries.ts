import { and, asc, eq } from "drizzle-orm";
import { db, type Queryable } from "@/db/client";
import { member } from "@/db/schema/accounts";
import { comment, commentVersion, post, postAuthor, postPreview } from "@/db/schema/blog";
import { revision, section } from "@/db/schema/revisions";
import type { Actor } from "@/lib/core/actor";
import { DomainError } from "@/lib/core/errors";
import { can } from "@/lib/core/policy";
import { listFilesOf } from "@/lib/files";
import type { PlacedFile } from "@/lib/files/model";
import { contentOf } from "@/lib/revisions/contents";
import type { Content } from "@/lib/text/nodes";
import { bodyKind } from "../body";
import { previewHash } from "../commands/previews";
import { editableUntil, POST_KIND } from "../model";
import type { CommentedPost, CommentInWork, PostState } from "../writing/model";

/** A post as whoever has a link to its preview reads it. */
export interface PreviewedPost {
  slug: string;
  state: PostState;
  title: string;
  summary: string;
  language: string;
  authors: string[];
  content: Content;
  pictures: PlacedFile[];
  expiresAt: Date;
}

/** The post that a preview link leads to. Throws `not_found` for no link of ours, `gone` for one whose time is over. */
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
      expiresAt: postPreview.expiresAt,
      content: revision.content,
    })
    .from(postPreview)
    .innerJoin(post, eq(post.pageId, postPreview.postId))
    .innerJoin(section, eq(section.id, post.sectionId))
    .leftJoin(revision, eq(revision.id, section.currentRevisionId))
    .where(eq(postPreview.hash, previewHash(token)));
  if (!row) throw new DomainError("not_found", "post");
  if (row.expiresAt <= now) throw new DomainError("gone", "preview");
  const { id, content, ...own } = row;
  const [authors, pictures] = await Promise.all([
    on
      .select({ name: member.displayName })
      .from(postAuthor)
      .innerJoin(member, eq(member.id, postAuthor.memberId))
      .where(eq(postAuthor.postId, id))
      .orderBy(asc(postAuthor.position)),
    listFilesOf({ kind: POST_KIND, id }, on),
  ]);
  return {
    ...own,
    authors: authors.map((author) => author.name),
    content: contentOf(bodyKind, content === null ? null : { content }) as Content,
    pictures,
  };
}

/** The post under which comments stand. Throws `not_found` for one that has not appeared, or was retracted. */
export async function findCommented(slug: string, on: Queryable = db()): Promise<CommentedPost> {
  const [row] = await on
    .select({ id: post.pageId, slug: post.slug, title: post.title, isLocked: post.isCommentsLocked })
    .from(post)
    .where(and(eq(post.slug, slug), eq(post.state, "published")));
  if (!row) throw new DomainError("not_found", "post");
  return row;
}

/** A comment by everyone while it is shown, else by its author and moderators alone. Throws `not_found`. */
export async function findComment(
  actor: Actor,
  { slug, id }: { slug: string; id: string },
  on: Queryable = db(),
): Promise<{ post: CommentedPost; comment: CommentInWork }> {
  const own = await findCommented(slug, on);
  const [row] = await on
    .select({
      id: comment.id,
      state: comment.state,
      content: comment.content,
      author: { id: member.id, handle: member.handle, displayName: member.displayName },
      memberState: member.state,
      createdAt: comment.createdAt,
      editedAt: comment.editedAt,
      reason: comment.reason,
    })
    .from(comment)
    .innerJoin(member, eq(member.id, comment.authorId))
    .where(and(eq(comment.id, id), eq(comment.postId, own.id)));
  if (!row) throw new DomainError("not_found", "comment");
  const { memberState, author, content, reason, ...line } = row;
  const isNear = author.id === actor.id || can(actor, "comment.moderate");
  if (line.state !== "shown" && !isNear) throw new DomainError("not_found", "comment");
  return {
    post: own,
    comment: {
      ...line,
      reason: isNear ? reason : null,
      author: memberState === "erased" ? null : author,
      content: content as Content,
      editableUntil: editableUntil(line.createdAt),
      versions: isNear ? await listVersions(on, id) : [],
    },
  };
}

async function listVersions(on: Queryable, id: string): Promise<CommentInWork["versions"]> {
  const rows = await on
    .select({ number: commentVersion.number, content: commentVersion.content, until: commentVersion.until })
    .from(commentVersion)
    .where(eq(commentVersion.commentId, id))
    .orderBy(asc(commentVersion.number));
  return rows.map((row) => ({ ...row, content: row.content as Content }));
}
