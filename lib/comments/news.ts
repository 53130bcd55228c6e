import { and, countDistinct, desc, eq, type SQL, sql } from "drizzle-orm";
import type { Queryable } from "@/db/client";
import { member } from "@/db/schema/accounts";
import { comment, commentReaction } from "@/db/schema/comments";
import type { Actor } from "@/lib/core/actor";
import { authorOf, type Describe, excerptOf, type NewsKinds, newsOf, type Worded } from "@/lib/notices";
import { isolateBidi } from "@/lib/notices/model";
import type { Content } from "@/lib/text/nodes";
import { contentText } from "@/lib/text/plain";
import { type CommentedKind, PAGE, pageOf } from "./kind";
import { type CommentWord, commentPath, type Reaction } from "./model";

const titleOf =
  ({ title }: { title: string }): Worded =>
  () =>
    isolateBidi(title);

async function findComment(
  kinds: readonly CommentedKind[],
  reader: Actor,
  on: Queryable,
  where: SQL | undefined,
) {
  const [row] = await on
    .select({
      id: comment.id,
      content: comment.content,
      state: comment.state,
      reason: comment.reason,
      purgedFor: comment.purgedFor,
      pageId: comment.pageId,
      ...PAGE,
      handle: member.handle,
      display_name: member.displayName,
      author_state: member.state,
    })
    .from(comment)
    .innerJoin(pageOf(kinds, reader, comment.pageId), sql`p.is_read`)
    .innerJoin(member, eq(member.id, comment.authorId))
    .where(where);
  return row;
}

/** Finds how many members reacted to a comment, who did last, and the reaction if all gave the same one. */
async function findReactions(on: Queryable, commentId: string) {
  const [row] = await on
    .select({
      members: countDistinct(commentReaction.memberId),
      only: sql<Reaction | null>`case when count(distinct ${commentReaction.reaction}) = 1
        then min(${commentReaction.reaction}) end`,
    })
    .from(commentReaction)
    .where(eq(commentReaction.commentId, commentId));
  const [last] = await on
    .select({ handle: member.handle, display_name: member.displayName, author_state: member.state })
    .from(commentReaction)
    .innerJoin(member, eq(member.id, commentReaction.memberId))
    .where(eq(commentReaction.commentId, commentId))
    .orderBy(desc(commentReaction.createdAt), desc(commentReaction.memberId), desc(commentReaction.reaction))
    .limit(1);
  return row && last ? { ...row, last } : null;
}

/** Describes the reactions to one's own comment, as many as there are now. */
const describeReacted =
  (
    kinds: readonly CommentedKind[],
    nameOf: (found: { kind: string }) => { word: CommentWord; isSecret: boolean },
  ): Describe =>
  async (reader, row, on) => {
    const own = and(eq(comment.id, row.key), eq(comment.authorId, reader.id), eq(comment.state, "shown"));
    const [found, given] = [await findComment(kinds, reader, on, own), await findReactions(on, row.key)];
    if (!found || !given) return null;
    const { word, isSecret } = nameOf(found);
    return newsOf({
      news: `${word}.${given.only ?? "reacted"}`,
      title: titleOf(found),
      path: commentPath(found.path, found.id),
      by: authorOf(given.last),
      count: given.members,
      isSecret,
    });
  };

/** Creates the personal notices about comments on some kinds of page. */
export function commentNews(kinds: readonly CommentedKind[]): NewsKinds {
  const replied = new Set(kinds.filter(({ comments }) => comments.isNumbered).map(({ kind }) => kind));
  /** The kinds of page that only some may read. */
  const secret = new Set(kinds.filter(({ isSecret }) => isSecret).map(({ kind }) => kind));
  /** Names what was written: numbered ones are replies. */
  const wordOf = ({ kind }: { kind: string }) => (replied.has(kind) ? "reply" : "comment");
  return {
    /** A mention of the reader, or a reply to them, while the comment is visible. */
    async comment(reader, row, on) {
      const which = and(eq(comment.id, row.key), eq(comment.state, "shown"));
      const found = await findComment(kinds, reader, on, which);
      if (!found) return null;
      return newsOf({
        news: `${wordOf(found)}.${row.category === "mention" ? "mention" : "reply"}`,
        title: titleOf(found),
        path: commentPath(found.path, found.id),
        by: authorOf(found),
        quote: excerptOf(contentText(found.content as Content)),
        answerTo: found.pageId,
        isSecret: secret.has(found.kind),
      });
    },
    /** One's own comment was shown after review, hidden, with the reason, or deleted for a legal reason. */
    async "comment-decided"(reader, row, on) {
      const own = and(eq(comment.id, row.key), eq(comment.authorId, reader.id));
      const found = await findComment(kinds, reader, on, own);
      const purgedFor = found?.purgedFor;
      const outcome = purgedFor ? "purged" : found?.state;
      if (!found || (outcome !== "shown" && outcome !== "hidden" && outcome !== "purged")) return null;
      return newsOf({
        news: `${wordOf(found)}.${outcome}`,
        title: titleOf(found),
        path: outcome === "shown" ? commentPath(found.path, found.id) : `${found.path}/comments/${found.id}`,
        // What moderators added to the legal reason is for moderators only.
        reason: purgedFor ? (t) => t(`past.purge.reasons.${purgedFor}`) : found.reason,
        isSecret: secret.has(found.kind),
      });
    },
    "comment-reacted": describeReacted(kinds, (found) => ({
      word: wordOf(found),
      isSecret: secret.has(found.kind),
    })),
  };
}
