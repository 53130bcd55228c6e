import { sql } from "drizzle-orm";
import { subselect } from "@/db/subselect";
import type { Ctx } from "@/lib/core/ctx";
import { dueCase } from "./due";
import type { NoticeCategory } from "./model";
import { freshId, moment } from "./sql";

/** Something that some members are to be told in person. */
export interface Telling {
  memberIds: readonly string[];
  category: NoticeCategory;
  /** What it is about: which words it has, and of what they are asked when it is shown. */
  kind: string;
  key: string;
  pageId: string | null;
  /** Leaves out who muted the page. */
  unlessMuted?: boolean;
}

/**
 * Makes the notices of what concerns members in person, in the transaction in which it happens; none for whoever
 * does it. One that nobody has seen or been mailed takes the next of its sort in.
 */
export async function notify(ctx: Ctx, telling: Telling): Promise<void> {
  const { memberIds, category, kind, key, pageId, unlessMuted = false } = telling;
  const told = memberIds.filter((id) => id !== ctx.actor?.id);
  if (told.length === 0) return;
  const { now } = ctx;
  const isMuted = subselect`exists (select 1 from watch w where w.member_id = m.id and w.page_id = ${pageId}::uuid
    and w.kind in ('post', 'material') and w.level = 'muted')`;
  await ctx.tx.execute(sql`
    insert into notice (id, member_id, category, kind, key, page_id, from_number, to_number, first_at, last_at, due_at)
    select ${freshId(now)}, m.id, ${category}, ${kind}, ${key}, ${pageId}::uuid, 0, 0,
      ${moment(now)}, ${moment(now)}, ${dueCase(category, now)}
    from member m
    left join notice_setting s on s.member_id = m.id
    where m.id = any(${sql.param(told)}::uuid[]) and m.state = 'active'
      and ${unlessMuted ? sql`not ${isMuted}` : sql`true`}
    order by m.id
    on conflict (member_id, category, kind, key) where seen_at is null and mail_id is null do update set
      last_at = greatest(notice.last_at, excluded.last_at), due_at = least(notice.due_at, excluded.due_at)`);
}

/**
 * What was told in person holds no longer: decided, hidden, over. It is in no list any more, so it does not count
 * as unseen either. `key` names what was told of, `memberId` the one who was, where others were told the same.
 */
export const settleNews =
  <E>(kind: string, of: { key: (fact: E) => string; memberId?: (fact: E) => string }) =>
  async (ctx: Ctx, fact: E): Promise<void> => {
    const only = of.memberId ? sql`and member_id = ${of.memberId(fact)}` : sql``;
    await ctx.tx.execute(sql`update notice set seen_at = ${moment(ctx.now)} where id in (
      select id from notice where watch_kind is null and kind = ${kind} and key = ${of.key(fact)} ${only}
        and seen_at is null order by member_id for update)`);
  };
