import { z } from "zod";
import { MomentKey, moment } from "@/lib/core/moments";
import type { Locale } from "@/lib/i18n/locales";
import { type Author, KINDS_OF_CHANGE, PastQuery, type RevisionLine } from "@/lib/pages/model";
import type { Protection } from "@/lib/pages/moderation/model";
import type { SectionFreshness } from "@/lib/profiles/freshness/model";
import { isBoundLater, type TreatyStatusRecord, treatyStanding } from "@/lib/profiles/kinds/treaty-status";
import { SECTION_KEYS, type SectionKey } from "@/lib/profiles/model";
import type { Drift } from "@/lib/revisions/compare/follow";
import type { DiffResult } from "@/lib/revisions/model";
import type { Content } from "@/lib/text/nodes";
import { visibleLine } from "@/lib/text/visible";

/** Treaties in every profile, by number: CETS 185 and its two Protocols. */
export const TREATIES = [185, 189, 224] as const;
export type Treaty = (typeof TREATIES)[number];

/** Treaty statuses of a country, from Party to no action. No action is a status, not a gap. */
export const TREATY_STATUSES = ["party", "ratified", "signatory", "invited", "none"] as const;
export type TreatyStatus = (typeof TREATY_STATUSES)[number];

export const REGIONS = ["Africa", "Americas", "Asia", "Europe", "Oceania"] as const;
export type Region = (typeof REGIONS)[number];

/** A country's status under one treaty, with the known dates (ISO). */
export interface TreatyStanding {
  status: TreatyStatus;
  consentOn: string | null;
  inForceOn: string | null;
  confidence: string | null;
  /** Confidence of the two days. */
  consentConfidence: string | null;
  inForceConfidence: string | null;
  /** A Party that was not yet bound on the day asked for or, without one, on the date of its record. */
  isInForceLater?: boolean;
}

/** Returns the word for a status: a State that has ratified and is not yet bound is not called a Party. */
export function statusWord({
  status,
  isInForceLater,
}: Pick<TreatyStanding, "status" | "isInForceLater">): TreatyStatus {
  return status === "party" && isInForceLater ? "ratified" : status;
}

/** Returns a country's status from its record of a treaty, in the word that readers see. */
export function recordedWord(record: TreatyStatusRecord): TreatyStatus {
  return statusWord({ status: treatyStanding(record), isInForceLater: isBoundLater(record) });
}

/** Checks whether an entry matches a status filter: a Party that is not yet bound matches both of its names. */
export function isOfStatus(
  standing: Pick<TreatyStanding, "status" | "isInForceLater">,
  asked: TreatyStatus,
): boolean {
  return standing.status === asked || statusWord(standing) === asked;
}

export const NO_ACTION: TreatyStanding = {
  status: "none",
  consentOn: null,
  inForceOn: null,
  confidence: null,
  consentConfidence: null,
  inForceConfidence: null,
};

/** A line of the directory. */
export interface DirectoryEntry {
  slug: string;
  iso2: string;
  names: Readonly<Record<Locale, string>>;
  region: string | null;
  /** Key of the note on its name. */
  designation: string | null;
  /** Other search words: codes and other names. */
  aliases: readonly string[];
  standings: Readonly<Record<Treaty, TreatyStanding>>;
  /** Slugs of projects that it takes or took part in. */
  projects: readonly string[];
  /** Number of sections with text or records. */
  filledSections: number;
  /** Number of those that are overdue for review. */
  overdueSections: number;
  updatedAt: Date | null;
}

/**
 * Counts for one treaty; `none` counts profiles without any action. `asOf` is the day asked for, else the newest
 * date of the data.
 */
export interface TreatyFigures extends Readonly<Record<TreatyStatus, number>> {
  treaty: Treaty;
  asOf: string | null;
  /** Number of Parties that were not yet bound, with entry into force in the future. */
  notYetBound: number;
  /** Number of each that are unverified or disputed. */
  unverified: Readonly<Record<Exclude<TreatyStatus, "none">, number>>;
}

/** A count in a source, for a day, that differs from the records. */
export interface TreatyDoubt {
  treaty: Treaty;
  measure: "parties" | "signatories";
  /** Date of the source, at or before the day asked for. */
  day: string;
  given: number;
  counted: number;
  source: { title: string; url: string };
}

/** The key of a section, or the engine's key of a translation; only the format is checked. */
const SectionPartName = z
  .string()
  .max(60)
  .regex(/^[a-z-]+(?:@[A-Za-z0-9-]+)?$/);

/** Parameters of a profile's history: a section, a record, a field, a position in the list. */
export const HistoryQuery = PastQuery.extend({
  section: SectionPartName.optional().catch(undefined),
  record: z
    .string()
    .max(64)
    .regex(/^[a-z0-9-]+$/)
    .optional()
    .catch(undefined),
  field: z
    .string()
    .max(40)
    .regex(/^[A-Za-z]+$/)
    .optional()
    .catch(undefined),
});
export type HistoryQuery = z.infer<typeof HistoryQuery>;

/** Days that the list of changes can be narrowed to. */
export const DAYS = ["1", "7", "30", "90"] as const;

/** The parameters of the list of recent changes. */
export const ChangesQuery = z.object({
  region: z.enum(REGIONS).optional().catch(undefined),
  country: z
    .string()
    .max(80)
    .regex(/^[a-z-]+$/)
    .optional()
    .catch(undefined),
  section: z
    .enum(SECTION_KEYS as [SectionKey, ...SectionKey[]])
    .optional()
    .catch(undefined),
  member: z
    .string()
    .max(60)
    .regex(/^[\w.-]+$/)
    .optional()
    .catch(undefined),
  tag: z.enum(KINDS_OF_CHANGE).optional().catch(undefined),
  days: z.enum(DAYS).optional().catch(undefined),
  /** Changes published since this moment: for a reader who looked then. */
  since: moment().max(30).optional().catch(undefined),
  before: MomentKey.optional().catch(undefined),
  after: MomentKey.optional().catch(undefined),
});
export type ChangesQuery = z.infer<typeof ChangesQuery>;
/**
 * The same for the page's form: a member by handle, by name, or by both as the list of suggestions writes them.
 */
export const ChangesPageQuery = ChangesQuery.extend({
  member: visibleLine(100).optional().catch(undefined),
});
export type ChangesPageQuery = z.infer<typeof ChangesPageQuery>;
/** The same with any name of a section; it includes the translations of that section. */
export type ChangesOf = Omit<ChangesQuery, "section"> & { section?: string | undefined };

/** A change as the list over all profiles shows it. */
export interface ChangeLine extends RevisionLine {
  /** Its key in the list. */
  id: string;
  slug: string;
  names: Readonly<Record<Locale, string>>;
  designation: string | null;
}

/** Fixed facts about a country or area. */
export interface ProfileHead {
  pageId: string;
  slug: string;
  iso2: string;
  iso3: string;
  names: Readonly<Record<Locale, string>>;
  region: string | null;
  subregion: string | null;
  isUnMember: boolean;
  isCoeMember: boolean;
  designation: string | null;
  /** ISO 639-3 codes of official languages. */
  languages: readonly string[];
}

/** Participation in a project, with its source. Months are "2016-03". */
export interface Participation {
  project: string;
  name: string;
  part: string;
  startMonth: string | null;
  endMonth: string | null;
  confidence: string;
  source: string;
}

/** Checks whether a country was only a place or guest of a project's activities, which is not participation. */
export function isVenue({ part }: Pick<Participation, "part">): boolean {
  return part === "activity";
}

/** A current or past section: its content in the present format, and its revision. */
export interface SectionState {
  key: SectionKey;
  /** Language it is shown in (BCP 47). */
  language: string;
  content: unknown;
  isEmpty: boolean;
  /** Hidden from all but moderators and administrators; its content is empty. */
  isHidden: boolean;
  revision: { number: number; createdAt: Date; author: Author };
  /** The kind of text, if stated; null for a text of the community. */
  label: "official" | "courtesy" | "machine" | null;
  /** Set if a translation is shown. */
  translation: TranslationState | null;
  /** All languages in which it is available, its source first. */
  versions: readonly SectionVersion[];
}

export interface SectionVersion {
  language: string;
  isSource: boolean;
}

/** State of a translation compared with its source. */
export interface TranslationState {
  /** The source's language, the number of its current revision, and its label. */
  language: string;
  number: number;
  label: SectionState["label"];
  /** The revision of the source that the translation follows; null if not recorded. */
  follows: number | null;
  /** Number of later revisions of the source. */
  behind: number;
  /** Changes of the source since; null if none are known. */
  drift: Drift | null;
}

/** A profile as shown by a page: fixed facts, and every written section. */
export interface ProfilePage {
  head: ProfileHead;
  sections: Partial<Record<SectionKey, SectionState>>;
  participations: readonly Participation[];
  /** Freshness of its sections; only for the current profile. */
  freshness?: Partial<Record<SectionKey, SectionFreshness>>;
  /** Restricted sections; only for the current profile. */
  protections?: Partial<Record<SectionKey, Protection>>;
  /** Source texts of the translated sections, for reading both side by side. */
  originals?: Partial<Record<SectionKey, Content>>;
  /** Addresses of its sources that do not respond, with the day since when; only for the current profile. */
  brokenLinks?: Readonly<Record<string, string>>;
  /** The newest published revision of its sections; 0 if there is none. */
  revision: number;
}

/** A country of the same sub-region, with its number of written sections. */
export interface Neighbour {
  slug: string;
  names: Readonly<Record<Locale, string>>;
  designation: string | null;
  /** Its status under the Convention, in the word that readers see. */
  status: TreatyStatus;
  filledSections: number;
}

/** Shown instead of the text of a profile that has none. */
export interface ProfileStart {
  neighbours: readonly Neighbour[];
  /** The focal points of the country who are listed among the members. */
  focalPoints: readonly { handle: string; displayName: string }[];
}

/** A section that differs between two revisions of its profile. */
export interface SectionDiff {
  /** The engine's: of a translation with its language. */
  key: string;
  section: SectionKey;
  /** Language it is written in. */
  language: string;
  /** Null where one of the two texts is hidden. */
  diff: DiffResult | null;
}
