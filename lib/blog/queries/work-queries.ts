import { and, asc, eq } from "drizzle-orm";
import { db, type Queryable } from "@/db/client";
import { member } from "@/db/schema/accounts";
import { comment, commentFlag, commentVersion, post } from "@/db/schema/blog";
import type { Actor } from "@/lib/core/actor";
import { DomainError } from "@/lib/core/errors";
import { can } from "@/lib/core/policy";
import type { Content } from "@/lib/text/nodes";
import { editableUntil } from "../model";
import type { CommentedPost, CommentInWork, OpenFlag, OwnFlag } from "../writing/model";

/** The post under which comments stand. Throws `not_found` for one that has not appeared, or was retracted. */
export async function findCommented(slug: string, on: Queryable = db()): Promise<CommentedPost> {
  const [row] = await on
    .select({ id: post.pageId, slug: post.slug, title: post.title, isLocked: post.isCommentsLocked })
    .from(post)
    .where(and(eq(post.slug, slug), eq(post.state, "published")));
  if (!row) throw new DomainError("not_found", "post");
  return row;
}

/**
 * A comment by everyone while it is shown, else by its author and moderators alone, with what this reader reported of it
 * and, for moderators, what others did. Throws `not_found`.
 */
export async function findComment(
  actor: Actor,
  { slug, id }: { slug: string; id: string },
  on: Queryable = db(),
): Promise<{ post: CommentedPost; comment: CommentInWork; ownFlag: OwnFlag | null; flags: OpenFlag[] }> {
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
      versions: await listVersions(on, id),
    },
    ownFlag: await findOwnFlag(on, id, actor.id),
    flags: can(actor, "comment.moderate") ? await listOpenFlags(on, id) : [],
  };
}

async function findOwnFlag(on: Queryable, commentId: string, memberId: string): Promise<OwnFlag | null> {
  const [row] = await on
    .select({ state: commentFlag.state, createdAt: commentFlag.createdAt })
    .from(commentFlag)
    .where(and(eq(commentFlag.commentId, commentId), eq(commentFlag.memberId, memberId)));
  return row ?? null;
}

/** How many reports of one comment a page shows. */
const MOST_FLAGS = 50;

function listOpenFlags(on: Queryable, commentId: string): Promise<OpenFlag[]> {
  return on
    .select({
      id: commentFlag.id,
      reason: commentFlag.reason,
      createdAt: commentFlag.createdAt,
      by: { handle: member.handle, displayName: member.displayName },
    })
    .from(commentFlag)
    .innerJoin(member, eq(member.id, commentFlag.memberId))
    .where(and(eq(commentFlag.commentId, commentId), eq(commentFlag.state, "open")))
    .orderBy(asc(commentFlag.createdAt))
    .limit(MOST_FLAGS);
}

async function listVersions(on: Queryable, id: string): Promise<CommentInWork["versions"]> {
  const rows = await on
    .select({ number: commentVersion.number, content: commentVersion.content, until: commentVersion.until })
    .from(commentVersion)
    .where(eq(commentVersion.commentId, id))
    .orderBy(asc(commentVersion.number));
  return rows.map((row) => ({ ...row, content: row.content as Content }));
}
