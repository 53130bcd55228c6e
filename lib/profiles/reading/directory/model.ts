import { z } from "zod";
import { day } from "@/lib/core/moments";
import { compareNames } from "@/lib/i18n/country-names";
import type { Locale } from "@/lib/i18n/locales";
import { normalize } from "@/lib/text/unicode";
import { LEVELS } from "@/lib/vocabulary/levels";
import {
  type DirectoryEntry,
  isOfStatus,
  REGIONS,
  TREATY_STATUSES,
  type Treaty,
  type TreatyStanding,
} from "../model";

export const SORTS = ["name", "status", "date", "sections", "updated"] as const;
export type Sort = (typeof SORTS)[number];

/** Parameters of the directory; invalid values are ignored, so that old links work. */
export const DirectoryQuery = z.object({
  q: z.string().trim().max(200).optional().catch(undefined),
  region: z.enum(REGIONS).optional().catch(undefined),
  treaty: z.enum(["185", "189", "224"]).optional().catch(undefined),
  status: z.enum(TREATY_STATUSES).optional().catch(undefined),
  /** Coverage of the substantive law, by its computed level. */
  coverage: z.enum(LEVELS).optional().catch(undefined),
  project: z
    .string()
    .max(80)
    .regex(/^[a-z0-9-]+$/)
    .optional()
    .catch(undefined),
  /** Treaty statuses at the end of a day; the Convention was opened in 2001. */
  asOf: day()
    .refine((day) => day >= "1900-01-01" && day <= "2199-12-31")
    .optional()
    .catch(undefined),
  sort: z
    .enum([...SORTS, "-name", "-status", "-date", "-sections", "-updated"])
    .optional()
    .catch(undefined),
  after: z
    .string()
    .max(120)
    .regex(/^[a-z0-9-]+$/)
    .optional()
    .catch(undefined),
});
export type DirectoryQuery = z.infer<typeof DirectoryQuery>;

/** Returns the treaty of a query: the Convention unless a Protocol is named. */
export function treatyOf(query: Pick<DirectoryQuery, "treaty">): Treaty {
  return query.treaty === "189" ? 189 : query.treaty === "224" ? 224 : 185;
}

/** Returns the sort order of a query; a leading "-" reverses it. */
export function sortOf(query: Pick<DirectoryQuery, "sort">): { by: Sort; isDescending: boolean } {
  const asked = query.sort ?? "name";
  return asked.startsWith("-")
    ? { by: asked.slice(1) as Sort, isDescending: true }
    : { by: asked as Sort, isDescending: false };
}

/** Normalises a text for looking up names: removes case, accents, vowel signs and variants of alef. */
export function fold(text: string): string {
  return normalize(text, "NFKD")
    .replaceAll(/\p{M}|ـ/gu, "")
    .replaceAll(/[أإآٱ]/gu, "ا")
    .replaceAll(/[’'ʼ`]/gu, "")
    .replaceAll(/[^\p{L}\p{N}]+/gu, " ")
    .trim()
    .toLowerCase();
}

/** Checks whether one name, code or the slug of the entry has, for each word of a query, a word that starts with it. */
function isNamed(entry: DirectoryEntry, asked: string): boolean {
  const words = fold(asked).split(" ").filter(Boolean);
  if (words.length === 0) return true;
  const names = [...Object.values(entry.names), ...entry.aliases, entry.slug].map((name) => ` ${fold(name)}`);
  return names.some((name) =>
    words.every((word) => name.includes(` ${word}`) || name.includes(` ال${word}`)),
  );
}

/** Filters and sorts the entries; the caller filters by coverage. */
export function chooseEntries(
  entries: readonly DirectoryEntry[],
  query: DirectoryQuery,
  locale: Locale,
): DirectoryEntry[] {
  const treaty = treatyOf(query);
  const chosen = entries.filter(
    (entry) =>
      (!query.region || entry.region === query.region) &&
      (!query.status || isOfStatus(entry.standings[treaty], query.status)) &&
      (!query.project || entry.projects.includes(query.project)) &&
      (!query.q || isNamed(entry, query.q)),
  );
  return sortEntries(chosen, query, locale);
}

function sortEntries(entries: DirectoryEntry[], query: DirectoryQuery, locale: Locale): DirectoryEntry[] {
  const { by, isDescending } = sortOf(query);
  const treaty = treatyOf(query);
  const byName = compareNames(locale);
  const named = (a: DirectoryEntry, b: DirectoryEntry) => byName(a.names[locale], b.names[locale]);
  const compare = {
    name: named,
    status: (a: DirectoryEntry, b: DirectoryEntry) =>
      TREATY_STATUSES.indexOf(a.standings[treaty].status) -
      TREATY_STATUSES.indexOf(b.standings[treaty].status),
    date: (a: DirectoryEntry, b: DirectoryEntry) =>
      compareKnown(dateOf(a.standings[treaty]), dateOf(b.standings[treaty]), isDescending),
    sections: (a: DirectoryEntry, b: DirectoryEntry) => a.filledSections - b.filledSections,
    updated: (a: DirectoryEntry, b: DirectoryEntry) =>
      compareKnown(a.updatedAt?.toISOString() ?? null, b.updatedAt?.toISOString() ?? null, isDescending),
  }[by];
  const sign = isDescending ? -1 : 1;
  return entries.sort((a, b) => sign * compare(a, b) || named(a, b));
}

/** Returns the relevant date: the deposit of the instrument, else the entry into force. */
export function dateOf(standing: TreatyStanding): string | null {
  return standing.consentOn ?? standing.inForceOn;
}

/** Unknown values are last in both sort directions. */
function compareKnown(a: string | null, b: string | null, isDescending: boolean): number {
  if (a === b) return 0;
  if (a === null) return isDescending ? -1 : 1;
  if (b === null) return isDescending ? 1 : -1;
  return a < b ? -1 : 1;
}

/** More than all countries and areas: the list only has pages if someone adds more. */
const DIRECTORY_PAGE = 250;

/** Returns one page of entries after the entry `after`, and the key of the next page. */
export function pageOf(entries: readonly DirectoryEntry[], after: string | undefined, size = DIRECTORY_PAGE) {
  const start = after ? entries.findIndex((entry) => entry.slug === after) + 1 : 0;
  const rows = entries.slice(start, start + size);
  const last = rows.at(-1);
  return { rows, next: last && start + size < entries.length ? last.slug : null };
}

/** A country or area named by something, with its profile's address. */
export interface Place {
  iso2: string;
  slug: string;
  names: Readonly<Record<Locale, string>>;
  /** Key of the note on its name. */
  designation: string | null;
}
