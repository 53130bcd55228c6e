import { sql } from "drizzle-orm";
import type { Ctx } from "@/lib/core/ctx";
import { clearNotices, notify } from "@/lib/notices";
import { isAnyWaiting, listDone, listReviewers } from "./count";
import type { Queue } from "./queue";

/**
 * Notifies the reviewers of a queue that something waits: one notice for the whole queue, mailed at most
 * hourly. It counts items when it is read and names none, as drafts must not get into mailboxes.
 */
export const notifyReviewers =
  <Facts, Came>(queue: Queue<Facts, Came>) =>
  async (ctx: Ctx, came: Came): Promise<void> => {
    const facts = await queue.factsOf(ctx, came);
    if (facts === null) return;
    const reviewers = await listReviewers(queue, facts, ctx.tx);
    await notifyOf(ctx, queue, reviewers);
  };

/** Notifies reviewers again if anything in the queue waits. */
export const notifyReviewersAgain =
  <Facts, Came>(queue: Queue<Facts, Came>) =>
  async (ctx: Ctx, came: Came): Promise<void> => {
    const { rows } = await ctx.tx.execute<{ waits: boolean }>(sql`select ${isAnyWaiting(queue)} as waits`);
    if (rows[0]?.waits) await notifyReviewers(queue)(ctx, came);
  };

/** Notifies members that something waits in a queue. */
export function notifyOf(ctx: Ctx, { name }: Queue, memberIds: readonly string[]): Promise<void> {
  return notify(ctx, { memberIds, category: "review", kind: "review", key: name, pageId: null, anew: true });
}

/**
 * Clears a queue's notices: all of them if nothing waits any more, and those of reviewers with nothing left
 * in their part.
 */
export const clearQueueNotices =
  <Gone>(queue: Queue<unknown, never, Gone>) =>
  async (ctx: Ctx, gone: Gone): Promise<void> => {
    const done = queue.isParted ? await listDone(queue, queue.isParted(gone), ctx.tx) : [];
    const isSettled = sql`(n.member_id = any(${sql.param(done)}::uuid[]) or not ${isAnyWaiting(queue)})`;
    await clearNotices(ctx, { kind: "review", key: queue.name }, isSettled);
  };
