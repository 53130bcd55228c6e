import { sql } from "drizzle-orm";
import { db, type Queryable } from "@/db/client";
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
    const { rows } = await on.execute<{ id: string; is_open: boolean }>(sql`
      select c.id, p.is_read and c.state = 'shown' as is_open
      from comment c join ${pagesOf(kinds, reader)} on p.page_id = c.post_id
      where c.id = any(${sql.param([...ids])}::uuid[]) and c.state <> 'removed'`);
    return new Map(rows.map((row) => [row.id, row.is_open]));
  },
});
