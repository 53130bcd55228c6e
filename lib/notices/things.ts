import type { SQL } from "drizzle-orm";
import type { Queryable } from "@/db/client";
import type { Actor } from "@/lib/core/actor";
import type { Locale } from "@/lib/i18n/locales";
import type { Author } from "@/lib/pages/model";

/** A thing that can be watched, as it is kept: by names that never change. */
export interface Key {
  kind: string;
  key: string;
}

/** A thing as it is shown: its place, by the names in its address, with the names of today. */
export interface ThingShown {
  place: { kind: string };
  /** Of its page, where that is called otherwise in each language. */
  names: Readonly<Record<Locale, string>> | null;
  /** What it is called itself; null for what has no title, and for one that is there no longer. */
  title: string | null;
  /** Its title in other languages. */
  titles?: Readonly<Record<string, string>>;
}

/** A thing that a member may watch, as it stands now. */
export interface TargetShown extends Key {
  pageId: string | null;
  thing: ThingShown;
  /** The newest published revision of its page; 0 for what has no page. */
  newest: number;
}

/** A change to a thing, as lists and mails name it. */
export interface ThingChange {
  number: number;
  /** Of a translation: what it is written in. */
  language: string | null;
  summary: string;
  createdAt: Date;
  author: Author;
}

/** Things of a domain that can be watched, by the numbered revisions of the pages on which they are. */
export interface ThingSource {
  kinds: readonly string[];
  /** The thing at a place, or null where nothing is. What is there no longer has no title: who watches it can still stop. */
  find(place: { kind: string }, on: Queryable): Promise<TargetShown | null>;
  /** The things of some keys with the names of today, by `thingId`; those whose page is gone are not among them. */
  list(keys: readonly Key[], on: Queryable): Promise<ReadonlyMap<string, ThingShown>>;
  /** A thing and all that it lies in, the narrowest first. */
  chainOf(thing: Key & { pageId: string }, on: Queryable): Promise<Key[]>;
  /** What changed in one after a revision of its page and up to another, by others than the reader, newest first. */
  listChanges(
    reader: Actor,
    place: { kind: string },
    range: { from: number; to: number },
    on: Queryable,
  ): Promise<ThingChange[]>;
}

/** Things that hold whole pages: who watches one hears of the revisions of all of them. */
export interface WideThing {
  kind: string;
  /** A select of the pages that such things hold: `page_id` and the `key` of the thing. */
  pages: SQL;
}

/** Kind and key as one text, to look things up by. */
export const thingId = ({ kind, key }: Key) => `${kind}:${key}`;

/** The key of a part of a page: of its section, a record of that, a field of that. */
export function keyOf(pageId: string, ...parts: readonly string[]): string {
  return [pageId, ...parts].join("/");
}
