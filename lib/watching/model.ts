import { listText } from "@/lib/i18n/lists";
import type { Locale } from "@/lib/i18n/locales";
import { message, type Translator } from "@/lib/i18n/translator";
import { recordsKindOf } from "@/lib/kinds";
import { isSectionKey, type SectionKey } from "@/lib/profiles/model";
import { type Author, REGIONS, type Region } from "@/lib/profiles/reading/model";
import { fieldLabelKey } from "@/lib/revisions/records-fields";

/** How closely a thing is watched, loudest first. Of several that hold, that of the narrowest thing counts. */
export const LEVELS = ["watching", "tracking", "normal", "muted"] as const;
export type Level = (typeof LEVELS)[number];

/** What can be watched, widest first: the later, the narrower. Other kinds of pages join here. */
export const THING_KINDS = ["region", "profile", "section", "record", "field"] as const;
export type ThingKind = (typeof THING_KINDS)[number];

/** Where a thing stands, by the names in its address. */
export type Place =
  | { kind: "region"; region: Region }
  | { kind: "profile"; slug: string }
  | { kind: "section"; slug: string; section: SectionKey }
  | { kind: "record"; slug: string; section: SectionKey; record: string }
  | { kind: "field"; slug: string; section: SectionKey; record: string; field: string };

/** A place as one text: `profile:senegal`, `section:senegal/laws`, `record:senegal/laws/ID`, `region:Africa`. */
export function placeText(place: Place): string {
  if (place.kind === "region") return `region:${place.region}`;
  const parts: string[] = [place.slug];
  if (place.kind !== "profile") parts.push(place.section);
  if (place.kind === "record" || place.kind === "field") parts.push(place.record);
  if (place.kind === "field") parts.push(place.field);
  return `${place.kind}:${parts.join("/")}`;
}

const SLUG = /^[a-z][a-z0-9-]{0,79}$/;
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
  /** What the record is called; its id when it is there no longer. */
  recordTitle: string | null;
}

/** A title in whatever language within a sentence of another: kept apart, so that neither turns the other round. */
const apart = (text: string) => `\u2068${text}\u2069`;

/** What a thing is called in the reader's language. */
export function thingName(thing: Thing, t: Translator, locale: Locale): string {
  const { place, names, recordTitle } = thing;
  if (place.kind === "region") return t(`profiles.region.${place.region}`);
  const page = names?.[locale] ?? place.slug;
  if (place.kind === "profile") return page;
  const section = message(t, `profiles.sections.${place.section}`);
  if (place.kind === "section") return t("watching.thing.section", { page, section });
  const record = apart(recordTitle ?? place.record);
  if (place.kind === "record") return t("watching.thing.record", { page, section, record });
  return t("watching.thing.field", { page, section, record, field: fieldName(place, t) });
}

/** The label of the field that a place names. */
export function fieldName(place: Place & { kind: "field" }, t: Translator): string {
  const field = recordsKindOf(place.section)?.fields.find((one) => one.name === place.field);
  return field ? message(t, fieldLabelKey(place.section, field)) : place.field;
}

/** The bare address at which a thing is read. */
export function thingPath(place: Place): string {
  if (place.kind === "region") return `/countries?region=${place.region}`;
  const profile = `/countries/${place.slug}`;
  if (place.kind === "profile") return profile;
  if (place.kind === "section") return `${profile}#${place.section}`;
  const record = `${profile}/history?section=${place.section}&record=${place.record}`;
  return place.kind === "record" ? record : `${record}&field=${place.field}`;
}

/** The bare address of the difference between two revisions, at the section that a thing is or lies in. */
export function changesPath(place: Place, from: number, to: number): string {
  if (place.kind === "region") return `/changes?region=${place.region}`;
  const at = place.kind === "profile" ? "" : `#change-${place.section}`;
  return `/countries/${place.slug}/diff?from=${from}&to=${to}${at}`;
}

/** The bare address of the screen at which a thing's level is chosen. */
export function watchPath(place: Place): string {
  return `/watchlist/watch?of=${encodeURIComponent(placeText(place))}`;
}

/** The bare address at which a decision on an own edit is read: the revision, or the own edits where it is none. */
export function decisionPath(place: Place, decision: { isAccepted: boolean; number: number }): string {
  return decision.isAccepted && "slug" in place
    ? `/countries/${place.slug}/revisions/${decision.number}`
    : "/me/contributions";
}

/** How many people are named of one thing. */
const NAMED = 3;

/** How many changes by whom: "3 changes by A and B". Each name keeps its own direction. */
export function changesText(authors: readonly Author[], t: Translator, locale: Locale): string {
  const names = [...new Set(authors.map((author) => authorName(author, t)))];
  const others = names.length - NAMED;
  const named = [
    ...names.slice(0, NAMED),
    ...(others > 0 ? [t("watching.notice.others", { count: others })] : []),
  ];
  return t("watching.notice.changes", { count: authors.length, names: listText(named, locale) });
}

function authorName(author: Author, t: Translator): string {
  if (author === "former") return t("common.formerMember");
  return author === "community" ? t("profiles.author.community") : apart(author.displayName);
}

/** How many summaries are told of one thing; the rest stands in its difference. */
const SAID = 3;

/** The newest of what its authors said of the changes, each once, newest first. */
export function summariesOf(changes: readonly { summary: string }[]): string[] {
  return [...new Set(changes.map(({ summary }) => summary))].slice(0, SAID);
}

/** Sorts of notices, as mails are chosen by. A domain that tells of something else adds its own. */
export const NOTICE_CATEGORIES = ["profile", "region", "decision"] as const;
export type NoticeCategory = (typeof NOTICE_CATEGORIES)[number];

/** When mails come. `now`: gathered for an hour. */
export const MAIL_TIMES = ["now", "daily", "weekly", "none"] as const;
export type MailTime = (typeof MAIL_TIMES)[number];

export const DAILY_CAPS = [1, 5, 20, 50] as const;

/** What a section becomes when its watcher-to-be edits it. */
export const OWN_EDIT_LEVELS = ["normal", "tracking", "watching"] as const;

export interface NoticeSettings {
  mails: Readonly<Record<NoticeCategory, MailTime>>;
  dailyCap: number;
  ownEdits: (typeof OWN_EDIT_LEVELS)[number];
}

export const DEFAULT_SETTINGS: NoticeSettings = {
  mails: { profile: "now", region: "daily", decision: "now" },
  dailyCap: 20,
  ownEdits: "normal",
};
