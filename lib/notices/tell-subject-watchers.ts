import { and, eq, isNull, sql } from "drizzle-orm";
import { subjectEvent } from "@/db/schema/watching";
import type { Ctx } from "@/lib/core/ctx";
import { isBy, isRead } from "./appeared";
import { dueCase } from "./due";
import { freshId } from "./sql";

/**
 * Tells those who watch a topic or an article what newly appeared under it; whoever brought it aside. Who watches
 * several of its subjects is told once, by the narrowest. Safe to run twice. Answers how many notices were made or grew.
 */
export async function tellSubjectWatchers(ctx: Ctx, { subjectId }: { subjectId: string }): Promise<number> {
  ctx.asSystem("what is told follows from what appeared, which the policy was asked for");
  ctx.untraced("what appeared is recorded; notices follow from it");
  const events = await ctx.tx
    .update(subjectEvent)
    .set({ toldAt: ctx.now })
    .where(and(eq(subjectEvent.subjectId, subjectId), isNull(subjectEvent.toldAt)))
    .returning({ id: subjectEvent.id });
  if (events.length === 0) return 0;
  const { now } = ctx;
  const ids = events.map(({ id }) => id);
  // All in one statement, in the order of members, so that two such jobs wait for each other and never for ever.
  const made = await ctx.tx.execute(sql`
    with told as (
      select distinct on (w.member_id) w.member_id, e.kind, e.key, e.at
      from subject_event e join watch w on w.kind = e.kind and w.key = e.key
      where e.id = any(${sql.param(ids)}::uuid[]) and w.level = 'watching' and w.since <= e.at and w.seen_at < e.at
        and ${isRead()} and not ${isBy(sql`w.member_id`)}
      order by w.member_id, (e.kind = 'topic'), e.key
    )
    insert into notice (id, member_id, category, kind, key, watch_kind, watch_key,
      from_number, to_number, first_at, last_at, due_at)
    select ${freshId(now)}, t.member_id, 'subject', t.kind, t.key, t.kind, t.key, 0, 0, t.at, t.at,
      ${dueCase("subject", now)}
    from told t
    join member m on m.id = t.member_id and m.state = 'active'
    left join notice_setting s on s.member_id = t.member_id
    order by t.member_id
    on conflict (member_id, category, kind, key) where seen_at is null and mail_id is null do update set
      first_at = least(notice.first_at, excluded.first_at),
      last_at = greatest(notice.last_at, excluded.last_at),
      due_at = least(notice.due_at, excluded.due_at)`);
  return made.rowCount ?? 0;
}
