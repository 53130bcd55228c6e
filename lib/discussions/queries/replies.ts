import { and, asc, eq, gt, isNotNull, lte, max, ne } from "drizzle-orm";
import { db, type Queryable } from "@/db/client";
import { member } from "@/db/schema/accounts";
import { comment, commentMove } from "@/db/schema/comments";
import { subselect } from "@/db/subselect";
import { lineOf, REACTED, SAID_THEN } from "@/lib/comments";
import { WRITER, writerOf } from "@/lib/members";
import { pageOfReply, REPLIES_ON_PAGE } from "../model";
import type { Replies, ReplyLine } from "./model";

/**
 * SQL: the number of the reply that a reply answers, if it is or was in the same topic. Looked up for each row, since a
 * join would read all replies.
 */
const ANSWERED = subselect<number | null>`coalesce(
  (select a.number from comment a where a.id = ${comment.parentId} and a.post_id = ${comment.pageId}),
  (select m.number from comment_move m where m.comment_id = ${comment.parentId} and m.page_id = ${comment.pageId}))`;

/**
 * Lists the replies of a topic as everyone sees them, in their order: a page of them by number, so that addresses stay,
 * or all. Those that wait are left out; hidden and deleted ones leave their number without text. A page beyond the last
 * is the last.
 */
export async function listReplies(
  pageId: string,
  wanted: number | "all",
  on: Queryable = db(),
): Promise<Replies> {
  const isOn = and(eq(comment.pageId, pageId), isNotNull(comment.number), ne(comment.state, "held"));
  const [[last], [moved]] = await Promise.all([
    on
      .select({ number: max(comment.number) })
      .from(comment)
      .where(isOn),
    on
      .select({ number: max(commentMove.number) })
      .from(commentMove)
      .where(eq(commentMove.pageId, pageId)),
  ]);
  // The numbers of replies that were moved stay, so that the pages stay.
  const pages = pageOfReply(Math.max(last?.number ?? 1, moved?.number ?? 1));
  const page = wanted === "all" ? 1 : Math.min(wanted, pages);
  const from = (page - 1) * REPLIES_ON_PAGE;
  const rows = await on
    .select({
      id: comment.id,
      number: comment.number,
      state: comment.state,
      purgedFor: comment.purgedFor,
      content: comment.content,
      createdAt: comment.createdAt,
      editedAt: comment.editedAt,
      author: WRITER,
      answers: ANSWERED,
      reactions: REACTED,
      parentId: comment.parentId,
      saidThen: SAID_THEN,
    })
    .from(comment)
    .innerJoin(member, eq(member.id, comment.authorId))
    .where(
      and(
        isOn,
        wanted === "all"
          ? undefined
          : and(gt(comment.number, from), lte(comment.number, from + REPLIES_ON_PAGE)),
      ),
    )
    .orderBy(asc(comment.number));
  return { lines: rows.map(replyOf), page, pages };
}

function replyOf({ number, answers, author, ...row }: Row): ReplyLine {
  const line = lineOf({ ...row, author });
  return {
    ...line,
    number: number ?? 0,
    answers,
    author: line.content === null ? null : writerOf(author),
  };
}
type Row = Parameters<typeof lineOf>[0] & {
  number: number | null;
  answers: number | null;
  author: Parameters<typeof writerOf>[0];
};

/** Finds the number of a reply, by its id; null for one that readers do not see. */
export async function findReplyNumber(
  pageId: string,
  id: string,
  on: Queryable = db(),
): Promise<number | null> {
  const [row] = await on
    .select({ number: comment.number })
    .from(comment)
    .where(and(eq(comment.pageId, pageId), eq(comment.id, id), ne(comment.state, "held")));
  return row?.number ?? null;
}
