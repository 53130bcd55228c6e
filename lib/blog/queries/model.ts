import type { ShownPicture } from "@/lib/files/pictures/model";
import type { Place } from "@/lib/profiles/reading/directory/model";
import type { Content } from "@/lib/text/nodes";

/** Author of a post: a member with their public details, or a former one. */
export type Author = { handle: string; displayName: string; institution: string | null } | "former";

/** Lists handles of members among authors: what shows them is stale when a name changes. */
export function handlesIn(authors: readonly ("former" | { handle: string })[]): string[] {
  return [...new Set(authors.flatMap((author) => (author === "former" ? [] : [author.handle])))];
}

/** A post in lists, feeds and cards. */
export interface PostLine {
  id: string;
  slug: string;
  title: string;
  summary: string;
  /** Language tag (BCP 47). */
  language: string;
  topics: string[];
  /** ISO 3166-1 alpha-2. */
  countries: string[];
  readingMinutes: number;
  publishedAt: Date;
  updatedAt: Date;
  /** In the order of the byline. */
  authors: Author[];
}

/** Number of published posts with one value: topic, country, year, language or series. */
export interface Tally {
  value: string;
  count: number;
}

/** Filter values of the list, with their number of posts. */
export interface BlogFacets {
  topics: Tally[];
  countries: (Place & { count: number })[];
  years: Tally[];
  languages: Tally[];
  series: (Tally & { title: string })[];
}

/** A post linked from another. */
export interface PostLink {
  slug: string;
  title: string;
  language: string;
}

/** A correction after publication. */
export interface Correction {
  id: string;
  note: string;
  createdAt: Date;
  /** Number of its revision; null for a note without one. */
  revision: number | null;
}

/** A post for its page. */
export interface PostPage extends PostLine {
  /** Authors' public biographies, in byline order; those without one are left out. */
  bios: { handle: string; displayName: string; text: string }[];
  state: "published" | "retracted";
  isPersonalView: boolean;
  places: Place[];
  /** As "185:18". */
  articles: string[];
  project: string | null;
  /** Its series, with the posts in the order of dates. */
  series: { slug: string; title: string; posts: PostLink[] } | null;
  /** Its translations. */
  translations: PostLink[];
  cover: { file: string; alt: string } | null;
  content: Content;
  pictures: ShownPicture[];
  corrections: Correction[];
  /** Why it was retracted, if it was. */
  retraction: { reason: string; at: Date } | null;
  isCommentsLocked: boolean;
  /** Number of visible comments. */
  commentCount: number;
  /** Number of its current revision. */
  revision: number;
}

/** Fields in the order of a comparison. */
export const DETAIL_FIELDS = [
  "title",
  "summary",
  "language",
  "authors",
  "topics",
  "countries",
  "articles",
  "project",
  "series",
  "isPersonalView",
  "cover",
  "coverAlt",
] as const;
export type DetailField = (typeof DETAIL_FIELDS)[number];

/** Value of a detail: text, several, or none. */
export type DetailValue = string | string[] | null;

/** Details of a post: codes as stored, members and files by name; '' if gone. */
export type PostDetailsThen = Record<DetailField, DetailValue>;

/** A detail that differs between two revisions. */
export interface DetailChange {
  field: DetailField;
  before: DetailValue;
  after: DetailValue;
}
