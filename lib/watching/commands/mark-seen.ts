import { and, eq, isNull, lte, type SQL, sql } from "drizzle-orm";
import { notice, watch } from "@/db/schema/watching";
import type { Ctx } from "@/lib/core/ctx";
import { DomainError } from "@/lib/core/errors";
import type { MarkAllSeen, MarkSeen, OfNotice } from "../model";
import { moment } from "../sql";
import { findTarget, type Target } from "../things";

const SEEN = "what a member has looked at is nobody else's business";

/**
 * Keeps that the member has looked at a thing up to a revision of its page (a region: up to a moment), and at all
 * that lies within it. Positions only rise. Notices of it are seen, and are not mailed any more.
 */
export async function markSeen(ctx: Ctx, { of, number, at }: MarkSeen): Promise<void> {
  const memberId = ctx.actor?.id ?? "";
  ctx.authorize("watch.keep", { memberId });
  ctx.untraced(SEEN);
  const target = await findTarget(of, ctx.tx);
  if (!target) throw new DomainError("not_found", "watch");
  const until = noLater(at, ctx.now);
  await raise(ctx, memberId, target, target.pageId ? Math.min(number, target.newest) : 0, until);
}

/** The same for one notice: what it tells of, up to where it tells. */
export async function markNoticeSeen(ctx: Ctx, { noticeId }: OfNotice): Promise<void> {
  const memberId = ctx.actor?.id ?? "";
  ctx.authorize("watch.keep", { memberId });
  ctx.untraced(SEEN);
  const [one] = await ctx.tx
    .update(notice)
    .set({ seenAt: ctx.now })
    .where(and(eq(notice.id, noticeId), eq(notice.memberId, memberId), isNull(notice.seenAt)))
    .returning({ kind: notice.kind, key: notice.key, pageId: notice.pageId, toNumber: notice.toNumber });
  if (one && one.kind !== "revision") await raise(ctx, memberId, one, one.toNumber, ctx.now);
}

/** Marks all that is watched, and all notices, as seen up to the moment at which the page was drawn. */
export async function markAllSeen(ctx: Ctx, { at }: MarkAllSeen): Promise<void> {
  const memberId = ctx.actor?.id ?? "";
  ctx.authorize("watch.keep", { memberId });
  ctx.untraced(SEEN);
  const until = noLater(at, ctx.now);
  // What was published after the page was drawn has not been seen.
  const shown = sql`coalesce((select r.number from revision r where r.page_id = watch.page_id
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

async function raise(
  ctx: Ctx,
  memberId: string,
  target: Pick<Target, "key" | "pageId"> & { kind: string },
  number: number,
  until: Date,
): Promise<void> {
  await ctx.tx
    .update(watch)
    .set({
      seenNumber: sql`greatest(${watch.seenNumber}, ${number})`,
      seenAt: sql`greatest(${watch.seenAt}, ${moment(until)})`,
    })
    .where(and(eq(watch.memberId, memberId), within(watch.kind, watch.key, watch.pageId, target)));
  const isShown = target.pageId ? lte(notice.toNumber, number) : lte(notice.lastAt, until);
  const isOf =
    target.kind === "region"
      ? and(eq(notice.watchKind, "region"), eq(notice.watchKey, target.key))
      : within(notice.kind, notice.key, notice.pageId, target);
  await ctx.tx
    .update(notice)
    .set({ seenAt: ctx.now })
    .where(and(eq(notice.memberId, memberId), isNull(notice.seenAt), isOf, isShown));
}

/** Whether a row is of a thing or of what lies within it; decisions on one's own edits are of neither. */
function within(
  kind: typeof watch.kind | typeof notice.kind,
  key: typeof watch.key | typeof notice.key,
  pageId: typeof watch.pageId | typeof notice.pageId,
  target: { kind: string; key: string; pageId: string | null },
): SQL | undefined {
  if (target.kind === "region" || target.pageId === null)
    return and(eq(kind, target.kind), eq(key, target.key));
  if (target.kind === "profile") return and(eq(pageId, target.pageId), sql`${kind} <> 'revision'`);
  return and(
    eq(pageId, target.pageId),
    sql`(${key} = ${target.key} or starts_with(${key}, ${`${target.key}/`}))`,
  );
}

/** A moment that a page says it was drawn at, but never one to come. */
function noLater(at: number, now: Date): Date {
  return new Date(Math.min(at, now.getTime()));
}
