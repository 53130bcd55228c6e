import { and, eq, isNull, sql } from "drizzle-orm";
import { subjectEvent } from "@/db/schema/watching";
import { subselect } from "@/db/subselect";
import type { Ctx } from "@/lib/core/ctx";
import { isBy, isRead } from "./appeared";
import { byLoudness, rankOf } from "./choices";
import { dueCase } from "./due";
import { mayBeTold } from "./events";
import { insertNotices } from "./insert-notices";

/**
 * Notifies watchers of a subject or category of new content, except its author. Of several that a member has a level
 * for, the narrowest decides, so that they get one notice or none. Safe to run twice. Returns how many notices were created or
 * extended.
 */
export async function notifySubjectWatchers(ctx: Ctx, { subjectId }: { subjectId: string }): Promise<number> {
  ctx.asSystem("the notices follow from what appeared, which the policy was asked for");
  ctx.skipAudit("what appeared is recorded; notices follow from it");
  const events = await ctx.tx
    .update(subjectEvent)
    .set({ toldAt: ctx.now })
    .where(and(eq(subjectEvent.subjectId, subjectId), isNull(subjectEvent.toldAt)))
    .returning({ id: subjectEvent.id });
  if (events.length === 0) return 0;
  const ids = events.map(({ id }) => id);
  return insertNotices(
    ctx,
    subselect`choice as (
      select distinct on (w.member_id, e.record_id) w.member_id, e.kind, e.key, e.at, w.level, w.since, w.seen_at,
        ${rankOf(sql`e.kind`)} as rank
      from subject_event e join watch w on w.kind = e.kind and w.key = e.key
      where e.id = any(${sql.param(ids)}::uuid[]) and ${isRead()} and not ${isBy(sql`w.member_id`)}
        and ${mayBeTold(sql`w.member_id`, sql`e.page_id`)} and not ${isByMuted()}
      order by w.member_id, e.record_id, ${rankOf(sql`e.kind`)}, ${byLoudness(sql`w.level`)}, e.key, e.id
    ), recipient as (
      select distinct on (member_id) member_id, kind, key, at from choice
      where level in ('watching', 'first') and since <= at and seen_at < at
      order by member_id, rank, key, kind, at desc
    )`,
    {
      category: sql`'subject'`,
      kind: sql`t.kind`,
      key: sql`t.key`,
      pageId: sql`null::uuid`,
      from: sql`0`,
      to: sql`0`,
      at: sql`t.at`,
      due: dueCase("subject", ctx.now),
    },
  );
}

/** SQL: whether the member of a watch `w` muted the author of what an event `e` is about. */
const isByMuted = () =>
  subselect`exists (select 1 from member_mute q where q.member_id = w.member_id and ${isBy(sql`q.muted_id`)})`;
