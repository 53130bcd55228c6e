import { sql } from "drizzle-orm";
import type { Ctx } from "@/lib/core/ctx";

/**
 * Finds the largest number that a comment on a page has or had before it was moved; 0 for none. With the page's row
 * locked, the next number follows: comments are never deleted, so none is used twice.
 */
export async function lastNumber({ tx }: Ctx, pageId: string): Promise<number> {
  const { rows } = await tx.execute<{ n: number }>(sql`select greatest(0,
    (select c.number from comment c where c.post_id = ${pageId} and c.number is not null
      order by c.number desc limit 1),
    (select m.number from comment_move m where m.page_id = ${pageId} order by m.number desc limit 1)) as n`);
  return rows[0]?.n ?? 0;
}
