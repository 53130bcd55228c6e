import { type SQL, sql } from "drizzle-orm";
import type { Ctx } from "@/lib/core/ctx";
import { freshId } from "./sql";

/** SQL values of a notice, from each row `t` of its recipients. */
interface Put {
  category: SQL;
  kind: SQL;
  key: SQL;
  pageId: SQL;
  /** The revisions between which it shows the difference; zeros for none. */
  from: SQL;
  to: SQL;
  at: SQL;
  /** When it is mailed, by the member's settings `s`. */
  due: SQL;
}

/**
 * Creates a notice for each recipient. `recipients` are the queries of a `with` clause; the last is named
 * `recipient` and has `member_id`, `kind` and `key`. A notice of the same key that is not yet seen or mailed is
 * extended instead. One statement in the order of members, to avoid deadlocks. Returns how many were created or
 * extended.
 */
export async function insertNotices(ctx: Ctx, recipients: SQL, put: Put): Promise<number> {
  const made = await ctx.tx.execute(sql`
    with ${recipients}
    insert into notice (id, member_id, category, kind, key, page_id, watch_kind, watch_key,
      from_number, to_number, first_at, last_at, due_at)
    select ${freshId(ctx.now)}, t.member_id, ${put.category}, ${put.kind}, ${put.key}, ${put.pageId}, t.kind, t.key,
      ${put.from}, ${put.to}, ${put.at}, ${put.at}, ${put.due}
    from recipient t
    join member m on m.id = t.member_id and m.state = 'active'
    left join notice_setting s on s.member_id = t.member_id
    order by t.member_id
    on conflict (member_id, category, kind, key) where seen_at is null and mail_id is null do update set
      from_number = least(notice.from_number, excluded.from_number),
      to_number = greatest(notice.to_number, excluded.to_number),
      first_at = least(notice.first_at, excluded.first_at),
      last_at = greatest(notice.last_at, excluded.last_at),
      due_at = least(notice.due_at, excluded.due_at)`);
  return made.rowCount ?? 0;
}
