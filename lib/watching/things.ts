import { type SQL, sql } from "drizzle-orm";
import { db, type Queryable } from "@/db/client";
import type { Actor } from "@/lib/core/actor";
import {
  type Key,
  newestOf,
  noticeKinds,
  type TargetShown,
  type ThingShown,
  type ThingSource,
  thingId,
} from "@/lib/notices";
import { isPagePlace, isSubjectPlace, kindsBy, type Place, placeKey, readPlace, type Thing } from "./model";

/** A thing that can be watched, in its current state. */
export interface Target extends TargetShown {
  thing: Thing;
}

/** Source of things of a kind whose changes are revisions. */
export function sourceOf(kind: string): ThingSource | undefined {
  return noticeKinds().things.find(({ kinds }) => kinds.includes(kind));
}

/**
 * Finds the thing at a place; null if its page does not exist, or the reader may not know of it. A removed record has no
 * title, and its watchers can still stop.
 */
export async function findTarget(
  place: Place,
  reader: Actor | null,
  on: Queryable = db(),
): Promise<Target | null> {
  const named = noticeKinds().named.find(({ kind }) => kind === place.kind);
  if (named) return (await named.find(place, reader, on)) as Target | null;
  if (isSubjectPlace(place)) {
    const thing = { place, names: null, title: null };
    return { kind: place.kind, key: placeKey(place), pageId: null, thing, newest: 0 };
  }
  if (isPagePlace(place)) return findPageTarget(place, reader, on);
  return ((await sourceOf(place.kind)?.find(place, on)) ?? null) as Target | null;
}

/** Finds a thing by its place, with names that the reader may read; null if there is none for this reader. */
export async function findThing(
  place: Place,
  reader: Actor | null,
  on: Queryable = db(),
): Promise<Thing | null> {
  return (await findTarget(place, reader, on))?.thing ?? null;
}

/** A page that is or was published: a retracted one can still be unwatched. */
async function findPageTarget(place: Place, reader: Actor | null, on: Queryable): Promise<Target | null> {
  const [row] = await listPages(place.kind, reader, sql`slug = ${place.slug}`, on);
  if (!row) return null;
  const { id, title } = row;
  const [newest] = (await on.execute<{ n: number }>(sql`select ${newestOf(sql`${id}::uuid`)} as n`)).rows;
  return {
    kind: place.kind,
    key: id,
    pageId: id,
    thing: { place, names: null, title },
    newest: newest?.n ?? 0,
  };
}

/**
 * Lists things by key with current names, by `thingId`. Those of removed pages or unknown kinds are missing, and those
 * that the reader may not know of.
 */
export async function listThings(
  keys: readonly Key[],
  reader: Actor | null,
  on: Queryable = db(),
): Promise<Map<string, Thing>> {
  const { things, pages, named } = noticeKinds();
  const of = (kinds: readonly string[]) => keys.filter(({ kind }) => kinds.includes(kind));
  const found = await Promise.all([
    ...things.map(({ kinds, list }) => list(of(kinds), on)),
    ...pages.map(({ kind }) => listOwnPages(kind, reader, of([kind]), on)),
    ...named.map(({ kind, list }) => list(of([kind]), reader, on)),
  ]);
  const unstored = kindsBy("appeared").filter((kind) => named.every((one) => one.kind !== kind));
  const subjects = of(unstored).flatMap((one): [string, ThingShown][] => {
    // A topic that no longer exists.
    const place = readPlace(thingId(one));
    return place ? [[thingId(one), { place, names: null, title: null }]] : [];
  });
  return new Map([...found.flatMap((some) => [...some]), ...subjects]) as Map<string, Thing>;
}

/** Lists pages watched as a whole, by `thingId`. */
async function listOwnPages(
  kind: string,
  reader: Actor | null,
  keys: readonly Key[],
  on: Queryable,
): Promise<[string, ThingShown][]> {
  const ids = [...new Set(keys.map(({ key }) => key))];
  if (ids.length === 0) return [];
  const rows = await listPages(kind, reader, sql`page_id = any(${sql.param(ids)}::uuid[])`, on);
  return rows.map(({ id, slug, title }) => [
    thingId({ kind, key: id }),
    { place: { kind, slug } as { kind: string }, names: null, title },
  ]);
}

type PageRow = { [column: string]: unknown; id: string; slug: string; title: string };

/** Lists published and retracted pages of a kind; drafts are not revealed. */
async function listPages(kind: string, reader: Actor | null, where: SQL, on: Queryable): Promise<PageRow[]> {
  const pages = noticeKinds()
    .pages.find((one) => one.kind === kind)
    ?.pages(reader);
  if (!pages) return [];
  const { rows } = await on.execute<PageRow>(
    sql`select page_id as id, slug, title from (${pages}) p where ${where}`,
  );
  return rows;
}
