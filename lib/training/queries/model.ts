import { z } from "zod";
import { FILE_GROUPS } from "@/lib/files/types/model";
import { COUNTRY_CODES } from "@/lib/i18n/country-names";
import { MEMBER_LANGUAGES } from "@/lib/members/model";
import { ArticleRef } from "@/lib/vocabulary/articles";
import { TLPS } from "@/lib/vocabulary/tlp";
import { TOPICS } from "@/lib/vocabulary/topics";
import { ACCESSES, AUDIENCES, FORMATS, KINDS, LICENCES, TRAINING_LEVELS } from "../vocabulary/model";

export const DURATIONS = ["hour", "half-day", "day", "days"] as const;

/** Filters of the library in the order of the page, with their values. */
export const FACETS = {
  audience: AUDIENCES,
  lang: MEMBER_LANGUAGES,
  kind: KINDS,
  level: TRAINING_LEVELS,
  topic: TOPICS,
  type: FILE_GROUPS,
  access: ACCESSES,
  format: FORMATS,
  duration: DURATIONS,
  country: COUNTRY_CODES,
  licence: LICENCES,
  tlp: TLPS,
} as const satisfies Record<string, readonly string[]>;
export type FacetName = keyof typeof FACETS;
export const FACET_NAMES = Object.keys(FACETS) as FacetName[];

export const SORTS = ["new", "title", "used"] as const;
export type Sort = (typeof SORTS)[number];

const MOST_VALUES = 30;
const several = (values: readonly string[]) =>
  z
    .string()
    .max(600)
    .transform((text) => [...new Set(text.split(","))].filter((one) => values.includes(one)))
    .pipe(z.array(z.string()).max(MOST_VALUES))
    .transform((list) => (list.length > 0 ? list : undefined))
    .optional()
    .catch(undefined);

/** Parameters of the library; invalid ones are ignored, so that old links work. */
export const LibraryQuery = z.object({
  q: z.string().trim().max(200).optional().catch(undefined),
  audience: several(FACETS.audience),
  lang: several(FACETS.lang),
  kind: several(FACETS.kind),
  level: several(FACETS.level),
  topic: several(FACETS.topic),
  type: several(FACETS.type),
  access: several(FACETS.access),
  format: several(FACETS.format),
  duration: several(FACETS.duration),
  country: several(FACETS.country),
  licence: several(FACETS.licence),
  tlp: several(FACETS.tlp),
  article: ArticleRef.optional().catch(undefined),
  project: z
    .string()
    .max(120)
    .transform((name) => name || undefined)
    .optional()
    .catch(undefined),
  sort: z.enum(["title", "used"]).optional().catch(undefined),
  before: z.uuid().optional().catch(undefined),
  after: z.uuid().optional().catch(undefined),
});
export type LibraryQuery = z.infer<typeof LibraryQuery>;

/** The same for the feed, without pages and order. */
export const FeedQuery = LibraryQuery.omit({ q: true, sort: true, before: true, after: true });

/** Filters with one value, from those in use. */
export const SINGLE_FACETS = ["article", "project"] as const;
export type CountedName = FacetName | (typeof SINGLE_FACETS)[number];

/** Number of materials per filter value, with the other filters applied. */
export type FacetCounts = ReadonlyMap<CountedName, ReadonlyMap<string, number>>;

/** A material in a list. */
export interface MaterialLine {
  id: string;
  slug: string;
  title: string;
  abstract: string;
  language: string;
  kind: string;
  level: string;
  access: "public" | "members" | "practitioners";
  tlp: string;
  audiences: string[];
  topics: string[];
  languages: string[];
  countries: string[];
  publisher: string | null;
  durationMinutes: number | null;
  publishedAt: Date;
  updatedAt: Date;
  isStale: boolean;
  /** Label of the newest published version; null if there is none. */
  version: string | null;
  files: number;
  bytes: number;
  /** Type of its first file; null for none. */
  type: string | null;
  /** Those files, in order. */
  fileIds: string[];
  links: number;
  items: number;
  downloads: number;
  ratingCount: number;
  ratingSum: number;
}

/** A material on the home page. `at`: date of its newest version. */
export interface LatestMaterial {
  slug: string;
  title: string;
  language: string;
  kind: string;
  languages: string[];
  at: Date;
}
