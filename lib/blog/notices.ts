import { and, asc, eq, inArray } from "drizzle-orm";
import { member } from "@/db/schema/accounts";
import { comment, commentFlag, postAuthor } from "@/db/schema/blog";
import type { Ctx } from "@/lib/core/ctx";
import { forgetNews, notify } from "@/lib/notices/notify";
import type { Content } from "@/lib/text/nodes";
import { contentText } from "@/lib/text/plain";
import { mentionedIn } from "./model";

/*
 * What concerns members in person is told in the transaction in which it happens: few people, one statement, and
 * nothing that a job would have to find out again. Nobody is told of what they did themselves.
 */

interface PostFact {
  pageId: string;
}
interface CommentFact extends PostFact {
  commentId: string;
}

/** How far their post came is told to its authors. */
export const tellAuthors =
  (kind: "post.scheduled" | "post.published" | "post.returned" | "post.retracted" | "post.removed") =>
  async (ctx: Ctx, { pageId }: PostFact): Promise<void> => {
    const rows = await ctx.tx
      .select({ memberId: postAuthor.memberId })
      .from(postAuthor)
      .where(and(eq(postAuthor.postId, pageId), eq(postAuthor.state, "agreed")))
      .orderBy(asc(postAuthor.position));
    const memberIds = rows.map((row) => row.memberId);
    await notify(ctx, { memberIds, category: "decision", kind, key: pageId, pageId });
  };

/** Somebody is asked whether they sign a post. */
export async function tellAskedToSign(
  ctx: Ctx,
  { pageId, memberId }: PostFact & { memberId: string },
): Promise<void> {
  await notify(ctx, {
    memberIds: [memberId],
    category: "decision",
    kind: "post.byline",
    key: pageId,
    pageId,
  });
}

/** The same of all who have not said so yet, in place of what they were told: a post that was deleted is there again. */
export async function tellAllAsked(ctx: Ctx, { pageId }: PostFact): Promise<void> {
  await forgetNews(ctx, "post.byline", pageId);
  const rows = await ctx.tx
    .select({ memberId: postAuthor.memberId })
    .from(postAuthor)
    .where(and(eq(postAuthor.postId, pageId), eq(postAuthor.state, "asked")))
    .orderBy(asc(postAuthor.position));
  for (const { memberId } of rows) await tellAskedToSign(ctx, { pageId, memberId });
}

/**
 * A comment can be read: members that it names are told, and the author of the comment that it replies to, each once
 * and for the nearest reason; nobody who muted the post. Whoever watches the post is told by a job.
 */
export async function tellConcerned(ctx: Ctx, { pageId, commentId }: CommentFact): Promise<void> {
  const [row] = await ctx.tx
    .select({
      authorId: comment.authorId,
      parentId: comment.parentId,
      state: comment.state,
      content: comment.content,
    })
    .from(comment)
    .where(eq(comment.id, commentId));
  if (row?.state !== "shown") return;
  const of = { kind: "comment", key: commentId, pageId, unlessMuted: true };
  const named = (await listMentioned(ctx, contentText(row.content as Content))).filter(
    (id) => id !== row.authorId,
  );
  await notify(ctx, { memberIds: named, category: "mention", ...of });
  const repliedTo = row.parentId === null ? null : await authorOf(ctx, row.parentId);
  if (repliedTo && repliedTo !== row.authorId && !named.includes(repliedTo))
    await notify(ctx, { memberIds: [repliedTo], category: "reply", ...of });
}

async function listMentioned(ctx: Ctx, text: string): Promise<string[]> {
  const handles = mentionedIn(text);
  if (handles.length === 0) return [];
  const rows = await ctx.tx
    .select({ id: member.id })
    .from(member)
    .where(and(inArray(member.handle, handles), eq(member.state, "active")));
  return rows.map((row) => row.id);
}

async function authorOf(ctx: Ctx, commentId: string): Promise<string | null> {
  const [row] = await ctx.tx
    .select({ authorId: comment.authorId })
    .from(comment)
    .where(eq(comment.id, commentId));
  return row?.authorId ?? null;
}

/** A comment's author is told that it is shown, or that it was hidden and why. */
export async function tellCommentAuthor(ctx: Ctx, { pageId, commentId }: CommentFact): Promise<void> {
  const authorId = await authorOf(ctx, commentId);
  const memberIds = authorId ? [authorId] : [];
  await notify(ctx, { memberIds, category: "decision", kind: "comment-decided", key: commentId, pageId });
}

/** Whoever reported a comment hears what came of it. */
export async function tellReporters(
  ctx: Ctx,
  { pageId, flagIds }: PostFact & { flagIds: readonly string[] },
): Promise<void> {
  if (flagIds.length === 0) return;
  const flags = await ctx.tx
    .select({ id: commentFlag.id, memberId: commentFlag.memberId })
    .from(commentFlag)
    .where(inArray(commentFlag.id, [...flagIds]))
    .orderBy(asc(commentFlag.memberId));
  for (const { id, memberId } of flags)
    await notify(ctx, { memberIds: [memberId], category: "decision", kind: "flag.decided", key: id, pageId });
}
