import { DEFAULT_CONTENT_LANGUAGE } from "@/lib/i18n/content-languages";
import type { Coverage } from "@/lib/profiles/kinds/mappings";
import type { SourceRecord } from "@/lib/profiles/kinds/sources";
import type { Level } from "@/lib/vocabulary/levels";

/** Returns the article of a reference with or without paragraphs: "185-9" for "185-9(1)(a)". */
export function baseOf(reference: string): string {
  return reference.replace(/\(.*$/, "");
}

/** Groups of articles of the Convention that summarise a legal profile. */
export const LEVEL_GROUPS = {
  substantive: [2, 3, 4, 5, 6, 7, 8, 9, 10, 11],
  procedural: [16, 17, 18, 19, 20, 21],
  safeguards: [15],
  // Article 23 states principles. Laws are not assessed against it, so it is in no group.
  cooperation: [24, 25, 26, 27, 28, 29, 30, 31, 32, 33, 34, 35],
} as const;
export type LevelGroup = keyof typeof LEVEL_GROUPS;
export const LEVEL_GROUP_NAMES = Object.keys(LEVEL_GROUPS) as LevelGroup[];

/** Weight of each mark; null: not assessed, so not counted. */
export const WEIGHTS: Readonly<Record<Coverage, number | null>> = {
  full: 1,
  partial: 0.5,
  general_provision: 0.5,
  draft_only: 0,
  none: 0,
  not_assessed: null,
};

/** Least mean weight of the assessed articles for each level. */
export const LARGELY_FROM = 0.8;
export const PARTIALLY_FROM = 0.4;

export interface GroupLevel {
  group: LevelGroup;
  level: Level;
  /** Number of assessed articles in the group, and of all. */
  assessed: number;
  articles: number;
  /** Their mean weight; null if none is assessed. */
  share: number | null;
}

/**
 * Computes the level of a group by the formula that the site publishes: the mean weight of its articles' marks.
 * If fewer than half of them are assessed, the group has no level and counts as not assessed.
 */
export function levelOf(group: LevelGroup, coverageOf: (article: number) => Coverage): GroupLevel {
  const numbers: readonly number[] = LEVEL_GROUPS[group];
  const weights = numbers.flatMap((article) => WEIGHTS[coverageOf(article)] ?? []);
  const share = weights.length > 0 ? weights.reduce((sum, one) => sum + one, 0) / weights.length : null;
  const counts = { group, assessed: weights.length, articles: numbers.length, share };
  if (share === null || weights.length * 2 < numbers.length) return { ...counts, level: "not_assessed" };
  if (share >= LARGELY_FROM) return { ...counts, level: "largely" };
  if (share >= PARTIALLY_FROM) return { ...counts, level: "partially" };
  return { ...counts, level: share > 0 ? "limited" : "none" };
}

/** A source as listed in the notes. */
export type LegalSource = Pick<
  SourceRecord,
  | "id"
  | "title"
  | "publisher"
  | "url"
  | "lang"
  | "published"
  | "accessed"
  | "archiveUrl"
  | "note"
  | "wordings"
>;

/** Languages of a country's sections of records. */
export type WrittenIn = Readonly<Record<"laws" | "mappings" | "treaty-status" | "sources", string>>;

/** Reads these languages from rows of sections; the default language for a section that has none. */
export function writtenIn(sections: readonly { key: string; language: string | null }[]): WrittenIn {
  const of = (key: keyof WrittenIn) =>
    sections.find((one) => one.key === key)?.language ?? DEFAULT_CONTENT_LANGUAGE;
  return {
    laws: of("laws"),
    mappings: of("mappings"),
    "treaty-status": of("treaty-status"),
    sources: of("sources"),
  };
}
