import { and, eq, type SQL } from "drizzle-orm";
import type { Tx } from "@/db/client";
import { watch } from "@/db/schema/watching";
import type { Ctx } from "@/lib/core/ctx";
import { DomainError } from "@/lib/core/errors";
import { lockMembers } from "@/lib/core/lock-members";
import type { Key } from "@/lib/notices";
import type { ChangeWatch, SetWatch, StopWatch, WatchAll } from "../forms/model";
import { isRemovable, type Level, type Place, placeText } from "../model";
import { findTarget, type Target } from "../things";

/** Maximum of watches per member; a longer list would show nearly everything. */
export const MAX_WATCHES = 2_000;

/** Result shown by the form. */
export interface WatchOutcome {
  of: Place;
  level: Level | null;
}

/**
 * Watches a thing at a level, or changes the level. Earlier changes count as seen if the watch is new, and are not
 * notified in either case. Throws `not_found` if the thing does not exist, `conflict` / `too_many_watches`.
 */
export async function setWatch(ctx: Ctx, { of, level }: SetWatch): Promise<WatchOutcome> {
  const memberId = ctx.actor?.id ?? "";
  ctx.authorize("watch.keep", { memberId });
  const { kind, key, pageId, newest } = await requireTarget(ctx, of);
  const chosen = { memberId, kind, key, pageId, level, seenNumber: newest };
  const isChanged = await saveLevel(ctx, chosen);
  if (isChanged) await ctx.record("watch.changed", { memberId, of: placeText(of), level });
  else ctx.skipAudit("it is watched so already");
  return { of, level };
}

/** A level that a member chose. `seenNumber`: the newest revision, which counts as seen if the watch is new. */
type ChosenLevel = Pick<typeof watch.$inferInsert, "memberId" | "kind" | "key" | "pageId" | "level"> & {
  seenNumber: number | SQL;
};

/** Saves a level. Returns whether it was another one before. Throws `conflict` / `too_many_watches`. */
export async function saveLevel({ tx, now }: Ctx, chosen: ChosenLevel): Promise<boolean> {
  const { memberId, level } = chosen;
  const [present] = await tx
    .select({ level: watch.level })
    .from(watch)
    .where(sameWatch(memberId, chosen))
    .for("update");
  if (present?.level === level) return false;
  if (!present) await refuseTooMany(tx, memberId);
  const set = { level, reason: "chosen", since: now } as const;
  await tx
    .insert(watch)
    .values({ ...chosen, ...set, seenAt: now, createdAt: now })
    .onConflictDoUpdate({ target: [watch.memberId, watch.kind, watch.key], set });
  return true;
}

/**
 * Watches several things chosen in one form. Throws `not_found` if one of them does not exist, `conflict` /
 * `too_many_watches`; then none is watched.
 */
export async function watchAll(ctx: Ctx, { of }: WatchAll): Promise<void> {
  // In one order for everyone, so that two forms never wait for each other's rows.
  const places = [...new Map(of.map((place) => [placeText(place), place]))].sort(([a], [b]) =>
    a < b ? -1 : 1,
  );
  for (const [, place] of places) await setWatch(ctx, { of: place, level: "watching", show: undefined });
}

/**
 * Stops watching a thing; its notices stay. Does nothing if it is not watched or, with `only`, if its level is another,
 * such as one chosen in another tab meanwhile.
 */
export async function stopWatch(ctx: Ctx, { of, only }: StopWatch & { only?: Level }): Promise<WatchOutcome> {
  const memberId = ctx.actor?.id ?? "";
  ctx.authorize("watch.keep", { memberId });
  const target = await findTarget(of, ctx.actor, ctx.tx);
  if (!target) throw new DomainError("not_found", "watch");
  const gone = await ctx.tx
    .delete(watch)
    .where(and(sameWatch(memberId, target), only && eq(watch.level, only)))
    .returning({ memberId: watch.memberId });
  if (gone.length === 0) ctx.skipAudit("it was not watched");
  else await ctx.record("watch.stopped", { memberId, of: placeText(of) });
  return { of, level: null };
}

/** Does either, for the watch button. */
export function changeWatch(ctx: Ctx, { of, level }: ChangeWatch): Promise<WatchOutcome> {
  return level === "none" ? stopWatch(ctx, { of }) : setWatch(ctx, { of, level });
}

async function requireTarget(ctx: Ctx, of: Place): Promise<Target> {
  const target = await findTarget(of, ctx.actor, ctx.tx);
  const isGone = isRemovable(of) && target?.thing.title === null;
  if (!target || isGone) throw new DomainError("not_found", "watch");
  return target;
}

async function refuseTooMany(tx: Tx, memberId: string): Promise<void> {
  await lockMembers(tx, memberId);
  const count = await tx.$count(watch, eq(watch.memberId, memberId));
  if (count >= MAX_WATCHES) throw new DomainError("conflict", "too_many_watches", { most: MAX_WATCHES });
}

function sameWatch(memberId: string, { kind, key }: Key) {
  return and(eq(watch.memberId, memberId), eq(watch.kind, kind), eq(watch.key, key));
}
