import { sql } from "drizzle-orm";
import type { Ctx } from "@/lib/core/ctx";
import { clearNotices, notify } from "@/lib/notices";
import { isAnyWaiting, listDone, listReviewers } from "./count";
import type { Queue } from "./queue";

/**
 * Something waits: whoever decides in its queue is told that it does, as one notice for the whole queue, mailed once
 * an hour at most. It says how much waits when it is read, and names nothing: drafts are for no mailbox.
 */
export const notifyReviewers =
  <Facts, Came>(queue: Queue<Facts, Came>) =>
  async (ctx: Ctx, came: Came): Promise<void> => {
    const facts = await queue.factsOf(ctx, came);
    if (facts === null) return;
    const reviewers = await listReviewers(queue, facts, ctx.tx);
    await notifyOf(ctx, queue, reviewers);
  };

/** Something can be decided on again: reviewers are notified where anything of the queue waits. */
export const notifyReviewersAgain =
  <Facts, Came>(queue: Queue<Facts, Came>) =>
  async (ctx: Ctx, came: Came): Promise<void> => {
    const { rows } = await ctx.tx.execute<{ waits: boolean }>(sql`select ${isAnyWaiting(queue)} as waits`);
    if (rows[0]?.waits) await notifyReviewers(queue)(ctx, came);
  };

/** Tells members that something waits in a queue. */
export function notifyOf(ctx: Ctx, { name }: Queue, memberIds: readonly string[]): Promise<void> {
  return notify(ctx, { memberIds, category: "review", kind: "review", key: name, pageId: null, anew: true });
}

/**
 * Something was decided, taken back or is gone: where nothing waits any more nobody need be told that something does,
 * nor who has nothing left to decide in a queue of which they have a part.
 */
export const clearQueueNotices =
  <Gone>(queue: Queue<unknown, never, Gone>) =>
  async (ctx: Ctx, gone: Gone): Promise<void> => {
    const done = queue.isParted ? await listDone(queue, queue.isParted(gone), ctx.tx) : [];
    const isSettled = sql`(n.member_id = any(${sql.param(done)}::uuid[]) or not ${isAnyWaiting(queue)})`;
    await clearNotices(ctx, { kind: "review", key: queue.name }, isSettled);
  };
