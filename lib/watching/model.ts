import { commentPath } from "@/lib/comments/model";
import { listText } from "@/lib/i18n/lists";
import type { Locale } from "@/lib/i18n/locales";
import { message, type Translator } from "@/lib/i18n/translator";
import {
  type Appeared,
  type AppearedCount,
  type Category,
  isolateBidi,
  type MailTime,
  type PageActivity,
} from "@/lib/notices/model";

/** How closely a thing is watched, loudest first. Of several that hold, that of the narrowest thing counts. */
export const LEVELS = ["watching", "tracking", "normal", "muted"] as const;
export type Level = (typeof LEVELS)[number];

/** Where a thing stands: its kind, and the names in its address. */
export type Place = { readonly kind: string } & Readonly<Record<string, string>>;

/** A thing as it is shown: its place with the names of today. */
export interface Thing {
  place: Place;
  /** Of its page, where that is called otherwise in each language. */
  names: Readonly<Record<Locale, string>> | null;
  /** What it is called itself; null for what has no title, and for one that is there no longer. */
  title: string | null;
  /** Its title in other languages. */
  titles?: Readonly<Record<string, string>>;
  /** Where only a translation of it is meant: what that is written in. */
  language?: string | null;
}

/**
 * By what it is known that something is new about a thing: by what happens to a page of its own, by what appears under a
 * subject, by the numbered revisions of the page that it is or lies on, or by those of all pages that it holds.
 */
export type NewsBy = "events" | "appeared" | "revisions" | "wide";

/** A kind of thing that can be watched. Pure: what of it is in the database is said by `lib/notice-kinds.ts`. */
export interface PlaceKind {
  kind: string;
  news: NewsBy;
  /** By what a watchlist is narrowed to it. */
  group: string;
  /** The bare address at which all such are listed, where members find more to watch. */
  list?: string;
  /** Set where mails are chosen by its kind: when they come to whoever chose nothing. */
  mails?: MailTime;
  /** Set where it may go while its page is there: who watches it can still stop. */
  mayGo?: true;
  /** The place that the rest of a text names, after the kind; null for one of another form. Whether it exists is not known yet. */
  read(text: string): Place | null;
  write(place: Place): string;
  name(thing: Thing, t: Translator, locale: Locale): string;
  /** The bare address at which it is read. */
  path(place: Place): string;
  /** Where the difference between two revisions is read; absent: where it is read itself. */
  changesPath?(thing: Pick<Thing, "place" | "language">, from: number, to: number, since?: Date): string;
  /** Of a page: where one of the things that happened to it is read; absent: on the page. */
  happeningPath?(place: Place, happening: PageActivity): string;
  /** Of a page: where all that happened to it is read, whatever it was. */
  newsPath?(place: Place): string;
  /** Of a subject: the list of all of one sort under it. */
  listPath?(place: Place, sort: string): string;
}

interface Known {
  places: readonly PlaceKind[];
  /** What newly appears under subjects, in the order in which it is told. */
  sorts: readonly string[];
}

let composed: Known | undefined;

/** Says what can be watched. The table names every domain, so it is handed over when it is loaded (`lib/place-kinds.ts`). */
export function composePlaces(known: Known): void {
  composed = known;
}

/** What can be watched. Throws in a process that never loaded the table. */
export function placeKinds(): Known {
  if (!composed) throw new Error("lib/place-kinds.ts was not loaded: import it, or lib/transact.ts, first");
  return composed;
}

function kindOf({ kind }: Pick<Place, "kind">): PlaceKind {
  const found = placeKinds().places.find((one) => one.kind === kind);
  if (!found) throw new Error(`nothing of the kind ${kind} is watched`);
  return found;
}

/** The kinds of which something new is known in one way. */
export const kindsBy = (news: NewsBy): string[] =>
  placeKinds().places.flatMap((one) => (one.news === news ? [one.kind] : []));

/** The kinds by which mails are chosen. */
export const listMailed = (): Category[] =>
  placeKinds().places.flatMap(({ kind, mails }) => (mails ? [{ name: kind, mails }] : []));

const PAGE_SLUG = /^(?=.{1,100}$)[a-z0-9]+(?:-[a-z0-9]+)*$/;

/** A sort of page that is watched as a whole, below an address, as far as all such are alike. */
export const pagePlace = (kind: string, path: string, group: string): PlaceKind => ({
  kind,
  group,
  list: path,
  news: "events",
  mails: "now",
  read: (slug) => (PAGE_SLUG.test(slug) ? { kind, slug } : null),
  write: ({ slug = "" }) => slug,
  name: ({ place, title }) => isolateBidi(title ?? place.slug ?? ""),
  path: ({ slug }) => `${path}/${slug}`,
});

/** What is new of a thing is told by what appeared under it. */
export const isSubjectPlace = (place: Place): boolean => kindOf(place).news === "appeared";
/** What is new of a thing is told by what happened to it. */
export const isPagePlace = (place: Place): boolean => kindOf(place).news === "events";
/** Whether a thing holds whole pages. */
export const isWidePlace = (place: Place): boolean => kindOf(place).news === "wide";
/** Whether it may go while its page is there. */
export const mayGo = (place: Place): boolean => kindOf(place).mayGo ?? false;

/** The word by which a place is kept where that has no id. */
export const placeKey = (place: Place): string => kindOf(place).write(place);

/** The sorts of things by which a watchlist is narrowed, and the kinds of one. */
export const listGroups = (): string[] => [...new Set(placeKinds().places.map(({ group }) => group))];
export const kindsOfGroup = (group: string): string[] =>
  placeKinds().places.flatMap((one) => (one.group === group ? [one.kind] : []));

/** Where members find something to watch of a group: its own list, or the first that there is. */
export function listOfGroup(wanted: string): { group: string; path: string } | null {
  const listed = placeKinds().places.flatMap(({ group, list }) => (list ? [{ group, path: list }] : []));
  return listed.find(({ group }) => group === wanted) ?? listed[0] ?? null;
}

/** A place as one text, such as `section:senegal/laws`, `post:SLUG`, `topic:cloud`, `article:185:18`. */
export const placeText = (place: Place): string => `${place.kind}:${placeKey(place)}`;

/** The place that a text names; null for one of another form. Whether it exists is not known yet. */
export function readPlace(text: string): Place | null {
  const at = text.indexOf(":");
  const own = placeKinds().places.find(({ kind }) => kind === text.slice(0, at));
  return own?.read(text.slice(at + 1)) ?? null;
}

/** What a thing is called in the reader's language. */
export const thingName = (thing: Thing, t: Translator, locale: Locale): string =>
  kindOf(thing.place).name(thing, t, locale);

/** The bare address at which a thing is read. */
export const thingPath = (place: Place): string => kindOf(place).path(place);

/** The list of all of one sort under a subject. */
export const subjectPath = (place: Place, sort: string): string =>
  kindOf(place).listPath?.(place, sort) ?? thingPath(place);

/**
 * The bare address of the difference between two revisions, at the section that a thing is or lies in; of what holds whole
 * pages, of the changes that came into view since a moment. Of a page whose text did not change, the page.
 */
export const changesPath = (
  thing: Pick<Thing, "place" | "language">,
  from: number,
  to: number,
  since?: Date,
): string => kindOf(thing.place).changesPath?.(thing, from, to, since) ?? thingPath(thing.place);

/** Where what is new of a page is read, whether its text changed or not. */
export const newsPath = (place: Place): string => kindOf(place).newsPath?.(place) ?? thingPath(place);

/** The bare address of the screen at which a thing's level is chosen. */
export function watchPath(place: Place): string {
  return `/watchlist/watch?of=${encodeURIComponent(placeText(place))}`;
}

/** Where the newest of what happened to a page is read: the comment, the difference, or the page. */
export function happeningsPath(
  place: Place,
  happenings: readonly PageActivity[],
  from: number,
  to: number,
): string {
  const [newest] = happenings;
  const own = kindOf(place);
  if (!newest || newest.kind === "retracted" || newest.kind === "restored") return own.path(place);
  if (own.newsPath) return own.newsPath(place);
  if (happenings.some(({ kind }) => kind === "change")) return changesPath({ place }, from, to);
  if (newest.kind === "comment") return commentPath(own.path(place), newest.subjectId);
  return own.happeningPath?.(place, newest) ?? own.path(place);
}

/** How many of each sort appeared, in the order in which it is told. */
export function countBySort(appeared: readonly { sort: string }[]): AppearedCount[] {
  const count = (sort: string) => appeared.filter((one) => one.sort === sort).length;
  return placeKinds().sorts.map((sort) => ({ sort, count: count(sort) }));
}

/** "2 new posts, one new material": what appeared under a subject. */
export function appearedText(counts: readonly AppearedCount[], t: Translator, locale: Locale): string {
  const told = placeKinds().sorts.flatMap((sort) => {
    const count = counts.find((one) => one.sort === sort)?.count ?? 0;
    return count > 0 ? [message(t, `watching.appeared.${sort}`, { count })] : [];
  });
  return listText(told, locale);
}

/** Where what appeared is read: it alone, or the list of all of its sort. */
export function appearedPath(place: Place, appeared: readonly Appeared[]): string {
  const [first] = appeared;
  if (!first) return thingPath(place);
  return new Set(appeared.map(({ path }) => path)).size === 1 ? first.path : subjectPath(place, first.sort);
}
