import { sql } from "drizzle-orm";
import type { Ctx } from "@/lib/core/ctx";

/**
 * Notes where imported messages are after replies, or a whole topic with its first message, moved from one topic to
 * another, both locked: their names are shown there, an undo finds them there, and later messages are imported there.
 */
export async function followImported({ tx }: Ctx, { from, to }: { from: string; to: string }): Promise<void> {
  // The first message of a topic that was merged is a reply now.
  await tx.execute(sql`update imported_message i set comment_id = m.comment_id from comment_move m
    where m.page_id = ${from} and m.number = 0 and i.page_id = ${from} and i.comment_id is null`);
  await tx.execute(sql`update imported_message i set page_id = ${to} from comment c
    where c.id = i.comment_id and c.post_id = ${to} and i.page_id = ${from}`);
}
