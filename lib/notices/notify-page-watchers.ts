import { and, eq, isNull, type SQL, sql } from "drizzle-orm";
import type { Tx } from "@/db/client";
import { type PageEventKind, pageEvent } from "@/db/schema/watching";
import { subselect } from "@/db/subselect";
import type { Ctx } from "@/lib/core/ctx";
import { readRevision } from "@/lib/revisions";
import { byLoudness, thingsOf } from "./choices";
import { dueOf } from "./due";
import { CHANGE, canBeShown, isOwnPage, mayBeTold, newestOf } from "./events";
import { insertNotices } from "./insert-notices";
import { type EventKind, noticeKinds } from "./kinds";
import { hasMuted } from "./muted";
import { moment } from "./sql";

/**
 * Notifies watchers of an event of a page, except the actor and those who got a personal notice. Safe to run
 * twice. Returns how many notices were created or extended.
 */
export async function notifyPageWatchers(
  ctx: Ctx,
  { pageEventId }: { pageEventId: string },
): Promise<number> {
  ctx.asSystem("the notices follow from an event, which the policy was asked for");
  ctx.skipAudit("the event is recorded; notices follow from it");
  const [event] = await ctx.tx
    .update(pageEvent)
    .set({ toldAt: ctx.now })
    .where(and(eq(pageEvent.id, pageEventId), isNull(pageEvent.toldAt)))
    .returning({
      id: pageEvent.id,
      pageId: pageEvent.pageId,
      kind: pageEvent.kind,
      subjectId: pageEvent.subjectId,
      actorId: pageEvent.actorId,
      at: pageEvent.at,
    });
  const of = event && (await findEventKind(ctx.tx, event));
  const range = of && (await rangeOf(ctx.tx, event, of.own));
  return range ? insert(ctx, event, range, of) : 0;
}

/** The kind of an event, and of its page. */
interface EventOf {
  page: string;
  own: EventKind;
}

/** Finds the kind of an event; undefined if its subject was hidden or withdrawn meanwhile. */
async function findEventKind(
  tx: Tx,
  { id, kind }: { id: string; kind: PageEventKind },
): Promise<EventOf | undefined> {
  const { rows } = await tx.execute<{ page_kind: string }>(sql`
    select p.kind as page_kind from page_event e join page p on p.id = e.page_id
    where e.id = ${id} and ${canBeShown()}`);
  const page = noticeKinds().pages.find((one) => one.kind === rows[0]?.page_kind);
  const own = page?.events.find((one) => one.kind === kind);
  return page && own && { page: page.kind, own };
}

interface Range {
  from: number;
  to: number;
}

/**
 * Finds the revisions between which the notice shows the difference: none, i.e. twice the newest, for an event
 * other than a change. Null for a typo correction, which notifies no one.
 */
async function rangeOf(
  tx: Tx,
  event: { pageId: string; subjectId: string },
  { kind, isSlip }: EventKind,
): Promise<Range | null> {
  if (kind !== CHANGE.kind) {
    const { rows } = await tx.execute<{ n: number }>(
      sql`select ${newestOf(sql`${event.pageId}::uuid`)} as n`,
    );
    const newest = rows[0]?.n ?? 0;
    return { from: newest, to: newest };
  }
  const is = await readRevision(tx, event.subjectId);
  if (!is || (await isSlip?.(tx, is))) return null;
  const { rows } = await tx.execute<{ n: number | null }>(
    sql`select max(number)::int as n from revision
      where page_id = ${event.pageId} and state = 'published' and number < ${is.number}`,
  );
  return { from: rows[0]?.n ?? 0, to: is.number };
}

/**
 * Creates the notices. A member's choice for the page decides or, without one, that for the narrowest of its subjects
 * and categories (`thingsOf`).
 */
async function insert(
  ctx: Ctx,
  event: Omit<typeof pageEvent.$inferSelect, "toldAt">,
  { from, to }: Range,
  { page, own: { isInPerson } }: EventOf,
): Promise<number> {
  const at = moment(event.at);
  const pageId = sql`${event.pageId}::uuid`;
  const isOthers: SQL = isInPerson ? sql`not ${isOwnPage()}` : sql`true`;
  return insertNotices(
    ctx,
    subselect`choice as (
      select distinct on (w.member_id) w.member_id, w.kind, w.key, ${pageId} as page_id, w.level, w.since, w.seen_at
      from (${thingsOf(pageId)}) c join watch w on w.kind = c.kind and w.key = c.key
      where w.member_id is distinct from ${event.actorId}::uuid
      order by w.member_id, c.rank, ${byLoudness(sql`w.level`)}, w.key
    ), recipient as (
      select w.member_id, case when ${isOwnPage()} then 'reply' else ${page} end as category, w.kind, w.key
      from choice w
      where w.level = 'watching' and w.since <= ${at} and w.seen_at < ${at}
        and not ${hasMuted(sql`w.member_id`, sql`${event.actorId}::uuid`)}
        and ${isOthers} and ${mayBeTold(sql`w.member_id`, sql`w.page_id`)}
        and not exists (select 1 from notice n where n.watch_kind is null and n.kind = ${event.kind}
          and n.key = ${event.subjectId}::text and n.member_id = w.member_id)
    )`,
    {
      category: sql`t.category`,
      kind: sql`${page}`,
      key: sql`${event.pageId}::text`,
      pageId,
      from: sql`${from}`,
      to: sql`${to}`,
      at,
      due: dueOf(sql`t.category`, [page, "reply"], ctx.now),
    },
  );
}
