import { sql } from "drizzle-orm";
import { subselect } from "@/db/subselect";
import type { Ctx } from "@/lib/core/ctx";

/** SQL: the largest number that a comment on a page has or had before it was moved; 0 for none. */
const lastOn = (pageId: string) => subselect<number>`greatest(0,
  (select c.number from comment c where c.post_id = ${pageId} and c.number is not null
    order by c.number desc limit 1),
  (select m.number from comment_move m where m.page_id = ${pageId} order by m.number desc limit 1))`;

/**
 * SQL: the number of the next comment on a page, whose row must be locked. Comments are never deleted, so none is used
 * twice.
 */
export const nextNumber = (pageId: string) => sql<number>`${lastOn(pageId)} + 1`;

/** Finds the largest number on a page, whose row must be locked if the next numbers are to follow. */
export async function lastNumber({ tx }: Ctx, pageId: string): Promise<number> {
  const { rows } = await tx.execute<{ n: number }>(sql`select ${lastOn(pageId)} as n`);
  return rows[0]?.n ?? 0;
}
