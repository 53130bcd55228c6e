import { and, eq, isNull, sql } from "drizzle-orm";
import { subjectEvent } from "@/db/schema/watching";
import { subselect } from "@/db/subselect";
import type { Ctx } from "@/lib/core/ctx";
import { isBy, isRead } from "./appeared";
import { dueCase } from "./due";
import { insertNotices } from "./insert-notices";

/**
 * Notifies watchers of a topic or article of new content, except its author. Members who watch several of its
 * subjects get one notice, for the narrowest. Safe to run twice. Returns how many notices were created or
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
    subselect`recipient as (
      select distinct on (w.member_id) w.member_id, e.kind, e.key, e.at
      from subject_event e join watch w on w.kind = e.kind and w.key = e.key
      where e.id = any(${sql.param(ids)}::uuid[]) and w.level = 'watching' and w.since <= e.at and w.seen_at < e.at
        and ${isRead()} and not ${isBy(sql`w.member_id`)}
      order by w.member_id, (e.kind = 'topic'), e.key
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
