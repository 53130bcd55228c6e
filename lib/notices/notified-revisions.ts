import { and, eq, gte, inArray, lt, sql } from "drizzle-orm";
import type { Tx } from "@/db/client";
import { noticeSetting, toldRevision, watch } from "@/db/schema/watching";
import type { Ctx } from "@/lib/core/ctx";
import { newestOf } from "./events";
import { type Key, thingId } from "./things";

/** Records that watchers are notified of a revision; returns false if the job ran before. */
export async function isFirstNotified(ctx: Ctx, revisionId: string): Promise<boolean> {
  const made = await ctx.tx
    .insert(toldRevision)
    .values({ revisionId, at: ctx.now })
    .onConflictDoNothing()
    .returning({ revisionId: toldRevision.revisionId });
  return made.length > 0;
}

/**
 * An accepted edit keeps its earlier number, so members who have seen later revisions have not seen it: marks
 * the page as unseen from just before it.
 */
export async function showAgain(
  tx: Tx,
  { pageId, number, previous, at }: { pageId: string; number: number; previous: number; at: Date },
): Promise<void> {
  await tx
    .update(watch)
    .set({ seenNumber: previous })
    .where(and(eq(watch.pageId, pageId), gte(watch.seenNumber, number), lt(watch.seenAt, at)));
}

/** Adds an edited thing to its author's watchlist if they chose that; an existing level is kept. */
export async function watchOwnEdit(
  ctx: Ctx,
  { kind, key, pageId, authorId }: Key & { pageId: string; authorId: string | null },
): Promise<void> {
  if (!authorId) return;
  const [wanted] = await ctx.tx
    .select({ level: noticeSetting.ownEdits })
    .from(noticeSetting)
    .where(eq(noticeSetting.memberId, authorId));
  if (!wanted || wanted.level === "normal") return;
  await ctx.tx
    .insert(watch)
    .values({
      memberId: authorId,
      kind,
      key,
      pageId,
      level: wanted.level,
      reason: "edited",
      since: ctx.now,
      seenNumber: newestOf(sql`${pageId}`),
      seenAt: ctx.now,
      createdAt: ctx.now,
    })
    .onConflictDoNothing();
}

/** Lists things of some kinds within another that anyone watches, by `thingId`. */
export async function listWatchedWithin(
  tx: Tx,
  { pageId, within, kinds }: { pageId: string; within: string; kinds: readonly string[] },
): Promise<Set<string>> {
  const rows = await tx
    .selectDistinct({ kind: watch.kind, key: watch.key })
    .from(watch)
    .where(
      and(
        eq(watch.pageId, pageId),
        inArray(watch.kind, [...kinds]),
        sql`starts_with(${watch.key}, ${`${within}/`})`,
      ),
    );
  return new Set(rows.map(thingId));
}
