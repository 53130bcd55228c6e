import { and, eq } from "drizzle-orm";
import { comment } from "@/db/schema/comments";
import { replyProposal } from "@/db/schema/reply-proposals";
import type { Ctx } from "@/lib/core/ctx";
import { DomainError } from "@/lib/core/errors";
import { loadForEdit } from "@/lib/profiles";
import { loadTopic, topicFact } from "../access";
import type { LeaveReplyOut, ProposeReply } from "./model";

/**
 * Notes that the member brings the words of a reply into a section, so that their next save of it credits the reply. Throws
 * `not_found` for a reply or topic that not everybody reads, and as `loadForEdit`.
 */
export async function proposeReply(ctx: Ctx, input: ProposeReply): Promise<ProposeReply> {
  const topic = await loadTopic(ctx, "discussions", input.slug);
  const isShown = and(eq(comment.pageId, topic.id), eq(comment.id, input.id), eq(comment.state, "shown"));
  const [reply] = await ctx.tx.select({ id: comment.id }).from(comment).where(isShown);
  if (!reply || topic.state !== "shown") throw new DomainError("not_found", "topic");
  const { country, section: key } = input;
  const { section } = await loadForEdit(ctx, { slug: country, section: key });
  const memberId = ctx.actor?.id ?? "";
  const noted = await ctx.tx
    .insert(replyProposal)
    .values({ memberId, sectionId: section.id, commentId: reply.id, createdAt: ctx.now })
    .onConflictDoNothing()
    .returning({ id: replyProposal.commentId });
  if (noted.length === 0) ctx.skipAudit("it is so already");
  else
    await ctx.record("reply.proposed", { ...topicFact(topic), commentId: reply.id, sectionId: section.id });
  return input;
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
