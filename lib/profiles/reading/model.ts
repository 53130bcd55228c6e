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

/** The treaties that every profile answers for, by number: CETS 185 and its two protocols. */
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
  /** How sure the two days are by themselves. */
  consentConfidence: string | null;
  inForceConfidence: string | null;
  /** A Party that was not yet bound on the day asked for: its entry into force was known and still ahead. */
  isInForceLater?: boolean;
}

/** What a standing is called: who has deposited an instrument and is not yet bound is no Party in words. */
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

/** Whether a standing is found under a status: a Party that is not yet bound is found under both of its names. */
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
  /** The key of the note that its name carries. */
  designation: string | null;
  /** Further words by which it is found: codes and other names. */
  aliases: readonly string[];
  standings: Readonly<Record<Treaty, TreatyStanding>>;
  /** Slugs of projects that it takes or took part in. */
  projects: readonly string[];
  /** Sections that hold text or records. */
  filledSections: number;
  /** Those of them whose time to be looked at again has come. */
  overdueSections: number;
  updatedAt: Date | null;
}

/** What is counted for one treaty; `none` are the profiles without any action. `asOf` is the newest day of its data. */
export interface TreatyFigures extends Readonly<Record<TreatyStatus, number>> {
  treaty: Treaty;
  asOf: string | null;
  /** How many of the Parties were not yet bound: their entry into force was still ahead. */
  notYetBound: number;
  /** How many of each are counted without a source, or although sources differ. */
  unverified: Readonly<Record<Exclude<TreatyStatus, "none">, number>>;
}

/** A count that a source gives for a day and that the records do not reach or exceed. */
export interface TreatyDoubt {
  treaty: Treaty;
  measure: "parties" | "signatories";
  /** The day of the source, at or before the day asked for. */
  day: string;
  given: number;
  counted: number;
  source: { title: string; url: string };
}

/** The key of a section or the engine's key of a translation, or anything of its form. */
const SectionPartName = z
  .string()
  .max(60)
  .regex(/^[a-z-]+(?:@[A-Za-z0-9-]+)?$/);

/** The parameters of a profile's history: a section, a record of it, a field of the record, a place in the list. */
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
  /** What came into view after a moment: for who looked then. */
  since: moment().max(30).optional().catch(undefined),
  before: MomentKey.optional().catch(undefined),
  after: MomentKey.optional().catch(undefined),
});
export type ChangesQuery = z.infer<typeof ChangesQuery>;
/** The same as the page is asked for it: a member by handle, by name, or by both as a list of suggestions writes them. */
export const ChangesPageQuery = ChangesQuery.extend({
  member: visibleLine(100).optional().catch(undefined),
});
export type ChangesPageQuery = z.infer<typeof ChangesPageQuery>;
/** The same of whatever section, also of one in another language. */
export type ChangesOf = Omit<ChangesQuery, "section"> & { section?: string | undefined };

/** A change as the list over all profiles shows it. */
export interface ChangeLine extends RevisionLine {
  /** Its key in the list. */
  id: string;
  slug: string;
  names: Readonly<Record<Locale, string>>;
  designation: string | null;
}

/** What is fixed about a country or area. */
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

/** Taking part in a project, as a fact with its source. Months are "2016-03". */
export interface Participation {
  project: string;
  name: string;
  part: string;
  startMonth: string | null;
  endMonth: string | null;
  confidence: string;
  source: string;
}

/** Whether a country was seen only as a place or guest of a project's activities, which is not taking part in it. */
export function isVenue({ part }: Pick<Participation, "part">): boolean {
  return part === "activity";
}

/** A current or past section: its content in the present format, and its revision. */
export interface SectionState {
  key: SectionKey;
  /** What it is shown in (BCP 47). */
  language: string;
  content: unknown;
  isEmpty: boolean;
  /** Hidden from all but moderators and administrators; its content is empty. */
  isHidden: boolean;
  revision: { number: number; createdAt: Date; author: Author };
  /** The kind of text, if stated; null for a text of the community. */
  label: "official" | "courtesy" | "machine" | null;
  /** Where what is shown is a translation. */
  translation: TranslationState | null;
  /** Every language that it can be read in, its source first. */
  versions: readonly SectionVersion[];
}

export interface SectionVersion {
  language: string;
  isSource: boolean;
}

/** How a translation relates to its source. */
export interface TranslationState {
  /** The source's language, the number of its current revision, and its label. */
  language: string;
  number: number;
  label: SectionState["label"];
  /** The revision of the source that the translation follows; null if not recorded. */
  follows: number | null;
  /** Number of later revisions of the source. */
  behind: number;
  /** What became of the source since; null where nothing is known to have. */
  drift: Drift | null;
}

/** A profile as a page shows it: what is fixed, and every section that somebody has written. */
export interface ProfilePage {
  head: ProfileHead;
  sections: Partial<Record<SectionKey, SectionState>>;
  participations: readonly Participation[];
  /** How fresh its sections are; of the profile of today alone. */
  freshness?: Partial<Record<SectionKey, SectionFreshness>>;
  /** Which of its sections only some may edit; of the profile of today alone. */
  protections?: Partial<Record<SectionKey, Protection>>;
  /** The sources of the sections that are shown in translation, where both are read side by side. */
  originals?: Partial<Record<SectionKey, Content>>;
  /** Addresses of its sources that do not answer, with the day since when; of the profile of today alone. */
  brokenLinks?: Readonly<Record<string, string>>;
  /** The newest published revision among the sections; 0 when there is none. */
  revision: number;
}

/** A country of the same sub-region, and how much is written of it. */
export interface Neighbour {
  slug: string;
  names: Readonly<Record<Locale, string>>;
  designation: string | null;
  /** Its status under the Convention, in the word that readers see. */
  status: TreatyStatus;
  filledSections: number;
}

/** What a profile without text offers in its place. */
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
  /** What it is written in. */
  language: string;
  /** Null where one of the two texts is hidden. */
  diff: DiffResult | null;
}
