import { and, eq, inArray, or } from "drizzle-orm";
import { db, type Queryable } from "@/db/client";
import { watch } from "@/db/schema/watching";
import type { Actor } from "@/lib/core/actor";
import { DomainError } from "@/lib/core/errors";
import { type Key, requireOwn, thingId } from "@/lib/notices";
import {
  isRemovable,
  isSubjectPlace,
  kindsBy,
  type Level,
  type Place,
  placeText,
  type Thing,
} from "../model";
import { findTarget, listThings, sourceOf, type Target } from "../things";

/** A member's level for a thing, and the wider thing that applies otherwise. */
export interface WatchState {
  thing: Thing;
  level: Level | null;
  /** The narrowest wider thing with a level; it applies while the thing has none. */
  wider: { thing: Thing; level: Level } | null;
  /** False for a removed record: it can be unwatched but not watched. */
  isThere: boolean;
}

/** Finds one's own level for a thing. Throws `not_found` if it does not exist. */
export async function findWatch(
  actor: Actor | null,
  place: Place,
  on: Queryable = db(),
): Promise<WatchState> {
  const { id } = requireOwn(actor);
  const target = await findTarget(place, actor, on);
  if (!target) throw new DomainError("not_found", "watch");
  const isThere = !isRemovable(place) || target.thing.title !== null;
  const chain = await chainOf(target, on);
  const rows = await on
    .select({ kind: watch.kind, key: watch.key, level: watch.level })
    .from(watch)
    .where(
      and(
        eq(watch.memberId, id),
        or(...chain.map((one) => and(eq(watch.kind, one.kind), eq(watch.key, one.key)))),
      ),
    );
  const levels = new Map(rows.map((row) => [thingId(row), row.level]));
  const level = levels.get(thingId(target)) ?? null;
  if (level === null && !isThere) throw new DomainError("not_found", "watch");
  const above = chain.slice(1).find((one) => levels.has(thingId(one)));
  const thing = above && (await listThings([above], actor, on)).get(thingId(above));
  const widerLevel = above && levels.get(thingId(above));
  return {
    thing: target.thing,
    level,
    wider: thing && widerLevel ? { thing, level: widerLevel } : null,
    isThere,
  };
}

/** A thing and everything that contains it, narrowest first. */
async function chainOf({ kind, key, pageId }: Target, on: Queryable): Promise<Key[]> {
  const source = pageId ? sourceOf(kind) : undefined;
  return source && pageId ? source.chainOf({ kind, key, pageId }, on) : [{ kind, key }];
}

/** Lists one's own levels for a page and its parts, a region, or all subjects, by place text. */
export async function listLevels(
  actor: Actor | null,
  place: Place,
  on: Queryable = db(),
): Promise<Record<string, Level>> {
  const { id } = requireOwn(actor);
  const target = await findTarget(place, actor, on);
  if (!target) return {};
  const rows = await on
    .select({ kind: watch.kind, key: watch.key, level: watch.level })
    .from(watch)
    .where(
      and(
        eq(watch.memberId, id),
        target.pageId
          ? eq(watch.pageId, target.pageId)
          : isSubjectPlace(place)
            ? inArray(watch.kind, kindsBy("appeared"))
            : and(eq(watch.kind, target.kind), eq(watch.key, target.key)),
      ),
    );
  const things = await listThings(rows, actor, on);
  return Object.fromEntries(
    rows.flatMap((row) => {
      const thing = things.get(thingId(row));
      return thing ? [[placeText(thing.place), row.level]] : [];
    }),
  );
}
