import { type SQL, sql } from "drizzle-orm";
import { subselect } from "@/db/subselect";
import type { Ctx } from "@/lib/core/ctx";
import { dueOf } from "./due";
import { insertNotices } from "./insert-notices";
import { moment } from "./sql";
import type { Key } from "./things";

/** A change that notifies watchers. */
interface Change {
  pageId: string;
  /** The thing to name in the notice, unless the member watches only a narrower one. */
  subject: RankedThing;
  authorId: string | null;
  number: number;
  previous: number;
  at: Date;
}

/** A changed thing with its rank (narrowest first) and its category of mails. */
export interface RankedThing extends Key {
  rank: number;
  category: string;
}

/**
 * Creates the notices of a change in one statement, for any number of watchers. For each part of the change
 * (with all things that contain it) the level of the narrowest watched thing decides.
 */
export async function makeNotices(
  ctx: Ctx,
  change: Change,
  parts: readonly (readonly RankedThing[])[],
): Promise<number> {
  const rows = parts.flatMap((things, part) => things.map((thing) => ({ ...thing, part })));
  const { subject } = change;
  const categories = [...new Set(rows.map(({ category }) => category))];
  const column = <T>(of: (row: (typeof rows)[number]) => T) => sql.param(rows.map(of));
  const orOwn = (own: SQL, whole: string) =>
    sql`case when t.rank > ${subject.rank} then ${own} else ${whole} end`;
  return insertNotices(
    ctx,
    subselect`thing as (
      select * from unnest(${column((row) => row.part)}::int[], ${column((row) => row.rank)}::int[],
        ${column((row) => row.kind)}::text[], ${column((row) => row.key)}::text[],
        ${column((row) => row.category)}::text[]) as t (part, rank, kind, key, category)
    ), chosen as (
      select distinct on (w.member_id, t.part) w.member_id, t.rank, t.category, w.kind, w.key,
        w.page_id, w.level, w.since, w.seen_number, w.seen_at
      from thing t join watch w on w.kind = t.kind and w.key = t.key
      where w.member_id is distinct from ${change.authorId}::uuid
      order by w.member_id, t.part, t.rank desc, w.kind, w.key
    ), recipient as (
      select distinct on (member_id) member_id, rank, category, kind, key
      from chosen
      where level = 'watching' and since <= ${moment(change.at)}
        and case when page_id is null then seen_at < ${moment(change.at)} else seen_number < ${change.number} end
      order by member_id, rank, kind, key
    )`,
    {
      category: sql`t.category`,
      kind: orOwn(sql`t.kind`, subject.kind),
      key: orOwn(sql`t.key`, subject.key),
      pageId: sql`${change.pageId}::uuid`,
      from: sql`${change.previous}`,
      to: sql`${change.number}`,
      at: moment(change.at),
      due: dueOf(sql`t.category`, categories, ctx.now),
    },
  );
}
