import { and, eq, inArray, sql } from "drizzle-orm";
import { member } from "@/db/schema/accounts";
import { comment } from "@/db/schema/comments";
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

/** SQL: the authors of the comments that a comment answers or quotes, each once. */
const ANSWERED = subselect<string[]>`array(
  select o.author_id from comment o where o.id = ${comment.parentId}
  union select o.author_id from comment_quote q join comment o on o.id = q.quoted_id
    where q.comment_id = ${comment.id} and q.version is null)`;

async function findOne({ tx }: Ctx, id: string) {
  const [row] = await tx
    .select({
      authorId: comment.authorId,
      state: comment.state,
      content: comment.content,
      answered: ANSWERED,
    })
    .from(comment)
    .where(eq(comment.id, id));
  return row;
}
type Found = NonNullable<Awaited<ReturnType<typeof findOne>>>;

/**
 * Logs a comment once it is visible; a job then notifies the page's watchers. If it is new to readers, also notifies those
 * whom it concerns.
 */
export async function logComment(
  ctx: Ctx,
  { pageId, commentId, wasHeld = true }: CommentFact & { wasHeld?: boolean },
): Promise<void> {
  const row = await findOne(ctx, commentId);
  if (row?.state !== "shown") return;
  await logOnce(ctx, { pageId, kind: "comment", subjectId: commentId }, row.authorId);
  if (wasHeld) await notifyConcerned(ctx, { pageId, commentId, row });
}

/** Event of a new comment, for watchers of a page. */
export const COMMENT_EVENT: EventKind = {
  kind: "comment",
  isThere: subselect`exists (select 1 from comment c where c.id = e.subject_id and c.state = 'shown')`,
  from: sql`left join comment c on e.kind = 'comment' and c.id = e.subject_id`,
  content: sql`c.content`,
};

/**
 * Notifies mentioned members, and the author replied to: each once for the nearest reason. Mentions reach all but those
 * who muted the page itself; replies also not those who muted what it belongs to.
 */
async function notifyConcerned(
  ctx: Ctx,
  { pageId, commentId, row }: CommentFact & { row: Found },
): Promise<void> {
  const of = { kind: "comment", key: commentId, pageId, writtenBy: row.authorId };
  const named = (await listMentioned(ctx, contentText(row.content as Content))).filter(
    (id) => id !== row.authorId,
  );
  await notify(ctx, { memberIds: named, category: "mention", unlessMuted: "here", ...of });
  const others = row.answered.filter((id) => id !== row.authorId && !named.includes(id));
  await notify(ctx, { memberIds: others, category: "reply", unlessMuted: "around", ...of });
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
