import { and, eq, inArray, isNull, or, sql } from "drizzle-orm";
import { member } from "@/db/schema/accounts";
import { comment, commentQuote } from "@/db/schema/comments";
import { subselect } from "@/db/subselect";
import type { Ctx } from "@/lib/core/ctx";
import { type EventKind, logOnce, notify } from "@/lib/notices";
import type { Content } from "@/lib/text/nodes";
import { contentText } from "@/lib/text/plain";
import { mentionedIn } from "./model";

interface CommentFact {
  pageId: string;
  commentId: string;
}

async function findOne({ tx }: Ctx, id: string) {
  const [row] = await tx
    .select({
      authorId: comment.authorId,
      parentId: comment.parentId,
      state: comment.state,
      content: comment.content,
    })
    .from(comment)
    .where(eq(comment.id, id));
  return row;
}

/** Logs a comment once it is visible; a job then notifies the page's watchers. */
export async function logComment(ctx: Ctx, { pageId, commentId: subjectId }: CommentFact): Promise<void> {
  const row = await findOne(ctx, subjectId);
  if (row?.state === "shown") await logOnce(ctx, { pageId, kind: "comment", subjectId }, row.authorId);
}

/** Event of a new comment, for watchers of a page. */
export const COMMENT_EVENT: EventKind = {
  kind: "comment",
  isThere: subselect`exists (select 1 from comment c where c.id = e.subject_id and c.state = 'shown')`,
  from: sql`left join comment c on e.kind = 'comment' and c.id = e.subject_id`,
  content: sql`c.content`,
};

/**
 * Notifies mentioned members, and the author replied to, once a comment is visible: each once for the nearest
 * reason. Mentions reach all but those who muted the page itself; replies also not those who muted what it belongs to.
 */
export async function notifyConcerned(ctx: Ctx, { pageId, commentId }: CommentFact): Promise<void> {
  const row = await findOne(ctx, commentId);
  if (row?.state !== "shown") return;
  const of = { kind: "comment", key: commentId, pageId, writtenBy: row.authorId };
  const named = (await listMentioned(ctx, contentText(row.content as Content))).filter(
    (id) => id !== row.authorId,
  );
  await notify(ctx, { memberIds: named, category: "mention", unlessMuted: "here", ...of });
  const answered = await listAnswered(ctx, { id: commentId, parentId: row.parentId });
  const others = answered.filter((id) => id !== row.authorId && !named.includes(id));
  await notify(ctx, { memberIds: others, category: "reply", unlessMuted: "around", ...of });
}

/** Lists the authors of the comments that a comment answers or quotes, each once. */
async function listAnswered({ tx }: Ctx, { id, parentId }: { id: string; parentId: string | null }) {
  const quoted = tx
    .select({ id: commentQuote.quotedId })
    .from(commentQuote)
    .where(and(eq(commentQuote.commentId, id), isNull(commentQuote.version)));
  const rows = await tx
    .selectDistinct({ id: comment.authorId })
    .from(comment)
    .where(or(inArray(comment.id, quoted), parentId === null ? undefined : eq(comment.id, parentId)));
  return rows.map((row) => row.id);
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

/** Notifies a comment's author that it is shown, hidden, or purged, and why. What flags did has a notice of its own. */
export async function notifyCommentAuthor(
  ctx: Ctx,
  { pageId, commentId, caseId }: CommentFact & { caseId?: string },
): Promise<void> {
  if (caseId) return;
  const row = await findOne(ctx, commentId);
  const memberIds = row ? [row.authorId] : [];
  const of = { kind: "comment-decided", key: commentId, pageId };
  await notify(ctx, { memberIds, category: "decision", ...of, anew: true });
}
