import { and, count, eq, ne } from "drizzle-orm";
import { comment } from "@/db/schema/comments";
import { topic } from "@/db/schema/discussions";
import { replyProposal } from "@/db/schema/reply-proposals";
import { findMovedTo } from "@/lib/comments";
import type { Ctx } from "@/lib/core/ctx";
import { DomainError } from "@/lib/core/errors";
import { lockMembers } from "@/lib/core/lock-members";
import { loadForEdit } from "@/lib/profiles";
import { MAX_REPLIES } from "@/lib/profiles/editing/model";
import { loadTopic, topicFact } from "../access";
import type { LeaveReplyOut, ProposeReply } from "./model";
import { IS_PUBLIC } from "./queries";

/**
 * Notes that the member brings the words of a reply into a section, so that a save whose form says so credits the reply.
 * Throws `not_found` for a reply or topic that not everybody reads, `conflict` / `too_many_replies`, and as `loadForEdit`.
 */
export async function proposeReply(ctx: Ctx, input: ProposeReply): Promise<ProposeReply> {
  // The topic of the reply now: it may have moved since the page was drawn.
  const at = await loadTopic(ctx, "discussions", (await findMovedTo(ctx.tx, input.id)) ?? input.slug);
  const isShown = and(eq(comment.pageId, at.id), eq(comment.id, input.id), eq(comment.state, "shown"));
  const [reply] = await ctx.tx.select({ id: comment.id }).from(comment).where(isShown);
  if (!reply || at.state !== "shown") throw new DomainError("not_found", "topic");
  const { country, section: key } = input;
  const { section } = await loadForEdit(ctx, { slug: country, section: key });
  const memberId = ctx.actor?.id ?? "";
  await refuseTooMany(ctx, { memberId, sectionId: section.id, commentId: reply.id });
  const noted = await ctx.tx
    .insert(replyProposal)
    .values({ memberId, sectionId: section.id, commentId: reply.id, createdAt: ctx.now })
    .onConflictDoNothing()
    .returning({ id: replyProposal.commentId });
  if (noted.length === 0) ctx.skipAudit("it is so already");
  else await ctx.record("reply.proposed", { ...topicFact(at), commentId: reply.id, sectionId: section.id });
  return input;
}

/** Refuses a further reply if the member brings as many into the section as a form names. */
async function refuseTooMany(
  { tx }: Ctx,
  { memberId, sectionId, commentId }: { memberId: string; sectionId: string; commentId: string },
): Promise<void> {
  await lockMembers(tx, memberId);
  const [others] = await tx
    .select({ count: count() })
    .from(replyProposal)
    .innerJoin(comment, eq(comment.id, replyProposal.commentId))
    .innerJoin(topic, eq(topic.pageId, comment.pageId))
    .where(
      and(
        eq(replyProposal.memberId, memberId),
        eq(replyProposal.sectionId, sectionId),
        ne(replyProposal.commentId, commentId),
        IS_PUBLIC,
      ),
    );
  if ((others?.count ?? 0) >= MAX_REPLIES)
    throw new DomainError("conflict", "too_many_replies", { most: MAX_REPLIES });
}

/** Takes that back: the member's edit of the section credits the reply no more. */
export async function leaveReplyOut(ctx: Ctx, input: LeaveReplyOut): Promise<LeaveReplyOut> {
  const { section } = await loadForEdit(ctx, { slug: input.slug, section: input.section });
  const gone = await ctx.tx
    .delete(replyProposal)
    .where(
      and(
        eq(replyProposal.memberId, ctx.actor?.id ?? ""),
        eq(replyProposal.sectionId, section.id),
        eq(replyProposal.commentId, input.reply),
      ),
    )
    .returning({ id: replyProposal.commentId });
  if (gone.length === 0) ctx.skipAudit("there was none");
  else await ctx.record("reply.left-out", { commentId: input.reply, sectionId: section.id });
  return input;
}
