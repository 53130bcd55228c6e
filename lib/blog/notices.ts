import { and, asc, eq, inArray, sql } from "drizzle-orm";
import type { Tx } from "@/db/client";
import { member } from "@/db/schema/accounts";
import { comment, commentFlag, post, postAuthor } from "@/db/schema/blog";
import { section } from "@/db/schema/revisions";
import { subselect } from "@/db/subselect";
import type { Ctx } from "@/lib/core/ctx";
import { notePage, titledUnder } from "@/lib/notices/appeared";
import { hasHappened, noteOnce, watchAs } from "@/lib/notices/events";
import type { AppearingKind, WatchedPages } from "@/lib/notices/kinds";
import { forgetNews, notify } from "@/lib/notices/notify";
import { contentOf, readRevision, type StoredRevision } from "@/lib/revisions/contents";
import { shownSummary } from "@/lib/revisions/hidden";
import { isTrivial } from "@/lib/revisions/trivial";
import type { Content } from "@/lib/text/nodes";
import { contentText } from "@/lib/text/plain";
import { bodyKind } from "./body";
import { BODY, mentionedIn, POST_KIND } from "./model";

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

/** The text of a post changed that readers have. Of a profile its revisions say so; a draft has no readers. */
export async function noteChange(
  ctx: Ctx,
  fact: { pageId: string; revisionId: string; authorId: string | null },
): Promise<void> {
  const [row] = await ctx.tx.select({ state: post.state }).from(post).where(eq(post.pageId, fact.pageId));
  if (row?.state !== "published") return;
  const { pageId, revisionId: subjectId, authorId } = fact;
  await noteOnce(ctx, { pageId, kind: "change", subjectId }, authorId);
}

/** A post says what was put right in it. */
export function noteCorrection(ctx: Ctx, fact: { pageId: string; correctionId: string }): Promise<void> {
  return noteOnce(ctx, { pageId: fact.pageId, kind: "correction", subjectId: fact.correctionId });
}

/** A comment can be read: at once, or when somebody has looked at it. */
export async function noteComment(ctx: Ctx, fact: { pageId: string; commentId: string }): Promise<void> {
  const { pageId, commentId: subjectId } = fact;
  const [row] = await ctx.tx
    .select({ authorId: comment.authorId, state: comment.state })
    .from(comment)
    .where(eq(comment.id, subjectId));
  if (row?.state !== "shown") return;
  await noteOnce(ctx, { pageId, kind: "comment", subjectId }, row.authorId);
}

/** Who signs a post later watches it as the others do. */
export async function watchSignedPost(
  ctx: Ctx,
  { pageId, memberId, isSigned }: { pageId: string; memberId: string; isSigned: boolean },
): Promise<void> {
  const [row] = await ctx.tx.select({ state: post.state }).from(post).where(eq(post.pageId, pageId));
  if (isSigned && row?.state === "published") await watchAs(ctx, { kind: POST_KIND, pageId }, [memberId]);
}

/** Who signs a post watches it from its first day on; who chose otherwise before keeps that. */
export async function watchOwnPost(ctx: Ctx, { pageId }: { pageId: string }): Promise<void> {
  if (await hasHappened(ctx, pageId, "retracted")) return;
  const authors = await ctx.tx
    .select({ memberId: postAuthor.memberId })
    .from(postAuthor)
    .where(and(eq(postAuthor.postId, pageId), eq(postAuthor.state, "agreed")))
    .orderBy(postAuthor.memberId);
  await watchAs(
    ctx,
    { kind: POST_KIND, pageId },
    authors.map(({ memberId }) => memberId),
  );
}

/** Whether the text of a post changed by a slip of the pen. What stands round it never changes by one. */
async function isSlip(tx: Tx, is: StoredRevision): Promise<boolean> {
  const [of] = await tx.select({ key: section.key }).from(section).where(eq(section.id, is.sectionId));
  if (of?.key !== BODY) return false;
  const was = await readRevision(tx, is.parentId);
  return isTrivial(bodyKind, false, contentOf(bodyKind, was), contentOf(bodyKind, is));
}

/** What happens to posts, as their watchers are told of it. */
export const WATCHED_POSTS: WatchedPages = {
  kind: POST_KIND,
  pages: sql`select page_id, slug, title from post where state in ('published', 'retracted')`,
  state: sql`select p.state from post p where p.page_id = e.page_id`,
  isOwn: subselect`exists (select 1 from post_author a where a.post_id = w.page_id and a.member_id = w.member_id
    and a.state = 'agreed')`,
  events: [
    {
      kind: "change",
      isThere: subselect`exists (select 1 from revision r where r.id = e.subject_id and r.state = 'published'
        and r.merged_into_id is null)`,
      from: sql`left join revision r on e.kind = 'change' and r.id = e.subject_id`,
      words: shownSummary(sql`r.id`, sql`r.summary`),
      revision: sql`r.id`,
      isSlip,
    },
    {
      kind: "correction",
      from: sql`left join post_correction k on e.kind = 'correction' and k.id = e.subject_id`,
      words: sql`k.note`,
      revision: sql`k.revision_id`,
    },
    {
      kind: "comment",
      isThere: subselect`exists (select 1 from comment c where c.id = e.subject_id and c.state = 'shown')`,
      from: sql`left join comment c on e.kind = 'comment' and c.id = e.subject_id`,
      content: sql`c.content`,
    },
    {
      kind: "retracted",
      from: sql`left join post p on e.kind = 'retracted' and p.page_id = e.page_id`,
      words: sql`p.retraction_reason`,
      isInPerson: true,
    },
    { kind: "restored", isInPerson: true },
  ],
};

/** A post has appeared for the first time. */
export async function notePost(ctx: Ctx, { pageId }: { pageId: string }): Promise<void> {
  const [row] = await ctx.tx
    .select({ topics: post.topics, articles: post.articles })
    .from(post)
    .where(eq(post.pageId, pageId));
  if (row) await notePage(ctx, POST_KIND, pageId, row);
}

/** Posts as they are told of to those who watch their subjects. */
export const APPEARING_POSTS: AppearingKind = {
  sorts: [POST_KIND],
  isRead: subselect`exists (select 1 from post p where p.page_id = e.page_id and p.state = 'published')`,
  isBy: (
    memberId,
  ) => subselect`exists (select 1 from post_author a where a.post_id = e.page_id and a.member_id = ${memberId}
    and a.state = 'agreed')`,
  from: sql`left join post p on e.sort = 'post' and p.page_id = e.page_id`,
  about: sql`case when p.page_id is not null then jsonb_build_object('slug', p.slug, 'title', p.title) end`,
  describe: titledUnder("/blog"),
};
