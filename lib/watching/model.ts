import { commentPath } from "@/lib/comments/model";
import { Composed } from "@/lib/core/composed";
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

/** Levels of watching, loudest first. If several apply, the level of the narrowest thing counts. */
export const LEVELS = ["watching", "first", "tracking", "normal", "muted"] as const;
export type Level = (typeof LEVELS)[number];

/** Place of a thing: its kind, and the names in its address. */
export type Place = { readonly kind: string } & Readonly<Record<string, string>>;

/** A thing for display: its place with current names. */
export interface Thing {
  place: Place;
  /** Names of its page by language, if they differ. */
  names: Readonly<Record<Locale, string>> | null;
  /** Its own title; null if it has none or no longer exists. */
  title: string | null;
  /** Translations of its title. */
  titles?: Readonly<Record<string, string>>;
  /** Language, if only a translation of it is meant. */
  language?: string | null;
}

/**
 * How news about a thing is found: by events of its page, by what is published under a subject, by numbered
 * revisions of its page, or by those of all pages it contains.
 */
export type NewsBy = "events" | "appeared" | "revisions" | "wide";

/** A kind of thing that can be watched. Pure; `lib/notice-kinds.ts` has the database part. */
export interface PlaceKind {
  kind: string;
  news: NewsBy;
  /** Group for filtering the watchlist. */
  group: string;
  /** Path of a list of such things, where members find more to watch. */
  list?: string;
  /** Set if it is a category of mails: the default setting. */
  mails?: MailTime;
  /** Set if it can be removed while its page remains: its watchers can still stop. */
  isRemovable?: true;
  /** Set if members write comments on it, which they can do by answering a mail. */
  takesComments?: true;
  /** Set if whole pages belong to it, so that a member can be told of these without their replies (`first`). */
  holdsPages?: true;
  /** Set if only some may read it: mails say that something was written, and not what. */
  isSecret?: true;
  /** Parses the part of a place's text after the kind; null if malformed. Does not check that it exists. */
  read(text: string): Place | null;
  write(place: Place): string;
  name(thing: Thing, t: Translator, locale: Locale): string;
  /** Path to read it. */
  path(place: Place): string;
  /** Path of the difference between two revisions; default: `path`. */
  changesPath?(thing: Pick<Thing, "place" | "language">, from: number, to: number, since?: Date): string;
  /** For a page: path of one of its events; default: the page. */
  activityPath?(place: Place, happening: PageActivity): string;
  /** For a page: path of all its events. */
  newsPath?(place: Place): string;
  /** For a subject: path of everything of one sort under it. */
  listPath?(place: Place, sort: string): string;
}

interface Known {
  places: readonly PlaceKind[];
  /** Sorts of content published under subjects, in the order of notices. */
  sorts: readonly string[];
}

const table = new Composed<Known>("lib/place-kinds.ts");

/**
 * Registers what can be watched. The table imports every domain, so `lib/place-kinds.ts` passes it in to
 * avoid an import cycle.
 */
export function composePlaces(known: Known): void {
  table.set(known);
}

/** Returns what can be watched. Throws in a process that never loaded the table. */
export const placeKinds = (): Known => table.get();

function kindOf({ kind }: Pick<Place, "kind">): PlaceKind {
  const found = placeKinds().places.find((one) => one.kind === kind);
  if (!found) throw new Error(`nothing of the kind ${kind} is watched`);
  return found;
}

/** Lists the kinds whose news is found in one way. */
export const kindsBy = (news: NewsBy): string[] =>
  placeKinds().places.flatMap((one) => (one.news === news ? [one.kind] : []));

/** Lists the kinds that are categories of mails. */
export const listMailed = (): Category[] =>
  placeKinds().places.flatMap(({ kind, mails }) => (mails ? [{ name: kind, mails }] : []));

const PAGE_SLUG = /^(?=.{1,100}$)[a-z0-9]+(?:-[a-z0-9]+)*$/;

/** Creates the place kind of a sort of page that is watched as a whole, below an address. */
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

/** Whether a thing's news is what is published under it. */
export const isSubjectPlace = (place: Place): boolean => kindOf(place).news === "appeared";
/** Whether a thing's news is the events of its page. */
export const isPagePlace = (place: Place): boolean => kindOf(place).news === "events";
/** Whether a thing contains whole pages. */
export const isWidePlace = (place: Place): boolean => kindOf(place).news === "wide";
/** The levels that things of a kind can have. */
export const levelsOfKind = (kind: string): Level[] =>
  LEVELS.filter((level) => level !== "first" || kindOf({ kind }).holdsPages === true);
/** The levels that a thing can have. */
export const levelsOf = ({ kind }: Place): Level[] => levelsOfKind(kind);

/** Whether mails leave out what was written there. */
export const isSecretPlace = (place: Place): boolean => kindOf(place).isSecret ?? false;
/** Whether members can answer there by mail. */
export const isAnsweredByMail = (place: Place): boolean =>
  (kindOf(place).takesComments ?? false) && !isSecretPlace(place);
/** Whether it can be removed while its page remains. */
export const isRemovable = (place: Place): boolean => kindOf(place).isRemovable ?? false;

/** Key of a place that has no id. */
export const placeKey = (place: Place): string => kindOf(place).write(place);

/** Groups by which the watchlist is filtered, and the kinds in one. */
export const listGroups = (): string[] => [...new Set(placeKinds().places.map(({ group }) => group))];
export const kindsOfGroup = (group: string): string[] =>
  placeKinds().places.flatMap((one) => (one.group === group ? [one.kind] : []));

/** Finds the list where members can find things of a group to watch; default: the first list. */
export function listOfGroup(wanted: string): { group: string; path: string } | null {
  const listed = placeKinds().places.flatMap(({ group, list }) => (list ? [{ group, path: list }] : []));
  return listed.find(({ group }) => group === wanted) ?? listed[0] ?? null;
}

/** Writes a place as text, such as `section:senegal/laws`, `post:SLUG`, `topic:cloud`, `article:185:18`. */
export const placeText = (place: Place): string => `${place.kind}:${placeKey(place)}`;

/** Parses a place from text; null if malformed. Does not check that it exists. */
export function readPlace(text: string): Place | null {
  const at = text.indexOf(":");
  const own = placeKinds().places.find(({ kind }) => kind === text.slice(0, at));
  return own?.read(text.slice(at + 1)) ?? null;
}

/** Names a thing in the reader's language. */
export const thingName = (thing: Thing, t: Translator, locale: Locale): string =>
  kindOf(thing.place).name(thing, t, locale);

/** Path to read a thing. */
export const thingPath = (place: Place): string => kindOf(place).path(place);

/** Path of everything of one sort under a subject. */
export const subjectPath = (place: Place, sort: string): string =>
  kindOf(place).listPath?.(place, sort) ?? thingPath(place);

/**
 * Path of the difference between two revisions, at the thing's section; for things that contain pages, of
 * changes published since a moment; the page itself if its text did not change.
 */
export const changesPath = (
  thing: Pick<Thing, "place" | "language">,
  from: number,
  to: number,
  since?: Date,
): string => kindOf(thing.place).changesPath?.(thing, from, to, since) ?? thingPath(thing.place);

/** Path of a page's news, whether its text changed or not. */
export const newsPath = (place: Place): string => kindOf(place).newsPath?.(place) ?? thingPath(place);

/** Path of the page where a thing's level is chosen. */
export function watchPath(place: Place): string {
  return `/watchlist/watch?of=${encodeURIComponent(placeText(place))}`;
}

/** Path of a page's newest event: the comment, the difference, or the page. */
export function activityPath(
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
  return own.activityPath?.(place, newest) ?? own.path(place);
}

/** Counts new content by sort, in the order of notices. */
export function countBySort(appeared: readonly { sort: string }[]): AppearedCount[] {
  const count = (sort: string) => appeared.filter((one) => one.sort === sort).length;
  return placeKinds().sorts.map((sort) => ({ sort, count: count(sort) }));
}

/** Words new content under a subject: "2 new posts, one new provision". */
export function appearedText(counts: readonly AppearedCount[], t: Translator, locale: Locale): string {
  const content = placeKinds().sorts.flatMap((sort) => {
    const count = counts.find((one) => one.sort === sort)?.count ?? 0;
    return count > 0 ? [message(t, `watching.appeared.${sort}`, { count })] : [];
  });
  return listText(content, locale);
}

/** Path of new content: itself if single, else the list of its sort. */
export function appearedPath(place: Place, appeared: readonly Appeared[]): string {
  const [first] = appeared;
  if (!first) return thingPath(place);
  return new Set(appeared.map(({ path }) => path)).size === 1 ? first.path : subjectPath(place, first.sort);
}
