import { sql } from "drizzle-orm";
import type { Ctx } from "@/lib/core/ctx";

/** Comments that were moved from a page to another. */
interface Moved {
  from: string;
  to: string;
  ids: readonly string[];
}

/** Moves the events and the personal notices about comments to the page that has the comments now. */
export async function followMoved({ tx }: Ctx, { from, to, ids }: Moved): Promise<void> {
  const all = sql.param([...ids]);
  await tx.execute(sql`update page_event set page_id = ${to}
    where page_id = ${from} and kind = 'comment' and subject_id = any(${all}::uuid[])`);
  await tx.execute(sql`update notice set page_id = ${to}
    where watch_kind is null and kind in ('comment', 'comment-decided') and key = any(${all}::text[])`);
}

interface Pages {
  kind: string;
  from: string;
  to: string;
}

/**
 * Lets those who watch a page watch another one of its kind as well; a level that they chose for it stays. With
 * `evenMuted` those who muted the one do not hear of the other either.
 */
export async function watchAlso({ tx, now }: Ctx, of: Pages & { evenMuted: boolean }): Promise<void> {
  const levels = ["watching", "tracking", ...(of.evenMuted ? ["muted"] : [])];
  const at = sql`${now.toISOString()}::timestamptz`;
  await tx.execute(sql`
    insert into watch (member_id, kind, key, page_id, level, reason, since, seen_number, seen_at, created_at)
    select w.member_id, w.kind, ${of.to}, ${of.to}::uuid, w.level, w.reason, ${at},
      coalesce((select max(r.number) from revision r where r.page_id = ${of.to} and r.state = 'published'), 0), ${at}, ${at}
    from watch w where w.kind = ${of.kind} and w.key = ${of.from} and w.level = any(${sql.param(levels)}::text[])
    order by w.member_id
    on conflict do nothing`);
}

/**
 * Ends watching a page whose messages are on another one now. What its watchers were told of it and have not read is
 * about the other one.
 */
export async function watchInstead({ tx }: Ctx, { kind, from, to }: Pages): Promise<void> {
  const isOpen = sql`n.watch_kind is not null and n.kind = ${kind} and n.key = ${from} and n.seen_at is null`;
  await tx.execute(sql`delete from notice n where ${isOpen} and exists (select 1 from notice o
    where o.member_id = n.member_id and o.kind = ${kind} and o.key = ${to} and o.seen_at is null)`);
  await tx.execute(sql`update notice n set category = ${kind}, key = ${to}, page_id = ${to}::uuid,
      watch_key = case n.watch_kind when ${kind} then ${to} else n.watch_key end, from_number = coalesce(r.newest, 0), to_number = coalesce(r.newest, 0)
    from (select max(number) as newest from revision where page_id = ${to} and state = 'published') r where ${isOpen}`);
  await tx.execute(sql`delete from watch where kind = ${kind} and key = ${from}`);
}
