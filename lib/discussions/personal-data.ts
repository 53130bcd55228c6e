import { asc, eq, lt } from "drizzle-orm";
import { comment } from "@/db/schema/comments";
import { category, roomMember, topic } from "@/db/schema/discussions";
import { poll, pollVote } from "@/db/schema/polls";
import { replyProposal } from "@/db/schema/reply-proposals";
import { page, section } from "@/db/schema/revisions";
import { topicRead } from "@/db/schema/topic-reading";
import type { PersonalData } from "@/lib/core/personal-data";
import { collectPolls, detachOldVotes, eraseVotes } from "./polls/keep-secret";

/** Days after which it is forgotten that a member was bringing a reply into a section. */
const PROPOSAL_DAYS = 180;

/**
 * Data about members in the discussions. Topics stay, attributed to a former member; replies are comments. They leave the
 * lists of restricted rooms.
 */
export const DISCUSSION_DATA: PersonalData = {
  async collect(on, memberId) {
    return {
      topics: await on
        .select({
          number: topic.number,
          title: topic.title,
          category: category.slug,
          language: topic.language,
          state: topic.state,
          createdAt: topic.createdAt,
          hiddenBecause: topic.reason,
        })
        .from(topic)
        .innerJoin(category, eq(category.id, topic.categoryId))
        .where(eq(topic.createdBy, memberId))
        .orderBy(asc(topic.isInRoom), asc(topic.number)),
      rooms: await on
        .select({ room: category.slug, addedAt: roomMember.addedAt })
        .from(roomMember)
        .innerJoin(category, eq(category.id, roomMember.categoryId))
        .where(eq(roomMember.memberId, memberId))
        .orderBy(asc(category.slug)),
      readTopics: await on
        .select({
          number: topic.number,
          isInRoom: topic.isInRoom,
          readUpTo: topicRead.readNumber,
          because: topicRead.reason,
          openedAt: topicRead.openedAt,
          readAt: topicRead.readAt,
        })
        .from(topicRead)
        .innerJoin(topic, eq(topic.pageId, topicRead.pageId))
        .where(eq(topicRead.memberId, memberId))
        .orderBy(asc(topic.isInRoom), asc(topic.number)),
      ...(await collectPolls(on, memberId)),
      repliesInWork: await on
        .select({
          topic: topic.number,
          reply: comment.number,
          profile: page.slug,
          section: section.key,
          begunAt: replyProposal.createdAt,
        })
        .from(replyProposal)
        .innerJoin(comment, eq(comment.id, replyProposal.commentId))
        .innerJoin(topic, eq(topic.pageId, comment.pageId))
        .innerJoin(section, eq(section.id, replyProposal.sectionId))
        .innerJoin(page, eq(page.id, section.pageId))
        .where(eq(replyProposal.memberId, memberId))
        .orderBy(asc(replyProposal.createdAt), asc(replyProposal.sectionId), asc(replyProposal.commentId)),
    };
  },
  tables: [roomMember, topicRead, replyProposal, pollVote],
  erase: eraseVotes,
  /** As long as a draft is stored. */
  async expire(ctx) {
    const { tx, now } = ctx;
    const before = new Date(now.getTime() - PROPOSAL_DAYS * 86_400_000);
    const gone = await tx
      .delete(replyProposal)
      .where(lt(replyProposal.createdAt, before))
      .returning({ id: replyProposal.commentId });
    return { repliesInWork: gone.length, votes: await detachOldVotes(ctx) };
  },
  besides: [topic.createdBy, poll.createdBy],
};
