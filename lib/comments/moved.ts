import { sql } from "drizzle-orm";
import { db, type Queryable } from "@/db/client";
import type { Actor } from "@/lib/core/actor";
import { type CommentedKind, pagesOf } from "./kind";

/** Finds the slug of the page that a comment was moved to; null for one that was never moved. */
export async function findMovedTo(on: Queryable, id: string): Promise<string | null> {
  const { rows } = await on.execute<{ slug: string }>(sql`
    select p.slug from comment c join page p on p.id = c.post_id
    where c.id = ${id} and exists (select 1 from comment_move m where m.comment_id = c.id)`);
  return rows[0]?.slug ?? null;
}

/**
 * Finds the path of the page that a comment was moved to, if this reader may read it; null: a visitor. Null for one
 * that was never moved.
 */
export async function findMovedPath(
  of: CommentedKind,
  reader: Actor | null,
  id: string,
  on: Queryable = db(),
): Promise<string | null> {
  const { rows } = await on.execute<{ path: string }>(sql`
    select p.path from comment c join ${pagesOf([of], reader)} on p.page_id = c.post_id and p.is_read
    where c.id = ${id} and exists (select 1 from comment_move m where m.comment_id = c.id)`);
  return rows[0]?.path ?? null;
}
