import { and, eq, inArray, or, sql } from "drizzle-orm";
import { db, type Queryable } from "@/db/client";
import { watch } from "@/db/schema/watching";
import type { Actor } from "@/lib/core/actor";
import { DomainError } from "@/lib/core/errors";
import { choicesFor, type Key, requireOwn, thingId } from "@/lib/notices";
import {
  isPagePlace,
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
  const wider = await findWider(actor, target, { chain, levels }, on);
  return { thing: target.thing, level, wider, isThere };
}

/** Finds the narrowest wider thing with a level of the member's. */
async function findWider(
  actor: Actor | null,
  target: Target,
  { chain, levels }: { chain: readonly Key[]; levels: ReadonlyMap<string, Level> },
  on: Queryable,
): Promise<WatchState["wider"]> {
  const chosen: (Key & { level?: Level }) | undefined = isPagePlace(target.thing.place)
    ? await findChoice(actor?.id ?? "", target, on)
    : chain.slice(1).find((one) => levels.has(thingId(one)));
  if (!chosen) return null;
  const thing = (await listThings([chosen], actor, on)).get(thingId(chosen));
  const level = levels.get(thingId(chosen)) ?? chosen.level;
  return thing && level ? { thing, level } : null;
}

/** Finds what a member chose for the subjects and categories of a page, as the notices follow it. */
async function findChoice(
  memberId: string,
  { kind, key, pageId }: Target,
  on: Queryable,
): Promise<(Key & { level: Level }) | undefined> {
  const { rows } = await on.execute<{ kind: string; key: string; level: Level }>(
    sql`select kind, key, level from (${choicesFor(sql`${memberId}::uuid`, sql`${pageId}::uuid`)}) chosen
      where (kind, key) <> (${kind}, ${key}) limit 1`,
  );
  return rows[0];
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
