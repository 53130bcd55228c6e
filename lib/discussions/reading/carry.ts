import { sql } from "drizzle-orm";
import type { Ctx } from "@/lib/core/ctx";

/**
 * Brings along how far members have read when replies moved from one topic to another, both locked. Who had read the
 * replies has still read them, as far as everything before them in their new topic is read too.
 *
 * `isWhole`: a whole topic was merged, or the other one was made for the replies. Then all who opened it or replied in
 * it follow the other topic as well; otherwise those who wrote one of the replies.
 */
export async function carryReading(
  ctx: Ctx,
  { from, to, isWhole }: { from: string; to: string; isWhole: boolean },
): Promise<void> {
  // The first visible reply by others that the member has not read, in either topic; before it, everything is read.
  await ctx.tx.execute(sql`
    insert into topic_read as r (member_id, page_id, read_number, reason, opened_at, read_at)
    select o.member_id, ${to}::uuid, coalesce(
        (select c.number - 1 from comment c where c.post_id = ${to} and c.state = 'shown'
          and c.number > coalesce(h.read_number, 0) and c.author_id <> o.member_id and not exists (
            select 1 from comment_move m where m.comment_id = c.id and m.page_id = ${from}
            and m.number <= o.read_number)
          order by c.number limit 1),
        (select max(c.number) from comment c where c.post_id = ${to}), 0),
      o.reason, o.opened_at, o.read_at
    from topic_read o left join topic_read h on h.member_id = o.member_id and h.page_id = ${to}
    where o.page_id = ${from} and (h.member_id is not null or (o.reason <> 'dismissed' and (${isWhole}
      or exists (select 1 from comment c join comment_move m on m.comment_id = c.id and m.page_id = ${from}
        where c.post_id = ${to} and c.author_id = o.member_id))))
    order by o.member_id
    on conflict (member_id, page_id) do update set
      read_number = greatest(r.read_number, excluded.read_number),
      reason = case r.reason when 'dismissed' then excluded.reason else r.reason end,
      undo_id = case when excluded.read_number > r.read_number then null else r.undo_id end,
      undo_number = case when excluded.read_number > r.read_number then null else r.undo_number end,
      undo_reason = case when excluded.read_number > r.read_number then null else r.undo_reason end`);
}
