import { and, eq, gte, lt, sql } from "drizzle-orm";
import { profile } from "@/db/schema/profiles";
import { revision } from "@/db/schema/revisions";
import { material } from "@/db/schema/training";
import type { Ctx } from "@/lib/core/ctx";
import { daysBefore, LATE_DAYS } from "@/lib/core/waiting";
import { notify } from "../notify";
import { moment } from "../sql";
import type { ReviewQueue } from "./model";
import { type FactsQueue, isAnyWaiting, isCounted, listDone, listReviewers, type Queued } from "./queues";

/**
 * Something waits: whoever decides in its queue is told that it does, as one notice for the whole queue, mailed once
 * an hour at most. It says how much waits when it is read, and names nothing: drafts are for no mailbox.
 */
export const tellReviewers =
  (queue: ReviewQueue) =>
  async (ctx: Ctx, { pageId }: { pageId: string }): Promise<void> => {
    const queued = isCounted(queue)
      ? await findOfProfile(ctx, queue, pageId)
      : await findMaterial(ctx, pageId);
    const reviewers = await listReviewers(queue, queued, ctx.tx);
    await tellOf(
      ctx,
      queue,
      reviewers.filter((id) => id !== ctx.actor?.id),
    );
  };

/** Something can be decided on again: reviewers are notified where anything of the queue waits. */
export const tellReviewersAgain =
  (queue: ReviewQueue) =>
  async (ctx: Ctx, fact: { pageId: string }): Promise<void> => {
    const { rows } = await ctx.tx.execute<{ waits: boolean }>(sql`select ${isAnyWaiting(queue)} as waits`);
    if (rows[0]?.waits) await tellReviewers(queue)(ctx, fact);
  };

export async function tellOf(ctx: Ctx, queue: ReviewQueue, memberIds: readonly string[]): Promise<void> {
  if (memberIds.length === 0) return;
  // What was told of this queue before is in what is told now.
  await ctx.tx.execute(sql`delete from notice where id in (
    select n.id from notice n left join notice_mail m on m.id = n.mail_id
    where n.watch_kind is null and n.kind = 'review' and n.key = ${queue}
      and n.member_id = any(${sql.param([...memberIds])}::uuid[])
      and (n.seen_at is not null or (n.mail_id is not null and m.state is distinct from 'waiting'))
    order by n.member_id, n.id for update of n)`);
  await notify(ctx, { memberIds, category: "review", kind: "review", key: queue, pageId: null });
}

/** A day, and the hour between two looks: whoever was told of the queue within it knows what is told now. */
const TOLD_HOURS = 25;

/**
 * Edits of profiles have waited for a week: whoever decides on them is told of the queue once more, with for how long
 * the oldest waits. Looked for each hour among those whose week ended in the last day, so that none is missed.
 */
export async function remindReviewers(ctx: Ctx): Promise<void> {
  ctx.asSystem("time passes for everyone");
  ctx.untraced("what waits is as it was");
  const late = await ctx.tx
    .selectDistinct({ country: profile.iso2, authorId: revision.authorId })
    .from(revision)
    .innerJoin(profile, eq(profile.pageId, revision.pageId))
    .where(
      and(
        eq(revision.state, "pending"),
        lt(revision.createdAt, daysBefore(ctx.now, LATE_DAYS)),
        gte(revision.createdAt, daysBefore(ctx.now, LATE_DAYS + 1)),
      ),
    );
  const reviewers = new Set<string>();
  for (const edit of late) for (const id of await listReviewers("edits", { edit }, ctx.tx)) reviewers.add(id);
  const { rows } = await ctx.tx.execute<{ id: string }>(sql`select distinct n.member_id as id from notice n
    where n.watch_kind is null and n.kind = 'review' and n.key = 'edits'
      and n.member_id = any(${sql.param([...reviewers])}::uuid[])
      and n.last_at > ${moment(ctx.now)} - make_interval(hours => ${TOLD_HOURS})`);
  for (const { id } of rows) reviewers.delete(id);
  await tellOf(ctx, "edits", [...reviewers].sort());
}

/** An edit of a profile, or an error in one, as it comes to wait: by whoever acts. */
async function findOfProfile(ctx: Ctx, queue: "edits" | "reports", pageId: string): Promise<Queued> {
  const country = await countryOf(ctx, pageId);
  if (country === null) return null;
  return queue === "edits" ? { edit: { country, authorId: ctx.actor?.id ?? null } } : { report: { country } };
}

async function countryOf(ctx: Ctx, pageId: string): Promise<string | null> {
  const [row] = await ctx.tx
    .select({ country: profile.iso2 })
    .from(profile)
    .where(eq(profile.pageId, pageId));
  return row?.country ?? null;
}

async function findMaterial(ctx: Ctx, pageId: string): Promise<Queued> {
  const [row] = await ctx.tx
    .select({
      ownerId: material.ownerId,
      state: material.state,
      access: material.access,
      trainersAccess: material.trainersAccess,
      retractedBy: material.retractedBy,
    })
    .from(material)
    .where(eq(material.pageId, pageId));
  return row ? { material: { ...row, askerId: ctx.actor?.id ?? "" } } : null;
}

/**
 * Something was decided or taken back: where nothing waits any more nobody need be told that something does. Of the
 * queues of profiles each focal point has a part, which may be done while others wait.
 */
export const settleQueue =
  (queue: ReviewQueue) =>
  async (ctx: Ctx, { pageId }: { pageId: string }): Promise<void> => {
    const country = isCounted(queue) ? await countryOf(ctx, pageId) : null;
    const done = isCounted(queue) && country !== null ? await listDone(queue, country, ctx.tx) : [];
    await settle(ctx, queue, done);
  };

/** Something was decided, or is gone: clears the notification of reviewers who have nothing left to decide in the queue. */
export const settleRest =
  (queue: FactsQueue) =>
  async (ctx: Ctx): Promise<void> => {
    await settle(ctx, queue, await listDone(queue, null, ctx.tx));
  };

/** Whoever has nothing to decide in a queue any more need not be told of it; nobody, where nothing waits. */
async function settle(ctx: Ctx, queue: ReviewQueue, done: readonly string[]): Promise<void> {
  await ctx.tx.execute(sql`update notice set seen_at = ${moment(ctx.now)} where id in (
    select n.id from notice n where n.watch_kind is null and n.kind = 'review' and n.key = ${queue}
      and n.seen_at is null
      and (n.member_id = any(${sql.param([...done])}::uuid[]) or not ${isAnyWaiting(queue)})
    order by n.member_id for update)`);
}
