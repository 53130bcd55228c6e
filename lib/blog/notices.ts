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
import { logEvent } from "@/lib/webhooks";
import { bodyKind } from "./body";
import { BODY, POST_KIND } from "./model";
import { POST_EVENT } from "./webhooks";

/*
 * Personal notices are created in the transaction of the event: few recipients, one statement, and no job has
 * to look anything up again. Members are not notified of their own actions.
 */

interface PostFact {
  pageId: string;
}

/** Notifies a post's authors of its new state. */
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

/** Notifies a member of a byline request. */
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

/** Notifies again, when a deleted post is restored, all members who have not answered a byline request for it. */
export async function notifyAllAsked(ctx: Ctx, { pageId }: PostFact): Promise<void> {
  await removeNews(ctx, "post.byline", pageId);
  const rows = await ctx.tx
    .select({ memberId: postAuthor.memberId })
    .from(postAuthor)
    .where(and(eq(postAuthor.postId, pageId), eq(postAuthor.state, "asked")))
    .orderBy(asc(postAuthor.position));
  for (const { memberId } of rows) await notifyAskedToSign(ctx, { pageId, memberId });
}

/** Logs a correction note of a post. */
export function logCorrection(ctx: Ctx, fact: { pageId: string; correctionId: string }): Promise<void> {
  return logOnce(ctx, { pageId: fact.pageId, kind: "correction", subjectId: fact.correctionId });
}

/** Adds a post to the watchlist of an author added after publication. */
export async function watchSignedPost(
  ctx: Ctx,
  { pageId, memberId, isSigned }: { pageId: string; memberId: string; isSigned: boolean },
): Promise<void> {
  const [row] = await ctx.tx.select({ state: post.state }).from(post).where(eq(post.pageId, pageId));
  if (isSigned && row?.state === "published") await watchAs(ctx, { kind: POST_KIND, pageId }, [memberId]);
}

/**
 * Adds a post to its authors' watchlists when it is published, not when it is restored; levels they chose before are
 * kept.
 */
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

/** Checks whether a revision only corrects a typo in the text; false for revisions of details. */
async function isSlip(tx: Tx, is: StoredRevision): Promise<boolean> {
  const [of] = await tx.select({ key: section.key }).from(section).where(eq(section.id, is.sectionId));
  if (of?.key !== BODY) return false;
  const was = await readRevision(tx, is.parentId);
  return isTrivial(bodyKind, false, contentOf(bodyKind, was), contentOf(bodyKind, is));
}

/** Events of posts that notify their watchers. */
export const WATCHED_POSTS: WatchedPages = {
  kind: POST_KIND,
  pages: () => sql`select page_id, slug, title from post where state in ('published', 'retracted')`,
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

/** Logs a post's first publication. Organisations that took it back with us are told again of one that is restored. */
export async function logPost(
  ctx: Ctx,
  { pageId, reason }: { pageId: string; reason?: string },
): Promise<void> {
  const [row] = await ctx.tx
    .select({ topics: post.topics, articles: post.articles, countries: post.countries })
    .from(post)
    .where(eq(post.pageId, pageId));
  if (row) await logPage(ctx, POST_KIND, pageId, row);
  await logEvent(ctx, { kind: POST_EVENT.kind, subjectId: pageId, isRepeated: reason !== undefined });
}

/** Posts in notices to watchers of their subjects. */
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
