import type { SectionKey } from "@/lib/profiles/model";
import type { Topic } from "@/lib/vocabulary/topics";
import type { CategorySlug } from "./categories";

/** An opening topic of the discussions, as it is seeded. */
export interface SeedTopic {
  /** Unique and never changed, so that a later start of the site finds what it has seeded. */
  key: string;
  category: CategorySlug;
  language: "en" | "fr" | "ar";
  title: string;
  /** False for an overview or an exchange of views, which has no accepted answer. */
  isQuestion: boolean;
  topics: readonly Topic[];
  /** ISO 3166-1 alpha-2. */
  countries: readonly string[];
  /** "185:16", as in posts. */
  articles: readonly string[];
  /** The section of a profile that the topic discusses. */
  about: { country: string; section: SectionKey } | null;
  /** Plain text as typed into a field (`fromTextarea`). Pages of this site are paths: see `withSite`. */
  message: string;
}

/** Joins the paragraphs and lists of a message. */
export const blocks = (...parts: readonly string[]): string => parts.join("\n\n");

/** A path of this site after a space or bracket, or at the start of a line. */
const PATH = /(^|[\s(])(\/[a-z][\w/-]*)/gm;

/**
 * Writes the paths of a message as full addresses of the site (`home`, without final slash), as a member would
 * paste them: a plain field links only these, and `fromTextarea` with the same `home` turns them back into paths.
 */
export const withSite = (message: string, home: string): string => message.replace(PATH, `$1${home}$2`);
