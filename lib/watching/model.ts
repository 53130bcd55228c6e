import { z } from "zod";
import type { Locale } from "@/lib/i18n/locales";
import { message, type Translator } from "@/lib/i18n/translator";
import { recordsKindOf } from "@/lib/kinds";
import { isSectionKey, type SectionKey } from "@/lib/profiles/model";
import { REGIONS, type Region } from "@/lib/profiles/reading/model";
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

const PlaceField = z
  .string()
  .max(300)
  .transform((text, context) => {
    const place = readPlace(text);
    if (!place) context.addIssue({ code: "custom", message: "unknown" });
    return place as Place;
  });

/** The address of a thing's screen. */
export const WatchQuery = z.object({
  of: PlaceField,
  done: z
    .enum([...LEVELS, "stopped"])
    .optional()
    .catch(undefined),
});

/** Watches a thing at a level. */
export const SetWatch = z.object({ of: PlaceField, level: z.enum(LEVELS, "choose") });
export type SetWatch = z.infer<typeof SetWatch>;

export const StopWatch = z.object({ of: PlaceField });
export type StopWatch = z.infer<typeof StopWatch>;

/** The same in one, as the button of a document asks for it. */
export const PutWatch = z.object({ of: PlaceField, level: z.enum([...LEVELS, "none"]) });
export type PutWatch = z.infer<typeof PutWatch>;

/** Which watches a document asks for: places, separated by commas. */
export const AskWatches = z.object({
  of: z
    .string()
    .max(6_000)
    .transform((text) =>
      text
        .split(",")
        .slice(0, 40)
        .flatMap((one) => readPlace(one) ?? []),
    ),
});

const Number_ = z.coerce.number().int().min(0).max(2_000_000_000);

/** What was looked at: a thing up to a revision of its page or, for a region, up to a moment (milliseconds). */
export const MarkSeen = z.object({
  of: PlaceField,
  number: Number_,
  at: z.coerce.number().int().min(0).max(8_640_000_000_000_000),
});
export type MarkSeen = z.infer<typeof MarkSeen>;

/** Everything that is watched, up to the moment when the page was drawn. */
export const MarkAllSeen = MarkSeen.pick({ at: true });
export type MarkAllSeen = z.infer<typeof MarkAllSeen>;

export const OfNotice = z.object({ noticeId: z.uuid() });
export type OfNotice = z.infer<typeof OfNotice>;

/** A place in a list that pages by key. */
const Cursor = z
  .string()
  .max(400)
  .regex(/^\d{1,16}\.[ -~]+$/)
  .optional()
  .catch(undefined);

export const WatchlistQuery = z.object({
  show: z.enum(["unseen", "all"]).optional().catch(undefined),
  before: Cursor,
  after: Cursor,
  done: z
    .enum(["seen", "all-seen", "stopped", ...LEVELS])
    .optional()
    .catch(undefined),
});
export type WatchlistQuery = z.infer<typeof WatchlistQuery>;

export const NoticesQuery = z.object({
  show: z.enum(["unseen", "all"]).optional().catch(undefined),
  before: Cursor,
  after: Cursor,
  done: z
    .enum(["seen", "all-seen", ...LEVELS])
    .optional()
    .catch(undefined),
});
export type NoticesQuery = z.infer<typeof NoticesQuery>;

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

const Time = z.enum(MAIL_TIMES, "choose");

/** The settings as their form sends them. */
export const ChangeNoticeSettings = z.object({
  "mail-profile": Time,
  "mail-region": Time,
  "mail-decision": Time,
  dailyCap: z.coerce
    .number("choose")
    .refine((cap) => (DAILY_CAPS as readonly number[]).includes(cap), "choose"),
  ownEdits: z.enum(OWN_EDIT_LEVELS, "choose"),
});
export type ChangeNoticeSettings = z.infer<typeof ChangeNoticeSettings>;

/** The link of a mail by which mails are switched off, and on again. */
export const UnsubscribeQuery = z.object({ token: z.string().max(200).optional().catch(undefined) });
