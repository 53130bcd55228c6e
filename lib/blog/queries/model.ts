import type { ShownPicture } from "@/lib/files/pictures/model";
import type { Locale } from "@/lib/i18n/locales";
import type { Content } from "@/lib/text/nodes";

/** Who signs a post: a member with what they show to everyone, or one who has left. */
export type Author = { handle: string; displayName: string; institution: string | null } | "former";

/** The handles of the members among some authors: their names make what shows them stale. */
export function handlesIn(authors: readonly ("former" | { handle: string })[]): string[] {
  return [...new Set(authors.flatMap((author) => (author === "former" ? [] : [author.handle])))];
}

/** A post as lists, feeds and cards show it. */
export interface PostLine {
  id: string;
  slug: string;
  title: string;
  summary: string;
  /** BCP 47. */
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

/** A country or area that a post names, with the address of its profile. */
export interface Place {
  iso2: string;
  slug: string;
  names: Readonly<Record<Locale, string>>;
  /** The key of the note that its name carries. */
  designation: string | null;
}

/** How many published posts there are of one kind: a topic, a country, a year, a language, a series. */
export interface Tally {
  value: string;
  count: number;
}

/** What the list of posts can be narrowed by, each with its number of posts. */
export interface BlogFacets {
  topics: Tally[];
  countries: (Place & { count: number })[];
  years: Tally[];
  languages: Tally[];
  series: (Tally & { title: string })[];
}

/** A post where another one names it. */
export interface PostLink {
  slug: string;
  title: string;
  language: string;
}

/** What was put right after a post had appeared. */
export interface Correction {
  id: string;
  note: string;
  createdAt: Date;
  /** The number of the revision that it tells of; null for a note without one. */
  revision: number | null;
}

/** A post as its page shows it. */
export interface PostPage extends PostLine {
  /** What its authors tell everyone about themselves, in the order of the byline; who tells nothing is not there. */
  bios: { handle: string; displayName: string; text: string }[];
  state: "published" | "retracted";
  isPersonalView: boolean;
  places: Place[];
  /** As "185:18". */
  articles: string[];
  project: string | null;
  /** The series that it belongs to, with its posts in the order of their dates. */
  series: { slug: string; title: string; posts: PostLink[] } | null;
  /** The same in other languages. */
  translations: PostLink[];
  cover: { file: string; alt: string } | null;
  content: Content;
  pictures: ShownPicture[];
  corrections: Correction[];
  /** Why it was taken from the lists, once it was. */
  retraction: { reason: string; at: Date } | null;
  isCommentsLocked: boolean;
  /** Comments that are shown. */
  commentCount: number;
  /** The number of the revision by which it stands. */
  revision: number;
}

/** The fields in the order in which a comparison names them. */
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

/** The value of a field round a post's text: words, several, or none. */
export type DetailValue = string | string[] | null;

/** What stood round a post's text: codes as they are kept, members and files by name; '' for one that is gone. */
export type PostDetailsThen = Record<DetailField, DetailValue>;

/** A field round a post's text that differs between two of its revisions. */
export interface DetailChange {
  field: DetailField;
  before: DetailValue;
  after: DetailValue;
}
