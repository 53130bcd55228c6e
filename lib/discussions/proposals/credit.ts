import { and, eq, ne, sql } from "drizzle-orm";
import { comment } from "@/db/schema/comments";
import { topic } from "@/db/schema/discussions";
import { replyCredit } from "@/db/schema/reply-proposals";
import { page, revision } from "@/db/schema/revisions";
import type { Brought, Change } from "@/lib/core/audit";
import type { Ctx } from "@/lib/core/ctx";
import { scope } from "@/lib/core/versions";
import { notify } from "@/lib/notices";

interface OfRevision {
  pageId: string;
  sectionId: string;
  revisionId: string;
  authorId: string | null;
}

/** Kinds of change that are written by their author, and so can have words of a reply. */
const WRITTEN: ReadonlySet<string> = new Set(["edit", "merge"]);

/**
 * Credits the replies that the author is bringing into the section, of those that the form of the save named and readers see,
 * and those of the waiting edit from which the revision was made. One statement, as it runs with every save of a profile.
 */
export async function creditReplies(
  ctx: Ctx,
  e: OfRevision & Brought & ({ own: Change } | { tag: string }),
): Promise<string[]> {
  const { revisionId, sectionId, authorId, fromReplies = [] } = e;
  if (!WRITTEN.has("own" in e ? e.own.after.tag : e.tag)) return [];
  // A personal token saves what its owner's programs write, not what the owner is bringing from a reply.
  const isOwn = authorId !== null && authorId === ctx.actor?.id && ctx.actor.scopes === null;
  const named = isOwn
    ? sql.join([sql`null`, ...fromReplies.map((id) => sql`${id}::uuid`)], sql`, `)
    : sql`null`;
  const { rows } = await ctx.tx.execute<{ comment_id: string }>(sql`
    with mine as (
      delete from reply_proposal p using ${comment}, ${topic}
      where p.member_id = ${authorId}::uuid and p.section_id = ${sectionId} and p.comment_id in (${named})
        and ${comment.id} = p.comment_id and ${comment.state} = 'shown'
        and ${topic.pageId} = ${comment.pageId} and ${topic.state} = 'shown'
      returning p.comment_id)
    insert into reply_credit (revision_id, comment_id)
    select ${revisionId}::uuid, comment_id from mine
    union
    select r.id, c.comment_id from revision r
    join revision b on b.id = r.base_id and b.state <> 'published'
    join reply_credit c on c.revision_id = b.id
    where r.id = ${revisionId}
    returning comment_id`);
  return rows.length > 0 && "own" in e ? followCredits(ctx, e) : [];
}

/**
 * Notifies the authors of the replies whose words a published revision has, except its own author, and returns the scopes of
 * their topics, which say so.
 */
export async function followCredits(ctx: Ctx, { revisionId, authorId }: OfRevision): Promise<string[]> {
  const replies = await ctx.tx
    .select({ id: comment.id, authorId: comment.authorId, pageId: topic.pageId, number: topic.number })
    .from(replyCredit)
    .innerJoin(comment, and(eq(comment.id, replyCredit.commentId), eq(comment.state, "shown")))
    .innerJoin(topic, and(eq(topic.pageId, comment.pageId), eq(topic.state, "shown")))
    .where(eq(replyCredit.revisionId, revisionId))
    .orderBy(comment.id);
  for (const reply of replies) {
    const memberIds = reply.authorId === authorId ? [] : [reply.authorId];
    await notify(ctx, {
      memberIds,
      category: "reply",
      kind: "reply.used",
      key: reply.id,
      pageId: reply.pageId,
    });
  }
  return replies.map(({ number }) => scope.topic(String(number)));
}

/** Lists the scopes of the topics that show where the words of their replies went, after a revision was hidden or shown. */
export async function scopesOfCredits(
  { tx }: Ctx,
  { revisionId }: { revisionId: string },
): Promise<string[]> {
  const rows = await tx
    .selectDistinct({ number: topic.number })
    .from(replyCredit)
    .innerJoin(comment, eq(comment.id, replyCredit.commentId))
    .innerJoin(topic, and(eq(topic.pageId, comment.pageId), eq(topic.isInRoom, false)))
    .where(eq(replyCredit.revisionId, revisionId));
  return rows.map(({ number }) => scope.topic(String(number)));
}

/**
 * Lists the scopes of histories that name a reply, or the replies of a topic: they do so only while readers see it.
 */
export async function scopesOfCredited(
  { tx }: Ctx,
  { pageId, commentId }: { pageId: string; commentId?: string },
): Promise<string[]> {
  const rows = await tx
    .selectDistinct({ slug: page.slug })
    .from(comment)
    .innerJoin(replyCredit, eq(replyCredit.commentId, comment.id))
    .innerJoin(revision, and(eq(revision.id, replyCredit.revisionId), ne(revision.state, "pending")))
    .innerJoin(page, eq(page.id, revision.pageId))
    .where(commentId === undefined ? eq(comment.pageId, pageId) : eq(comment.id, commentId));
  return rows.flatMap(({ slug }) => [scope.profile(slug), scope.past(slug)]);
}
