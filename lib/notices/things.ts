import type { SQL } from "drizzle-orm";
import type { Queryable } from "@/db/client";
import type { Actor } from "@/lib/core/actor";
import type { Locale } from "@/lib/i18n/locales";
import type { Author } from "@/lib/pages/model";

/** A thing that can be watched, by a stored key that never changes. */
export interface Key {
  kind: string;
  key: string;
}

/** A thing for display: its place in addresses, with current names. */
export interface ThingShown {
  place: { kind: string };
  /** Names of its page by language, if they differ. */
  names: Readonly<Record<Locale, string>> | null;
  /** Its own title; null if it has none or no longer exists. */
  title: string | null;
  /** Translations of its title. */
  titles?: Readonly<Record<string, string>>;
}

/** A thing that can be watched, in its current state. */
export interface TargetShown extends Key {
  pageId: string | null;
  thing: ThingShown;
  /** Newest published revision of its page; 0 if it has no page. */
  newest: number;
}

/** A change to a thing, for lists and mails. */
export interface ThingChange {
  number: number;
  /** Language, if it is a translation. */
  language: string | null;
  summary: string;
  createdAt: Date;
  author: Author;
}

/** A domain's watchable things whose changes are revisions of pages. */
export interface ThingSource {
  kinds: readonly string[];
  /** Finds the thing at a place; null for none. A removed one has no title, and its watchers can still stop. */
  find(place: { kind: string }, on: Queryable): Promise<TargetShown | null>;
  /** Lists things by key with current names, by `thingId`; those of removed pages are missing. */
  list(keys: readonly Key[], on: Queryable): Promise<ReadonlyMap<string, ThingShown>>;
  /** Lists a thing and everything that contains it, narrowest first. */
  chainOf(thing: Key & { pageId: string }, on: Queryable): Promise<Key[]>;
  /** Lists changes by others to a thing between two revisions of its page, newest first. */
  listChanges(
    reader: Actor,
    place: { kind: string },
    range: { from: number; to: number },
    on: Queryable,
  ): Promise<ThingChange[]>;
}

/** Subjects that are stored, such as categories; what appears under them is news. */
export interface NamedThings {
  kind: string;
  /** Finds the thing at a place; null for none, and for one that the reader may not know of. */
  find(place: { kind: string }, reader: Actor | null, on: Queryable): Promise<TargetShown | null>;
  /** Lists things by key with current names, by `thingId`; those that the reader may not know of are missing. */
  list(keys: readonly Key[], reader: Actor | null, on: Queryable): Promise<ReadonlyMap<string, ThingShown>>;
  /** SQL: whether the thing of a watch `w` can be named to its reader. */
  isThere(reader: Actor): SQL;
}

/** Things that contain whole pages: their watchers are notified of revisions of all of them. */
export interface WideThing {
  kind: string;
  /** Query of the contained pages: `page_id`, and `key` of the thing. */
  pages: SQL;
}

/** Joins kind and key, for lookups. */
export const thingId = ({ kind, key }: Key) => `${kind}:${key}`;

/** Joins the key of a part of a page: a section, a record in it, a field of that. */
export function keyOf(pageId: string, ...parts: readonly string[]): string {
  return [pageId, ...parts].join("/");
}
