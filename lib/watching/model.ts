import { commentPath } from "@/lib/comments/model";
import { listText } from "@/lib/i18n/lists";
import type { Locale } from "@/lib/i18n/locales";
import { message, type Translator } from "@/lib/i18n/translator";
import type { Appeared, AppearedCount, Happening } from "@/lib/notices/model";
import { apart } from "@/lib/notices/model";
import { recordsKindOf } from "@/lib/profiles/kinds";
import { isSectionKey } from "@/lib/profiles/model";
import { REGIONS } from "@/lib/profiles/reading/model";
import {
  PROFILE_THINGS,
  type ProfilePlace,
  type RegionPlace,
  sectionTitle,
} from "@/lib/profiles/watched/model";
import { fieldLabelKey } from "@/lib/revisions/records-fields";
import { isArticle } from "@/lib/vocabulary/article-numbers";
import { isTopic, type Topic } from "@/lib/vocabulary/topics";

/** How closely a thing is watched, loudest first. Of several that hold, that of the narrowest thing counts. */
export const LEVELS = ["watching", "tracking", "normal", "muted"] as const;
export type Level = (typeof LEVELS)[number];

/** What can be watched. Posts, materials and subjects stand by themselves. */
export const THING_KINDS = [...PROFILE_THINGS, "post", "material", "topic", "article"] as const;
export type ThingKind = (typeof THING_KINDS)[number];

/** Where a thing stands, by the names in its address. */
export type Place = RegionPlace | ProfilePlace | PagePlace | SubjectPlace;

/** A post or a material: a page of its own, of which nothing narrower is watched. */
export type PagePlace = { kind: "post" | "material"; slug: string };

/** What posts, materials and provisions are about: who watches it hears of what newly appears under it. */
export type SubjectPlace =
  | { kind: "topic"; topic: Topic }
  /** As "185:18". */
  | { kind: "article"; article: string };

export function isSubjectPlace(place: Place): place is SubjectPlace {
  return place.kind === "topic" || place.kind === "article";
}

/** The word by which a subject is kept. */
export const subjectKey = (place: SubjectPlace): string =>
  place.kind === "topic" ? place.topic : place.article;

export function isPagePlace(place: Place): place is PagePlace {
  return place.kind === "post" || place.kind === "material";
}

/** The sorts of things by which a watchlist is narrowed. */
export const WATCH_GROUPS = {
  countries: PROFILE_THINGS,
  posts: ["post"],
  materials: ["material"],
  subjects: ["topic", "article"],
} as const satisfies Record<string, readonly ThingKind[]>;
export type WatchGroup = keyof typeof WATCH_GROUPS;
export const WATCH_GROUP_NAMES = Object.keys(WATCH_GROUPS) as WatchGroup[];

/**
 * A place as one text: `profile:senegal`, `section:senegal/laws`, `record:senegal/laws/ID`, `region:Africa`,
 * `post:SLUG`, `material:SLUG`, `topic:cloud`, `article:185:18`.
 */
export function placeText(place: Place): string {
  if (place.kind === "region") return `region:${place.region}`;
  if (isPagePlace(place)) return `${place.kind}:${place.slug}`;
  if (isSubjectPlace(place)) return `${place.kind}:${subjectKey(place)}`;
  const parts: string[] = [place.slug];
  if (place.kind !== "profile") parts.push(place.section);
  if (place.kind === "record" || place.kind === "field") parts.push(place.record);
  if (place.kind === "field") parts.push(place.field);
  return `${place.kind}:${parts.join("/")}`;
}

const SLUG = /^[a-z][a-z0-9-]{0,79}$/;
const PAGE_SLUG = /^(?=.{1,100}$)[a-z0-9]+(?:-[a-z0-9]+)*$/;
const RECORD = /^[a-z0-9-]{1,64}$/;

/** The place that a text names; null for one of another form. Whether it exists is not known yet. */
export function readPlace(text: string): Place | null {
  const at = text.indexOf(":");
  const [kind, parts] = [text.slice(0, at), text.slice(at + 1).split("/")];
  const [slug = "", section = "", record = "", field = ""] = parts;
  if (kind === "region") {
    const region = REGIONS.find((one) => one === slug);
    return region && parts.length === 1 ? { kind, region } : null;
  }
  if (kind === "topic") return isTopic(slug) && parts.length === 1 ? { kind, topic: slug } : null;
  if (kind === "article") return isArticle(slug) && parts.length === 1 ? { kind, article: slug } : null;
  if (kind === "post" || kind === "material")
    return PAGE_SLUG.test(slug) && parts.length === 1 ? { kind, slug } : null;
  if (!SLUG.test(slug)) return null;
  if (kind === "profile") return parts.length === 1 ? { kind, slug } : null;
  if (!isSectionKey(section)) return null;
  if (kind === "section") return parts.length === 2 ? { kind, slug, section } : null;
  if (!RECORD.test(record)) return null;
  if (kind === "record") return parts.length === 3 ? { kind, slug, section, record } : null;
  const isField = recordsKindOf(section)?.fields.some((one) => one.name === field) ?? false;
  return kind === "field" && parts.length === 4 && isField ? { kind, slug, section, record, field } : null;
}

/** A thing as it is shown: its place with the names of today. */
export interface Thing {
  place: Place;
  /** Of the profile; null for a region. */
  names: Readonly<Record<Locale, string>> | null;
  /** What the record, the post or the material is called; null for other things, and for one that is there no longer. */
  title: string | null;
  /** Of a record: its title in other languages. */
  titles?: Readonly<Record<string, string>>;
  /** Of a section, where only a translation of it is meant: what that is written in. */
  language?: string | null;
}

/** What a thing is called in the reader's language. */
export function thingName(thing: Thing, t: Translator, locale: Locale): string {
  const { place, names, title } = thing;
  if (place.kind === "region") return t(`profiles.region.${place.region}`);
  if (isPagePlace(place)) return apart(title ?? place.slug);
  if (isSubjectPlace(place)) return subjectName(place, t);
  const page = names?.[locale] ?? place.slug;
  if (place.kind === "profile") return page;
  if (place.kind === "section")
    return sectionTitle({ page, section: place.section, language: thing.language ?? null }, t, locale);
  const section = message(t, `profiles.sections.${place.section}`);
  const record = apart(thing.titles?.[locale] ?? title ?? place.record);
  if (place.kind === "record") return t("watching.thing.record", { page, section, record });
  return t("watching.thing.field", { page, section, record, field: fieldName(place, t) });
}

/** A topic by its name, an article by its number, its treaty and what it asks for. */
function subjectName(place: SubjectPlace, t: Translator): string {
  if (place.kind === "topic") return t(`vocabulary.topic.${place.topic}`);
  const [treaty = "", article = ""] = place.article.split(":");
  return t("search.articleTitle", {
    article,
    treaty: message(t, `law.instrument.${treaty}.name`),
    title: message(t, `vocabulary.article.${treaty}-${article}`),
  });
}

/** The label of the field that a place names. */
export function fieldName(place: Place & { kind: "field" }, t: Translator): string {
  const field = recordsKindOf(place.section)?.fields.find((one) => one.name === place.field);
  return field ? message(t, fieldLabelKey(place.section, field)) : place.field;
}

/** The bare address at which a thing is read. */
export function thingPath(place: Place): string {
  if (place.kind === "region") return `/countries?region=${place.region}`;
  if (isPagePlace(place)) return pagePath(place);
  // A topic has no page of its own: it is read where posts are listed by it.
  if (isSubjectPlace(place)) return subjectPath(place, place.kind === "topic" ? "post" : "provision");
  const profile = `/countries/${place.slug}`;
  if (place.kind === "profile") return profile;
  if (place.kind === "section") return `${profile}#${place.section}`;
  const record = `${profile}/history?section=${place.section}&record=${place.record}`;
  return place.kind === "record" ? record : `${record}&field=${place.field}`;
}

/** The list of all posts, materials or provisions under a subject. */
export function subjectPath(place: SubjectPlace, sort: string): string {
  const key = encodeURIComponent(subjectKey(place)).replace("%3A", ":");
  if (sort === "post" || sort === "material" || place.kind === "topic")
    return `${sort === "material" ? "/training" : "/blog"}?${place.kind}=${key}`;
  const [treaty, article] = place.article.split(":");
  return `/convention/${treaty}/${article}`;
}

const pagePath = ({ kind, slug }: PagePlace) => `${kind === "post" ? "/blog" : "/training"}/${slug}`;

/**
 * The bare address of the difference between two revisions, at the section that a thing is or lies in. Of a post whose
 * text did not change, and of a material, the page. Of a region the changes that came into view since a moment.
 */
export function changesPath(
  { place, language }: Pick<Thing, "place" | "language">,
  from: number,
  to: number,
  since?: Date,
): string {
  if (place.kind === "region")
    return `/changes?region=${place.region}${since ? `&since=${encodeURIComponent(since.toISOString())}` : ""}`;
  if (isPagePlace(place))
    return place.kind === "post" && from < to
      ? `${pagePath(place)}/diff?from=${from}&to=${to}`
      : pagePath(place);
  if (isSubjectPlace(place)) return thingPath(place);
  const at = place.kind === "profile" ? "" : `#change-${place.section}${language ? `@${language}` : ""}`;
  return `/countries/${place.slug}/diff?from=${from}&to=${to}${at}`;
}

/** The bare address of the screen at which a thing's level is chosen. */
export function watchPath(place: Place): string {
  return `/watchlist/watch?of=${encodeURIComponent(placeText(place))}`;
}

/** Where the newest of what happened to a page is read: the comment, the difference, or the page. */
export function happeningsPath(
  place: PagePlace,
  happenings: readonly Happening[],
  from: number,
  to: number,
): string {
  const [newest] = happenings;
  if (newest?.kind === "retracted" || newest?.kind === "restored") return thingPath(place);
  if (place.kind === "material") return `${thingPath(place)}#versions`;
  if (happenings.some(({ kind }) => kind === "change")) return changesPath({ place }, from, to);
  if (newest?.kind === "correction") return `${thingPath(place)}#corrections`;
  return newest ? commentPath(thingPath(place), newest.subjectId) : thingPath(place);
}

/** What newly appears under a subject, in the order in which it is told. */
export const APPEARED_SORTS = [
  "post",
  "material",
  "provision",
  "provision-change",
  "assessment",
  "declaration",
] as const;

/** How many of each sort. */
export function countBySort(appeared: readonly { sort: string }[]): AppearedCount[] {
  return APPEARED_SORTS.map((sort) => ({ sort, count: appeared.filter((one) => one.sort === sort).length }));
}

/** "2 new posts, one new material": what appeared under a subject. */
export function appearedText(counts: readonly AppearedCount[], t: Translator, locale: Locale): string {
  const told = APPEARED_SORTS.flatMap((sort) => {
    const count = counts.find((one) => one.sort === sort)?.count ?? 0;
    return count > 0 ? [t(`watching.appeared.${sort}`, { count })] : [];
  });
  return listText(told, locale);
}

/** Where what appeared is read: it alone, or the list of all of its sort. */
export function appearedPath(place: SubjectPlace, appeared: readonly Appeared[]): string {
  const [first] = appeared;
  if (!first) return thingPath(place);
  return new Set(appeared.map(({ path }) => path)).size === 1 ? first.path : subjectPath(place, first.sort);
}
