import { sql } from "drizzle-orm";
import type { Ctx } from "@/lib/core/ctx";
import { dueOf } from "./due";
import type { NoticeCategory } from "./model";
import { freshId, moment } from "./sql";
import type { Key } from "./things";

/** A change whose watchers are told. */
interface Change {
  pageId: string;
  /** What they are told of, unless they watch no more than something narrower: then that. */
  told: RankedThing;
  authorId: string | null;
  number: number;
  previous: number;
  at: Date;
}

/** A thing to which a change happened: how narrow it is, and by what its watchers chose mails. */
export interface RankedThing extends Key {
  rank: number;
  category: NoticeCategory;
}

/**
 * Makes the notices of a change in one statement, however many watch: each member's narrowest choice decides for
 * each part. `parts` are the parts of the change, each with all the things that it happened to. A
 * notice that nobody has seen or been mailed takes the change in. Rows are written in the order of members, so that
 * two such statements wait for each other and never for ever.
 */
export async function makeNotices(
  ctx: Ctx,
  change: Change,
  parts: readonly (readonly RankedThing[])[],
): Promise<number> {
  const rows = parts.flatMap((things, part) => things.map((thing) => ({ ...thing, part })));
  const { told } = change;
  const categories = [...new Set(rows.map(({ category }) => category))];
  const column = <T>(of: (row: (typeof rows)[number]) => T) => sql.param(rows.map(of));
  const { now } = ctx;
  const made = await ctx.tx.execute(sql`
    with thing as (
      select * from unnest(${column((row) => row.part)}::int[], ${column((row) => row.rank)}::int[],
        ${column((row) => row.kind)}::text[], ${column((row) => row.key)}::text[],
        ${column((row) => row.category)}::text[]) as t (part, rank, kind, key, category)
    ), chosen as (
      select distinct on (w.member_id, t.part) w.member_id, t.rank, t.category, w.kind, w.key,
        w.page_id, w.level, w.since, w.seen_number, w.seen_at
      from thing t join watch w on w.kind = t.kind and w.key = t.key
      where w.member_id is distinct from ${change.authorId}::uuid
      order by w.member_id, t.part, t.rank desc
    ), told as (
      select distinct on (member_id) member_id, rank, category, kind, key
      from chosen
      where level = 'watching' and since <= ${moment(change.at)}
        and case when page_id is null then seen_at < ${moment(change.at)} else seen_number < ${change.number} end
      order by member_id, rank
    )
    insert into notice (id, member_id, category, kind, key, page_id, watch_kind, watch_key,
      from_number, to_number, first_at, last_at, due_at)
    select ${freshId(now)}, t.member_id, t.category,
      case when t.rank > ${told.rank} then t.kind else ${told.kind} end,
      case when t.rank > ${told.rank} then t.key else ${told.key} end,
      ${change.pageId}::uuid, t.kind, t.key, ${change.previous}, ${change.number},
      ${moment(change.at)}, ${moment(change.at)},
      ${dueOf(sql`t.category`, categories, now)}
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
