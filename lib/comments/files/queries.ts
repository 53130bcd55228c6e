import { and, inArray, ne, sql } from "drizzle-orm";
import { db, type Queryable } from "@/db/client";
import { comment } from "@/db/schema/comments";
import { type AskedOwners, listFilesByOwner } from "@/lib/files";
import { type CommentedKind, pagesOf } from "../kind";
import { COMMENT_FILES, type FilesBy } from "../model";

/** Lists the files of comments, in order. Checks no right: callers show the comments themselves. */
export function listCommentFiles(ids: readonly string[], on: Queryable = db()): Promise<FilesBy> {
  return listFilesByOwner(COMMENT_FILES, ids, on);
}

/**
 * Who sees the comments with files, for the engine of files: everybody who reads the page and the comment. A comment on a
 * page that the reader may not know of does not exist for them.
 */
export const commentOwners = (kinds: readonly CommentedKind[]): AskedOwners => ({
  kind: COMMENT_FILES,
  async find(on, reader, ids) {
    const comments = await on
      .select({ id: comment.id, pageId: comment.pageId, state: comment.state })
      .from(comment)
      .where(and(inArray(comment.id, [...ids]), ne(comment.state, "removed")));
    // Two statements: joined, all pages of all kinds would be read.
    const { rows } = await on.execute<{ id: string; is_read: boolean }>(sql`
      select p.page_id as id, p.is_read from ${pagesOf(kinds, reader)}
      where p.page_id = any(${sql.param(comments.map(({ pageId }) => pageId))}::uuid[])`);
    const pages = new Map(rows.map((row) => [row.id, row.is_read]));
    return new Map(
      comments.flatMap(({ id, pageId, state }) => {
        const isRead = pages.get(pageId);
        return isRead === undefined ? [] : [[id, isRead && state === "shown"] as const];
      }),
    );
  },
});
