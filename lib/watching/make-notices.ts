import { sql } from "drizzle-orm";
import type { Ctx } from "@/lib/core/ctx";
import { dueCase } from "@/lib/notices/due";
import { freshId, moment } from "@/lib/notices/sql";
import { type ChangedPart, rankOf } from "./targets";
import { keyOf } from "./things";

/** A change whose watchers are told. */
interface Change {
  pageId: string;
  section: string;
  authorId: string | null;
  number: number;
  previous: number;
  at: Date;
}

/**
 * Makes the notices of a change in one statement, however many watch: each member's narrowest choice decides for
 * each part. What is told is the section, or for who watches no more than a record or a field of it, just that. A
 * notice that nobody has seen or been mailed takes the change in. Rows are written in the order of members, so that
 * two such statements wait for each other and never for ever.
 */
export async function makeNotices(ctx: Ctx, change: Change, parts: readonly ChangedPart[]): Promise<number> {
  const rows = parts.flatMap(({ things }, part) =>
    things.map(({ kind, key }) => ({ part, rank: rankOf(kind), kind, key })),
  );
  const column = <T>(of: (row: (typeof rows)[number]) => T) => sql.param(rows.map(of));
  const { now } = ctx;
  const made = await ctx.tx.execute(sql`
    with thing as (
      select * from unnest(${column((row) => row.part)}::int[], ${column((row) => row.rank)}::int[],
        ${column((row) => row.kind)}::text[], ${column((row) => row.key)}::text[]) as t (part, rank, kind, key)
    ), chosen as (
      select distinct on (w.member_id, t.part) w.member_id, t.rank, w.kind, w.key, w.level, w.since,
        w.seen_number, w.seen_at
      from thing t join watch w on w.kind = t.kind and w.key = t.key
      where w.member_id is distinct from ${change.authorId}::uuid
      order by w.member_id, t.part, t.rank desc
    ), told as (
      select distinct on (member_id) member_id, rank, kind, key
      from chosen
      where level = 'watching' and since <= ${moment(change.at)}
        and case when kind = 'region' then seen_at < ${moment(change.at)} else seen_number < ${change.number} end
      order by member_id, rank
    )
    insert into notice (id, member_id, category, kind, key, page_id, watch_kind, watch_key,
      from_number, to_number, first_at, last_at, due_at)
    select ${freshId(now)}, t.member_id, case when t.kind = 'region' then 'region' else 'profile' end,
      case when t.rank > ${rankOf("section")} then t.kind else 'section' end,
      case when t.rank > ${rankOf("section")} then t.key else ${keyOf(change.pageId, change.section)} end,
      ${change.pageId}::uuid, t.kind, t.key, ${change.previous}, ${change.number},
      ${moment(change.at)}, ${moment(change.at)},
      case when t.kind = 'region' then ${dueCase("region", now)} else ${dueCase("profile", now)} end
    from told t
    join member m on m.id = t.member_id and m.state = 'active'
    left join notice_setting s on s.member_id = t.member_id
    order by t.member_id
    on conflict (member_id, category, kind, key) where seen_at is null and mail_id is null do update set
      from_number = least(notice.from_number, excluded.from_number),
      to_number = greatest(notice.to_number, excluded.to_number),
      last_at = greatest(notice.last_at, excluded.last_at),
      due_at = least(notice.due_at, excluded.due_at)`);
  return made.rowCount ?? 0;
}
