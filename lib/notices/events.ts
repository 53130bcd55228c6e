import { and, eq, type SQL, sql } from "drizzle-orm";
import { type PageEventKind, pageEvent, watch } from "@/db/schema/watching";
import { subselect } from "@/db/subselect";
import type { Ctx } from "@/lib/core/ctx";
import { idFor, newId } from "@/lib/core/id";
import { shownSummary } from "@/lib/revisions";
import { thingsOf } from "./choices";
import { type EventKind, noticeKinds } from "./kinds";

/*
 * Events of pages that are watched as a whole are logged in the transaction that causes them: one row,
 * however many watchers. A job then notifies the watchers (decision 7).
 */

interface Event {
  /** The same id is the same event and notifies once. */
  id: string;
  pageId: string;
  kind: PageEventKind;
  subjectId: string;
  actorId: string | null;
}

async function logEvent(ctx: Ctx, event: Event): Promise<void> {
  const made = await ctx.tx
    .insert(pageEvent)
    .values({ ...event, at: ctx.now })
    .onConflictDoNothing()
    .returning({ id: pageEvent.id });
  if (made.length === 0) return;
  const payload = JSON.stringify({ pageEventId: event.id });
  await ctx.tx.execute(sql`select graphile_worker.add_job('tell-page-watchers', ${payload}::json, max_attempts := 8)
    where exists (select 1 from (${thingsOf(sql`${event.pageId}::uuid`)}) o join watch w on w.kind = o.kind and w.key = o.key)`);
}

/** Deterministic event id, so re-showing a hidden comment does not notify twice. */
export function logOnce(
  ctx: Ctx,
  event: { pageId: string; kind: PageEventKind; subjectId: string },
  actorId: string | null = ctx.actor?.id ?? null,
): Promise<void> {
  return logEvent(ctx, { id: idFor("page-event", event.kind, event.subjectId), ...event, actorId });
}

/** Logs an event that can happen to a page repeatedly. */
export const eventOfPage =
  (kind: PageEventKind) =>
  (ctx: Ctx, { pageId }: { pageId: string }): Promise<void> => {
    const id = newId(ctx.now.getTime());
    return logEvent(ctx, { id, pageId, kind, subjectId: pageId, actorId: ctx.actor?.id ?? null });
  };

/** The published text of a page changed. */
export const CHANGE: EventKind = {
  kind: "change",
  isThere: subselect`exists (select 1 from revision r where r.id = e.subject_id and r.state = 'published'
    and r.merged_into_id is null)`,
  from: sql`left join revision r on e.kind = 'change' and r.id = e.subject_id`,
  words: shownSummary(sql`r.id`, sql`r.summary`),
  revision: sql`r.id`,
};

/** Logs a changed text, by its revision. */
export function logChange(
  ctx: Ctx,
  fact: { pageId: string; revisionId: string; authorId: string | null },
): Promise<void> {
  const { pageId, revisionId: subjectId, authorId } = fact;
  return logOnce(ctx, { pageId, kind: "change", subjectId }, authorId);
}

/** Checks whether an event of this kind was logged for a page before. */
export async function hasHappened(ctx: Ctx, pageId: string, kind: PageEventKind): Promise<boolean> {
  const [event] = await ctx.tx
    .select({ id: pageEvent.id })
    .from(pageEvent)
    .where(and(eq(pageEvent.pageId, pageId), eq(pageEvent.kind, kind)))
    .limit(1);
  return event !== undefined;
}

/** SQL: number of a page's newest published revision; 0 if none. */
export const newestOf = (pageId: SQL) =>
  subselect<number>`coalesce((select r.number from revision r where r.page_id = ${pageId} and r.state = 'published'
    order by r.number desc limit 1), 0)`;

/** Adds a page to its authors' or owner's watchlist; a level they chose before is kept. */
export async function watchAs(
  ctx: Ctx,
  { kind, pageId }: { kind: string; pageId: string },
  memberIds: readonly string[],
): Promise<void> {
  if (memberIds.length === 0) return;
  await ctx.tx
    .insert(watch)
    .values(
      memberIds.map((memberId) => ({
        memberId,
        kind,
        key: pageId,
        pageId,
        level: "watching" as const,
        reason: "own" as const,
        since: ctx.now,
        seenNumber: newestOf(sql`${pageId}::uuid`),
        seenAt: ctx.now,
        createdAt: ctx.now,
      })),
    )
    .onConflictDoNothing();
}

/**
 * SQL: whether an event `e` of a page may be shown now, i.e. its subject can still be read. Of a retracted
 * page, only the retraction.
 */
export function canBeShown(): SQL {
  const { pages } = noticeKinds();
  const states = [...new Set(pages.map(({ state }) => state))].map((state) => sql`(${state})`);
  const cases = allEvents().flatMap(({ kind, isThere }) =>
    isThere ? [sql`when ${sql.raw(`'${kind}'`)} then ${isThere}`] : [],
  );
  return subselect`(coalesce(${sql.join(states, sql`, `)}) = case e.kind when 'retracted' then 'retracted' else 'published' end
    and case e.kind ${sql.join(cases, sql` `)} else true end)`;
}

/** Lists the kinds of events of all kinds of page, each once. */
export const allEvents = () => [
  ...new Map(noticeKinds().pages.flatMap(({ events }) => events.map((one) => [one.kind, one]))).values(),
];

/** SQL: whether the page of a watch `w` is its member's own. */
export function isOwnPage(): SQL {
  return subselect`(${sql.join([...new Set(noticeKinds().pages.map(({ isOwn }) => isOwn))], sql` or `)})`;
}

/**
 * SQL: whether a member may be notified of the page with an id, or of no page (null). Asked when a notice is made; what
 * it shows is asked again when it is read or mailed.
 */
export function mayBeTold(memberId: SQL, pageId: SQL): SQL {
  const closed = noticeKinds().pages.flatMap(({ kind, isOpenTo }) =>
    isOpenTo ? [sql`when ${sql.raw(`'${kind}'`)} then ${isOpenTo(memberId, pageId)}`] : [],
  );
  if (closed.length === 0) return sql`true`;
  return subselect`coalesce((select case told.kind ${sql.join(closed, sql` `)} else true end
    from page told where told.id = ${pageId}), true)`;
}

/** SQL: the kinds of page watched as a whole, as a list for `in`. */
export const pageKinds = (): SQL =>
  sql`${sql.join(
    noticeKinds().pages.map(({ kind }) => sql.raw(`'${kind}'`)),
    sql`, `,
  )}`;
