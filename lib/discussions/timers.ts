import { and, asc, eq, lte } from "drizzle-orm";
import { db, type Queryable } from "@/db/client";
import { topic } from "@/db/schema/discussions";
import { type TopicTimer, topicTimer } from "@/db/schema/topic-care";
import type { Ctx } from "@/lib/core/ctx";
import { type LoadedTopic, loadForSite, topicFact, visibleIn } from "./access";
import type { Timer } from "./care/model";
import { writeNote } from "./notes";

/** Timers that one run of the job handles; the next run does the rest. */
const BATCH = 500;

/** Lists the timers whose time has come, the earliest first. */
export const listDueTimers = (now: Date, on: Queryable = db()) =>
  on
    .select({ pageId: topicTimer.pageId, kind: topicTimer.kind })
    .from(topicTimer)
    .where(lte(topicTimer.at, now))
    .orderBy(asc(topicTimer.at), asc(topicTimer.pageId), asc(topicTimer.kind))
    .limit(BATCH);

/** Lists the timers of a topic, the next one first. */
export const listTimers = (pageId: string, on: Queryable = db()): Promise<Timer[]> =>
  on
    .select({ kind: topicTimer.kind, at: topicTimer.at, zone: topicTimer.zone })
    .from(topicTimer)
    .where(eq(topicTimer.pageId, pageId))
    .orderBy(asc(topicTimer.at), asc(topicTimer.kind));

/** Deletes the timers of a topic, or one of them. Returns how many there were. */
export async function stopTimers({ tx }: Ctx, pageId: string, kind?: TopicTimer): Promise<number> {
  const gone = await tx
    .delete(topicTimer)
    .where(and(eq(topicTimer.pageId, pageId), kind ? eq(topicTimer.kind, kind) : undefined))
    .returning({ kind: topicTimer.kind });
  return gone.length;
}

/**
 * Does what a timer says, once: its row is deleted in the same transaction, so a repeated job, and one that was killed,
 * finds what is left to do. Does nothing for a timer that was taken back or moved to a later time.
 */
export async function runTimer(
  ctx: Ctx,
  { pageId, kind }: { pageId: string; kind: TopicTimer },
): Promise<void> {
  ctx.asSystem("a moderator chose the time");
  const loaded = await loadForSite(ctx, pageId);
  const [due] = await ctx.tx
    .delete(topicTimer)
    .where(and(eq(topicTimer.pageId, pageId), eq(topicTimer.kind, kind), lte(topicTimer.at, ctx.now)))
    .returning({ kind: topicTimer.kind });
  if (!loaded || !due) return ctx.skipAudit("the timer is not there any more");
  if (kind === "publish") return publish(ctx, loaded);
  await setClosed(ctx, loaded, kind === "close");
}

/** Closes a topic for replies, or opens it again; a timer for the same has nothing left to do. */
export async function setClosed(ctx: Ctx, loaded: LoadedTopic, isClosed: boolean): Promise<void> {
  if (loaded.isClosed === isClosed) return ctx.skipAudit("it is so already");
  await ctx.tx.update(topic).set({ isClosed }).where(eq(topic.pageId, loaded.id));
  await stopTimers(ctx, loaded.id, isClosed ? "close" : "reopen");
  await writeNote(ctx, loaded, isClosed ? "closed" : "reopened");
  await ctx.record("topic.closed", { ...topicFact(loaded), isClosed });
}

/** Lets a planned topic appear, as opened now. */
export async function publish(ctx: Ctx, loaded: LoadedTopic): Promise<void> {
  if (loaded.state !== "planned") return ctx.skipAudit("it is published already");
  const { now } = ctx;
  await ctx.tx
    .update(topic)
    .set({ state: visibleIn(loaded), createdAt: now, activeAt: now })
    .where(eq(topic.pageId, loaded.id));
  await stopTimers(ctx, loaded.id, "publish");
  await writeNote(ctx, loaded, "published");
  await ctx.record("topic.published", topicFact(loaded));
}
