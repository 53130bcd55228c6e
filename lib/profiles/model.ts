import { isContentLanguage } from "@/lib/i18n/content-languages";
import type { HistoryOf } from "@/lib/pages/model";

/** The sections of a profile, in the order in which its page shows them. */
export const SECTIONS = [
  { key: "treaty-status", family: "records", isLegal: true, parent: null },
  { key: "policies", family: "prose", isLegal: false, parent: null },
  { key: "strategies", family: "records", isLegal: false, parent: "policies" },
  { key: "legislation", family: "prose", isLegal: true, parent: null },
  { key: "state-of-play", family: "prose", isLegal: true, parent: "legislation" },
  { key: "laws", family: "records", isLegal: true, parent: "legislation" },
  { key: "mappings", family: "records", isLegal: true, parent: "legislation", needsSecond: true },
  { key: "substantive-law", family: "prose", isLegal: true, parent: "legislation" },
  { key: "procedural-law", family: "prose", isLegal: true, parent: "legislation" },
  { key: "safeguards", family: "prose", isLegal: true, parent: "legislation" },
  { key: "related-laws", family: "prose", isLegal: true, parent: "legislation" },
  { key: "bills", family: "records", isLegal: true, parent: "legislation" },
  { key: "institutions", family: "records", isLegal: false, parent: null, needsSecond: true },
  { key: "reporting", family: "records", isLegal: false, parent: "institutions", needsSecond: true },
  { key: "international-cooperation", family: "prose", isLegal: true, parent: null },
  {
    key: "authorities",
    family: "records",
    isLegal: true,
    parent: "international-cooperation",
    needsSecond: true,
  },
  {
    key: "cooperation-rules",
    family: "records",
    isLegal: true,
    parent: "international-cooperation",
    needsSecond: true,
  },
  { key: "public-private", family: "prose", isLegal: false, parent: null },
  { key: "case-law", family: "records", isLegal: true, parent: null },
  { key: "statistics", family: "records", isLegal: false, parent: null },
  { key: "sources", family: "records", isLegal: false, parent: null },
] as const satisfies readonly ProfileSection[];

interface ProfileSection {
  key: string;
  family: "prose" | "records";
  /** Whether the records are law: they need a source, or a statement that none was found. */
  isLegal: boolean;
  /** Section above it in the outline. */
  parent: string | null;
  /**
   * Whether each change needs a second person, whoever its author is: authorities, contacts, rules of
   * cooperation, and the coverage of an article.
   */
  needsSecond?: boolean;
}

export type SectionKey = (typeof SECTIONS)[number]["key"];

export const SECTION_KEYS: readonly SectionKey[] = SECTIONS.map((section) => section.key);

export function isSectionKey(value: string): value is SectionKey {
  return (SECTION_KEYS as readonly string[]).includes(value);
}

/** Returns the template's settings of a section. */
export function sectionOf(key: SectionKey): ProfileSection & { key: SectionKey } {
  const section = SECTIONS.find((one) => one.key === key);
  if (!section) throw new Error(`There is no section ${key}.`);
  return section;
}

/** A section of a profile in the engine: a section of the template, or a translation of one. */
export interface SectionPart {
  section: SectionKey;
  /** Language of a translation (BCP 47); null for the source. */
  language: string | null;
}

/** Returns the engine's key of a translation: each has its own revisions, drafts, review and history. */
export function translationKey(section: SectionKey, language: string): string {
  return `${section}@${language}`;
}

/** Parses an engine's key; null if no profile has such a section. */
export function partOf(key: string): SectionPart | null {
  const [section = "", language = null, ...rest] = key.split("@");
  if (rest.length > 0 || !isSectionKey(section)) return null;
  if (language === null) return { section, language };
  return sectionOf(section).family === "prose" && isContentLanguage(language) ? { section, language } : null;
}

/** Returns the history of a profile; readers can see all of it. */
export const historyOf = (slug: string): HistoryOf => ({ kind: "profile", slug, first: 1 });
