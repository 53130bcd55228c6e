import { eq, sql } from "drizzle-orm";
import { profile } from "@/db/schema/profiles";
import { material } from "@/db/schema/training";
import type { Ctx } from "@/lib/core/ctx";
import { notify } from "../notify";
import { moment } from "../sql";
import type { ReviewQueue } from "./model";
import { isAnyWaiting, isCounted, listDone, listReviewers, type Queued } from "./queues";

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
    const memberIds = reviewers.filter((id) => id !== ctx.actor?.id);
    if (memberIds.length === 0) return;
    // What was told of this queue before is in what is told now.
    await ctx.tx.execute(sql`delete from notice where id in (
      select n.id from notice n left join notice_mail m on m.id = n.mail_id
      where n.watch_kind is null and n.kind = 'review' and n.key = ${queue}
        and n.member_id = any(${sql.param(memberIds)}::uuid[])
        and (n.seen_at is not null or (n.mail_id is not null and m.state is distinct from 'waiting'))
      order by n.member_id, n.id for update of n)`);
    await notify(ctx, { memberIds, category: "review", kind: "review", key: queue, pageId: null });
  };

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
    .select({ ownerId: material.ownerId, state: material.state, access: material.access })
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
    await ctx.tx.execute(sql`update notice set seen_at = ${moment(ctx.now)} where id in (
      select n.id from notice n where n.watch_kind is null and n.kind = 'review' and n.key = ${queue}
        and n.seen_at is null
        and (n.member_id = any(${sql.param(done)}::uuid[]) or not ${isAnyWaiting(queue)})
      order by n.member_id for update)`);
  };
