import { and, eq, inArray, isNull, lte, type SQL, sql } from "drizzle-orm";
import type { Tx } from "@/db/client";
import { notice, watch } from "@/db/schema/watching";
import { subselect } from "@/db/subselect";
import type { Ctx } from "@/lib/core/ctx";
import { DomainError } from "@/lib/core/errors";
import { moment, noticeKinds } from "@/lib/notices";
import type { MarkAllSeen, MarkSeen, OfNotice } from "../forms/model";
import { kindsBy } from "../model";
import { countUnseenNotices } from "../queries/notice-queries";
import { BY_OTHERS, IN_SECTION } from "../sql";
import { findTarget, type Target } from "../things";

const SEEN = "what a member has looked at is nobody else's business";

/**
 * Marks a thing, and everything within it, as seen up to a revision of its page (a region: up to a moment).
 * Positions only rise; a member who looked only at changes after `from` has not seen earlier ones. Notices
 * about what was shown become seen and are not mailed.
 */
export async function markSeen(ctx: Ctx, { of, from, number, at }: MarkSeen): Promise<void> {
  const memberId = ctx.actor?.id ?? "";
  ctx.authorize("watch.keep", { memberId });
  ctx.skipAudit(SEEN);
  const target = await findTarget(of, ctx.actor, ctx.tx);
  if (!target) throw new DomainError("not_found", "watch");
  const until = noLater(at, ctx.now);
  const seen = { from: from ?? 0, number: target.pageId ? Math.min(number, target.newest) : 0, until };
  await raise(ctx, memberId, target, seen);
}

/** Does the same and returns the number of unseen notices, which the page shows in its corner. */
export async function markSeenHere(ctx: Ctx, looked: MarkSeen): Promise<{ unseen: number }> {
  await markSeen(ctx, looked);
  return { unseen: await countUnseenNotices(ctx.actor?.id ?? "", ctx.tx) };
}

/** Marks one notice as seen, with its subject up to what it reports. */
export async function markNoticeSeen(ctx: Ctx, { noticeId }: OfNotice): Promise<void> {
  const memberId = ctx.actor?.id ?? "";
  ctx.authorize("watch.keep", { memberId });
  ctx.skipAudit(SEEN);
  const [one] = await ctx.tx
    .update(notice)
    .set({ seenAt: ctx.now })
    .where(and(eq(notice.id, noticeId), eq(notice.memberId, memberId), isNull(notice.seenAt)))
    .returning({
      kind: notice.kind,
      key: notice.key,
      pageId: notice.pageId,
      watchKind: notice.watchKind,
      lastAt: notice.lastAt,
      from: notice.fromNumber,
      number: notice.toNumber,
    });
  if (!one || one.watchKind === null) return;
  const until = isByMoment(one.kind) ? one.lastAt : ctx.now;
  await raise(ctx, memberId, one, { ...one, until });
}

/** Stops counting one's own notices that have nothing left to show and so no row in the list. */
export async function clearGone(ctx: Ctx, noticeIds: readonly string[]): Promise<void> {
  const memberId = ctx.actor?.id ?? "";
  ctx.authorize("watch.keep", { memberId });
  ctx.skipAudit(SEEN);
  const own = and(inArray(notice.id, [...noticeIds]), eq(notice.memberId, memberId), isNull(notice.seenAt));
  await ctx.tx.update(notice).set({ seenAt: ctx.now }).where(own);
}

/** Marks everything watched, and all notices, as seen up to when the page was drawn. */
export async function markAllSeen(ctx: Ctx, { at }: MarkAllSeen): Promise<void> {
  const memberId = ctx.actor?.id ?? "";
  ctx.authorize("watch.keep", { memberId });
  ctx.skipAudit(SEEN);
  const until = noLater(at, ctx.now);
  // Excludes what was published after the page was drawn.
  const shown = subselect`coalesce((select r.number from revision r where r.page_id = watch.page_id
    and r.state = 'published' and coalesce(r.decided_at, r.created_at) <= ${moment(until)}
    order by r.number desc limit 1), 0)`;
  await ctx.tx
    .update(watch)
    .set({
      seenNumber: sql`greatest(${watch.seenNumber}, ${shown})`,
      seenAt: sql`greatest(${watch.seenAt}, ${moment(until)})`,
    })
    .where(eq(watch.memberId, memberId));
  await ctx.tx
    .update(notice)
    .set({ seenAt: ctx.now })
    .where(and(eq(notice.memberId, memberId), isNull(notice.seenAt), lte(notice.lastAt, until)));
}

interface Looked {
  from: number;
  number: number;
  until: Date;
}

async function raise(
  { tx, now }: Ctx,
  memberId: string,
  target: Pick<Target, "key" | "pageId"> & { kind: string },
  { from, number, until }: Looked,
): Promise<void> {
  await tx.execute(sql`update watch w set seen_number = greatest(w.seen_number, ${number}),
      seen_at = greatest(w.seen_at, ${moment(until)})
    where w.member_id = ${memberId} and ${within("w", target)}
      and not exists (select 1 from revision r where r.page_id = w.page_id
        and r.number > w.seen_number and r.number <= ${from} and ${BY_OTHERS} and ${IN_SECTION})`);
  const isOf =
    target.kind === noticeKinds().wide.kind
      ? sql`n.watch_kind = ${target.kind} and n.watch_key = ${target.key}`
      : within("n", target);
  const isShown =
    target.pageId && !isPageKind(target.kind)
      ? sql`n.from_number >= ${from} and n.to_number <= ${number}`
      : sql`n.last_at <= ${moment(until)}`;
  await tx.execute(sql`update notice n set seen_at = ${moment(now)}
    where n.member_id = ${memberId} and n.seen_at is null and ${isOf} and ${isShown}`);
  if (target.pageId && isPageKind(target.kind)) await markAppearedSeen(tx, memberId, target.pageId, now);
}

/** Marks notices as seen whose new content the member is reading, if they report nothing else. */
async function markAppearedSeen(tx: Tx, memberId: string, pageId: string, now: Date): Promise<void> {
  await tx.execute(sql`update notice n set seen_at = ${moment(now)}
    where n.member_id = ${memberId} and n.seen_at is null and n.watch_kind = any(${sql.param(kindsBy("appeared"))}::text[])
      and exists (select 1 from subject_event e where e.kind = n.kind and e.key = n.key
        and e.at between n.first_at and n.last_at and e.page_id = ${pageId}::uuid)
      and not exists (select 1 from subject_event e where e.kind = n.kind and e.key = n.key
        and e.at between n.first_at and n.last_at and e.page_id <> ${pageId}::uuid)`);
}

const isPageKind = (kind: string) => kindsBy("events").includes(kind);
/** Whether notices of a kind refer to a moment rather than to a revision. */
const isByMoment = (kind: string) => isPageKind(kind) || kindsBy("appeared").includes(kind);

/**
 * SQL: whether a row is about a thing or something within it, e.g. a post's comments; excludes decisions on
 * one's own edits.
 */
function within(row: "w" | "n", target: Pick<Target, "key" | "pageId"> & { kind: string }): SQL {
  const of = sql.raw(row);
  if (target.pageId === null) return sql`${of}.kind = ${target.kind} and ${of}.key = ${target.key}`;
  if (isPageKind(target.kind))
    return row === "w"
      ? sql`w.kind = ${target.kind} and w.key = ${target.key}`
      : sql`n.page_id = ${target.pageId} and n.kind in (${target.kind}, 'comment')`;
  if (target.key === target.pageId) return sql`${of}.page_id = ${target.pageId} and ${of}.kind <> 'revision'`;
  return sql`${of}.page_id = ${target.pageId}
    and (${of}.key = ${target.key} or starts_with(${of}.key, ${`${target.key}/`}))`;
}

/** The time a page says it was drawn, but never in the future. */
function noLater(at: number, now: Date): Date {
  return new Date(Math.min(at, now.getTime()));
}
