import { and, asc, eq, ne } from "drizzle-orm";
import { db, type Queryable } from "@/db/client";
import { member } from "@/db/schema/accounts";
import { comment } from "@/db/schema/blog";
import type { Content } from "@/lib/text/nodes";
import type { CommentLine, CommentThread } from "./model";
import { AUTHOR, authorOf } from "./post-lines";

/**
 * The comments on a post as everyone reads them, oldest first, each with its replies. Held ones are not there. Of
 * hidden and withdrawn ones only that there was one is told, and only where someone replied.
 */
export async function listThreads(postId: string, on: Queryable = db()): Promise<CommentThread[]> {
  const rows = await on
    .select({
      id: comment.id,
      parentId: comment.parentId,
      state: comment.state,
      content: comment.content,
      createdAt: comment.createdAt,
      editedAt: comment.editedAt,
      author: AUTHOR,
    })
    .from(comment)
    .innerJoin(member, eq(member.id, comment.authorId))
    .where(and(eq(comment.postId, postId), ne(comment.state, "held")))
    .orderBy(asc(comment.createdAt), asc(comment.id));
  const lines = rows.map((row) => ({ parentId: row.parentId, line: lineOf(row) }));
  const shownBelow = (id: string) =>
    lines.flatMap(({ parentId, line }) => (parentId === id && line.state === "shown" ? [line] : []));
  return lines
    .filter(({ parentId }) => parentId === null)
    .map(({ line }) => ({ ...line, replies: shownBelow(line.id) }))
    .filter((thread) => thread.state === "shown" || thread.replies.length > 0);
}

interface Row {
  id: string;
  state: "held" | CommentLine["state"];
  content: unknown;
  createdAt: Date;
  editedAt: Date | null;
  author: Parameters<typeof authorOf>[0];
}

function lineOf(row: Row): CommentLine {
  const isShown = row.state === "shown";
  return {
    id: row.id,
    state: row.state === "held" ? "hidden" : row.state,
    author: isShown ? authorOf(row.author) : null,
    content: isShown ? (row.content as Content) : null,
    createdAt: row.createdAt,
    editedAt: isShown ? row.editedAt : null,
  };
}

/** How many comments a thread shows. */
export function countShown(threads: readonly CommentThread[]): number {
  return threads.reduce((sum, thread) => sum + (thread.state === "shown" ? 1 : 0) + thread.replies.length, 0);
}
