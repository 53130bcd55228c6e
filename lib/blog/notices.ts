import { and, asc, eq, sql } from "drizzle-orm";
import type { Tx } from "@/db/client";
import { post, postAuthor } from "@/db/schema/blog";
import { section } from "@/db/schema/revisions";
import { subselect } from "@/db/subselect";
import { COMMENT_EVENT } from "@/lib/comments";
import type { Ctx } from "@/lib/core/ctx";
import {
  type AppearingKind,
  CHANGE,
  hasHappened,
  logOnce,
  logPage,
  notify,
  removeNews,
  titledUnder,
  type WatchedPages,
  watchAs,
} from "@/lib/notices";
import { contentOf, readRevision, type StoredRevision } from "@/lib/revisions";
import { isTrivial } from "@/lib/revisions/prose/trivial";
import { bodyKind } from "./body";
import { BODY, POST_KIND } from "./model";

/*
 * What concerns members in person is told in the transaction in which it happens: few people, one statement, and
 * nothing that a job would have to find out again. Nobody is told of what they did themselves.
 */

interface PostFact {
  pageId: string;
}

/** How far their post came is told to its authors. */
export const notifyAuthors =
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
export async function notifyAskedToSign(
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
export async function notifyAllAsked(ctx: Ctx, { pageId }: PostFact): Promise<void> {
  await removeNews(ctx, "post.byline", pageId);
  const rows = await ctx.tx
    .select({ memberId: postAuthor.memberId })
    .from(postAuthor)
    .where(and(eq(postAuthor.postId, pageId), eq(postAuthor.state, "asked")))
    .orderBy(asc(postAuthor.position));
  for (const { memberId } of rows) await notifyAskedToSign(ctx, { pageId, memberId });
}

/** A post says what was put right in it. */
export function logCorrection(ctx: Ctx, fact: { pageId: string; correctionId: string }): Promise<void> {
  return logOnce(ctx, { pageId: fact.pageId, kind: "correction", subjectId: fact.correctionId });
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
    { ...CHANGE, isSlip },
    {
      kind: "correction",
      from: sql`left join post_correction k on e.kind = 'correction' and k.id = e.subject_id`,
      words: sql`k.note`,
      revision: sql`k.revision_id`,
    },
    COMMENT_EVENT,
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
export async function logPost(ctx: Ctx, { pageId }: { pageId: string }): Promise<void> {
  const [row] = await ctx.tx
    .select({ topics: post.topics, articles: post.articles })
    .from(post)
    .where(eq(post.pageId, pageId));
  if (row) await logPage(ctx, POST_KIND, pageId, row);
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
