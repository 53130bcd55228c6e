import { and, eq, gte, inArray, lt, sql } from "drizzle-orm";
import type { Tx } from "@/db/client";
import { noticeSetting, toldRevision, watch } from "@/db/schema/watching";
import type { Ctx } from "@/lib/core/ctx";
import { newestOf } from "./events";
import { type Key, thingId } from "./things";

/** Notes that a revision is told of; false where it was before, by a job that runs twice. */
export async function isFirstTold(ctx: Ctx, revisionId: string): Promise<boolean> {
  const made = await ctx.tx
    .insert(toldRevision)
    .values({ revisionId, at: ctx.now })
    .onConflictDoNothing()
    .returning({ revisionId: toldRevision.revisionId });
  return made.length > 0;
}

/**
 * A revision that waited for review comes into view with the number that it had: who has looked at later ones has
 * not seen it. For them the page is unseen again from just before it.
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

/** Watches a thing for whoever edited it and asked for that; a level that was chosen before stays. */
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

/** The things of some kinds within another that anybody watches, by `thingId`. */
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
