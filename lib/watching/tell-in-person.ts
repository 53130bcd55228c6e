import { and, asc, eq, inArray, ne } from "drizzle-orm";
import { member } from "@/db/schema/accounts";
import { comment, commentFlag, postAuthor } from "@/db/schema/blog";
import { material, materialMessage, materialRequest, materialSuggestion } from "@/db/schema/training";
import { notice } from "@/db/schema/watching";
import { mentionedIn } from "@/lib/blog/model";
import type { Ctx } from "@/lib/core/ctx";
import type { Content } from "@/lib/text/nodes";
import { contentText } from "@/lib/text/plain";
import { notify } from "./notify";
import { tellReviewers } from "./review/tell-reviewers";

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
  await ctx.tx.delete(notice).where(and(eq(notice.kind, "post.byline"), eq(notice.key, pageId)));
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

interface MaterialFact {
  pageId: string;
}

async function ownerOf(ctx: Ctx, pageId: string): Promise<string[]> {
  const rows = await ctx.tx
    .select({ ownerId: material.ownerId })
    .from(material)
    .where(and(eq(material.pageId, pageId), ne(material.state, "removed")));
  return rows.flatMap(({ ownerId }) => ownerId ?? []);
}

/** How far a material came is told to its owner. */
export const tellOwner =
  (kind: "material.published" | "material.returned" | "material.retracted" | "material.outdated") =>
  async (ctx: Ctx, { pageId }: MaterialFact): Promise<void> => {
    const memberIds = await ownerOf(ctx, pageId);
    const category = kind === "material.outdated" ? "review" : "decision";
    await notify(ctx, { memberIds, category, kind, key: pageId, pageId });
  };

/** A version that waited can be had: its owner is told. */
export async function tellVersionOwner(
  ctx: Ctx,
  { pageId, versionId }: MaterialFact & { versionId: string },
): Promise<void> {
  const memberIds = await ownerOf(ctx, pageId);
  await notify(ctx, { memberIds, category: "decision", kind: "version.published", key: versionId, pageId });
}

/** Somebody asks for the files of a material: its owner decides, or, where it has none, those who may. */
export async function tellOfRequest(
  ctx: Ctx,
  { pageId, requestId }: MaterialFact & { requestId: string },
): Promise<void> {
  const memberIds = await ownerOf(ctx, pageId);
  if (memberIds.length === 0) return tellReviewers("requests")(ctx, { pageId });
  await notify(ctx, { memberIds, category: "review", kind: "access.asked", key: requestId, pageId });
}

/** What was decided is told to whoever asked. */
export async function tellAsker(
  ctx: Ctx,
  { pageId, requestId }: MaterialFact & { requestId: string },
): Promise<void> {
  const rows = await ctx.tx
    .select({ memberId: materialRequest.memberId })
    .from(materialRequest)
    .where(eq(materialRequest.id, requestId));
  const memberIds = rows.map((row) => row.memberId);
  await notify(ctx, { memberIds, category: "decision", kind: "access.decided", key: requestId, pageId });
}

/** A mistake is pointed out: the material's owner answers, or, where it has none, the moderators. */
export async function tellOfSuggestion(
  ctx: Ctx,
  { pageId, suggestionId }: MaterialFact & { suggestionId: string },
): Promise<void> {
  const memberIds = await ownerOf(ctx, pageId);
  if (memberIds.length === 0) return tellReviewers("suggestions")(ctx, { pageId });
  await notify(ctx, {
    memberIds,
    category: "review",
    kind: "correction.suggested",
    key: suggestionId,
    pageId,
  });
}

/** The answer to a suggestion is told to whoever made it. */
export async function tellSuggester(
  ctx: Ctx,
  { pageId, suggestionId }: MaterialFact & { suggestionId: string },
): Promise<void> {
  const rows = await ctx.tx
    .select({ memberId: materialSuggestion.memberId })
    .from(materialSuggestion)
    .where(eq(materialSuggestion.id, suggestionId));
  const memberIds = rows.map((row) => row.memberId);
  await notify(ctx, {
    memberIds,
    category: "decision",
    kind: "correction.answered",
    key: suggestionId,
    pageId,
  });
}

/** Somebody writes to the owner of a material. */
export async function tellContacted(
  ctx: Ctx,
  { pageId, messageId }: MaterialFact & { messageId: string },
): Promise<void> {
  const [row] = await ctx.tx
    .select({ ownerId: material.ownerId })
    .from(materialMessage)
    .innerJoin(material, eq(material.pageId, materialMessage.materialId))
    .where(eq(materialMessage.id, messageId));
  const memberIds = row?.ownerId ? [row.ownerId] : [];
  await notify(ctx, { memberIds, category: "reply", kind: "owner.contacted", key: messageId, pageId });
}

/** Whoever wrote a revision is thanked; by whom is asked when it is read. */
export async function tellThanked(
  ctx: Ctx,
  { pageId, revisionId, authorId }: { pageId: string; revisionId: string; authorId: string | null },
): Promise<void> {
  const memberIds = authorId ? [authorId] : [];
  await notify(ctx, { memberIds, category: "reply", kind: "revision.thanked", key: revisionId, pageId });
}

/** Somebody is handed an edit to decide on it. */
export async function tellHanded(
  ctx: Ctx,
  { pageId, revisionId, memberId }: { pageId: string; revisionId: string; memberId: string },
): Promise<void> {
  const memberIds = [memberId];
  await notify(ctx, { memberIds, category: "review", kind: "revision.handed", key: revisionId, pageId });
}
