import { and, eq, inArray } from "drizzle-orm";
import { db } from "@/db/client";
import { member } from "@/db/schema/accounts";
import { comment, post } from "@/db/schema/blog";
import { findReader, writeTo } from "@/lib/accounts";
import { idFor } from "@/lib/core/id";
import type { Content } from "@/lib/text/nodes";
import { contentText } from "@/lib/text/plain";
import { findPersonalMail } from "@/lib/watching";
import { listAuthorIds } from "./access";
import { mentionedIn } from "./model";

/** How much of a comment its mail brings, in characters. */
const EXCERPT = 400;
type Why = "mention" | "reply" | "comment";

/**
 * Tells whom a comment concerns: members that it names, the author of the comment that it replies to, and the authors
 * of its post, each once and for the nearest reason; never its own author, nor who wants no such mail. Safe to run
 * twice: a mail keeps its name.
 */
export async function mailCommentNews({ commentId }: { commentId: string }): Promise<void> {
  const [row] = await db()
    .select({
      id: comment.id,
      authorId: comment.authorId,
      author: member.displayName,
      content: comment.content,
      parentId: comment.parentId,
      postId: comment.postId,
      slug: post.slug,
      title: post.title,
    })
    .from(comment)
    .innerJoin(post, eq(post.pageId, comment.postId))
    .innerJoin(member, eq(member.id, comment.authorId))
    .where(and(eq(comment.id, commentId), eq(comment.state, "shown"), eq(post.state, "published")));
  if (!row) return;
  const text = contentText(row.content as Content);
  const told = new Map<string, Why>();
  for (const id of await listAuthorIds(db(), row.postId)) told.set(id, "comment");
  if (row.parentId) told.set(await authorOf(row.parentId), "reply");
  for (const id of await listMentioned(text)) told.set(id, "mention");
  told.delete(row.authorId);
  for (const [memberId, why] of told) {
    const reader = await findReader(memberId, ["active"]);
    const stop = reader && (await findPersonalMail(memberId));
    if (!reader || !stop) continue;
    await writeTo(reader, {
      id: idFor("comment-news", row.id, memberId),
      name: `comment.${why}`,
      path: `/blog/${row.slug}#comment-${row.id}`,
      values: { title: row.title, name: row.author },
      more: [text.length > EXCERPT ? `${text.slice(0, EXCERPT)}…` : text],
      unsubscribePath: `/unsubscribe?token=${stop.token}`,
    });
  }
}

async function authorOf(commentId: string): Promise<string> {
  const [row] = await db()
    .select({ authorId: comment.authorId })
    .from(comment)
    .where(eq(comment.id, commentId));
  return row?.authorId ?? "";
}

async function listMentioned(text: string): Promise<string[]> {
  const handles = mentionedIn(text);
  if (handles.length === 0) return [];
  const rows = await db()
    .select({ id: member.id })
    .from(member)
    .where(and(inArray(member.handle, handles), eq(member.state, "active")));
  return rows.map((row) => row.id);
}
