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
 * Keeps that the member has looked at a thing up to a revision of its page (a region: up to a moment), and at all
 * that lies within it. Positions only rise; who looked at changes after `from` alone has not seen those before it.
 * Notices of what was in sight are seen, and are not mailed any more.
 */
export async function markSeen(ctx: Ctx, { of, from, number, at }: MarkSeen): Promise<void> {
  const memberId = ctx.actor?.id ?? "";
  ctx.authorize("watch.keep", { memberId });
  ctx.skipAudit(SEEN);
  const target = await findTarget(of, ctx.tx);
  if (!target) throw new DomainError("not_found", "watch");
  const until = noLater(at, ctx.now);
  const seen = { from: from ?? 0, number: target.pageId ? Math.min(number, target.newest) : 0, until };
  await raise(ctx, memberId, target, seen);
}

/** The same, and how many notices still wait: what the page that was looked at shows in its corner from then on. */
export async function markSeenHere(ctx: Ctx, looked: MarkSeen): Promise<{ unseen: number }> {
  await markSeen(ctx, looked);
  return { unseen: await countUnseenNotices(ctx.actor?.id ?? "", ctx.tx) };
}

/** The same for one notice: what it tells of, up to where it tells. */
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

/** Counts own notices no more that have nothing to tell any longer: whoever looked found no line of them. */
export async function clearGone(ctx: Ctx, noticeIds: readonly string[]): Promise<void> {
  const memberId = ctx.actor?.id ?? "";
  ctx.authorize("watch.keep", { memberId });
  ctx.skipAudit(SEEN);
  const own = and(inArray(notice.id, [...noticeIds]), eq(notice.memberId, memberId), isNull(notice.seenAt));
  await ctx.tx.update(notice).set({ seenAt: ctx.now }).where(own);
}

/** Marks all that is watched, and all notices, as seen up to the moment at which the page was drawn. */
export async function markAllSeen(ctx: Ctx, { at }: MarkAllSeen): Promise<void> {
  const memberId = ctx.actor?.id ?? "";
  ctx.authorize("watch.keep", { memberId });
  ctx.skipAudit(SEEN);
  const until = noLater(at, ctx.now);
  // What was published after the page was drawn has not been seen.
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
  if (target.pageId && isPageKind(target.kind)) await settleAppeared(tx, memberId, target.pageId, now);
}

/** Whoever reads what appeared needs no notice of it, where that tells of nothing else. */
async function settleAppeared(tx: Tx, memberId: string, pageId: string, now: Date): Promise<void> {
  await tx.execute(sql`update notice n set seen_at = ${moment(now)}
    where n.member_id = ${memberId} and n.seen_at is null and n.watch_kind = any(${sql.param(kindsBy("appeared"))}::text[])
      and exists (select 1 from subject_event e where e.kind = n.kind and e.key = n.key
        and e.at between n.first_at and n.last_at and e.page_id = ${pageId}::uuid)
      and not exists (select 1 from subject_event e where e.kind = n.kind and e.key = n.key
        and e.at between n.first_at and n.last_at and e.page_id <> ${pageId}::uuid)`);
}

const isPageKind = (kind: string) => kindsBy("events").includes(kind);
/** Whether what was told of a thing is known by its moment; else by the revision. */
const isByMoment = (kind: string) => isPageKind(kind) || kindsBy("appeared").includes(kind);

/**
 * Whether a row is of a thing or of what lies within it, as comments lie within their post; decisions on one's own
 * edits are of neither.
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

/** A moment that a page says it was drawn at, but never one to come. */
function noLater(at: number, now: Date): Date {
  return new Date(Math.min(at, now.getTime()));
}
