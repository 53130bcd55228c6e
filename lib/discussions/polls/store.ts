import { and, asc, eq, isNull, lte } from "drizzle-orm";
import { db, type Queryable } from "@/db/client";
import { poll, pollOption } from "@/db/schema/polls";
import type { Ctx } from "@/lib/core/ctx";
import { idFor } from "@/lib/core/id";
import { type LoadedTopic, loadForSite, topicFact } from "../access";
import type { NewPoll } from "./read-fields";

/** Polls that one run of the job closes; the next run does the rest. */
const BATCH = 500;

/** Inserts a poll into a topic whose row is locked. Returns its id; null if the same form had inserted it. */
export async function insertPoll(
  ctx: Ctx,
  { pageId, token, made }: { pageId: string; token: string; made: NewPoll },
): Promise<string | null> {
  const { options, ...columns } = made;
  const createdBy = ctx.actor?.id ?? "";
  const id = idFor("poll", pageId, createdBy, token);
  const [row] = await ctx.tx
    .insert(poll)
    .values({ ...columns, id, pageId, createdBy, createdAt: ctx.now })
    .onConflictDoNothing()
    .returning({ id: poll.id });
  if (!row) return null;
  await insertOptions(ctx, id, options);
  return id;
}

/** Inserts the options of a poll in their order. */
export async function insertOptions({ tx }: Ctx, pollId: string, options: readonly string[]): Promise<void> {
  await tx.insert(pollOption).values(options.map((text, n) => ({ pollId, position: n + 1, text })));
}

/** Closes an open poll of a topic whose row is locked, and records it. Its results can be read from then on. */
export async function closePoll(ctx: Ctx, loaded: LoadedTopic, pollId: string): Promise<boolean> {
  const closed = await ctx.tx
    .update(poll)
    .set({ closedAt: ctx.now })
    .where(and(eq(poll.id, pollId), eq(poll.pageId, loaded.id), isNull(poll.closedAt)))
    .returning({ id: poll.id });
  if (closed.length === 0) return false;
  await ctx.record("poll.closed", { ...topicFact(loaded), pollId });
  return true;
}

/** Closes the open polls of a topic in which nobody will vote any more. */
export async function closePollsOf(ctx: Ctx, loaded: LoadedTopic): Promise<void> {
  const open = await ctx.tx
    .select({ id: poll.id })
    .from(poll)
    .where(and(eq(poll.pageId, loaded.id), isNull(poll.closedAt)));
  for (const { id } of open) await closePoll(ctx, loaded, id);
}

/** Moves the polls of a topic to the one that has its messages now. */
export async function movePolls({ tx }: Ctx, way: { from: string; to: string }): Promise<void> {
  await tx.update(poll).set({ pageId: way.to }).where(eq(poll.pageId, way.from));
}

/** Lists the polls whose last day is over, the earliest first. */
export const listDuePolls = (now: Date, on: Queryable = db()) =>
  on
    .select({ id: poll.id, pageId: poll.pageId })
    .from(poll)
    .where(and(isNull(poll.closedAt), lte(poll.closesAt, now)))
    .orderBy(asc(poll.closesAt), asc(poll.id))
    .limit(BATCH);

/** Closes a poll whose last day is over, once. The topic's row is locked, so a vote comes before it or is refused. */
export async function closeDuePoll(ctx: Ctx, { id, pageId }: { id: string; pageId: string }): Promise<void> {
  ctx.asSystem("its author chose the day");
  const loaded = await loadForSite(ctx, pageId);
  if (!loaded || !(await closePoll(ctx, loaded, id))) ctx.skipAudit("it is closed or elsewhere already");
}
