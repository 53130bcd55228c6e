import { and, eq } from "drizzle-orm";
import { db, type Queryable } from "@/db/client";
import { profile } from "@/db/schema/profiles";
import { revision, section, type TextLabel } from "@/db/schema/revisions";
import { invalidFields } from "@/lib/core/errors";
import type { SectionFacts } from "@/lib/core/policy";
import { DEFAULT_CONTENT_LANGUAGE } from "@/lib/i18n/content-languages";
import { kindOf } from "@/lib/profiles/kinds";
import { PROFILE_NAMES } from "@/lib/profiles/names";
import { contentOf, countStandingSince, PROTECTION, readRevision, SHOWN_SUMMARY } from "@/lib/revisions";
import { type SectionKey, sectionOf, translationKey } from "./model";
import { factsOf } from "./section-access";

/** Names of a country or area in the languages of the interface. */
export interface ProfileNames {
  en: string;
  fr: string;
  ar: string;
}

/** A current section, in one language. */
export interface SectionView {
  slug: string;
  section: SectionKey;
  /** Language it is written in (BCP 47). */
  lang: string;
  family: "prose" | "records";
  content: unknown;
  /** Null if it is unwritten. */
  revision: { id: string; number: number; createdAt: Date; summary: string; byToken: boolean } | null;
  /** Its label, e.g. official text; null for the community's own words. */
  label: TextLabel | null;
  /** For a translation: its source now, and the source revision that it follows. */
  source: { lang: string; number: number; follows: number | null; behind: number } | null;
}

export interface SectionInProfile extends SectionView {
  names: ProfileNames;
  facts: SectionFacts;
  sectionId: string | null;
  /** The section that it translates, or itself. */
  ofSource: { sectionId: string | null; content: unknown };
}

/** Language in which to read a section; by default that of its source. */
export interface InLanguage {
  lang?: string | undefined;
  on?: Queryable;
}

/**
 * Finds a section of a profile as readers see it, by default in the language of its source; null for an unknown
 * profile. An unwritten section is the same in all languages. Throws `invalid` if a section of records is
 * requested in another language than its own.
 */
export async function findSection(
  slug: string,
  key: SectionKey,
  { lang, on = db() }: InLanguage = {},
): Promise<SectionView | null> {
  const found = await findInProfile(slug, key, on, lang);
  if (!found) return null;
  return viewOf(found);
}

/** Returns the public part of it. */
export function viewOf(found: SectionInProfile): SectionView {
  const { slug, section: key, lang, family, content, revision: own, label, source } = found;
  return { slug, section: key, lang, family, content, revision: own, label, source };
}

export async function findInProfile(
  slug: string,
  key: SectionKey,
  on: Queryable,
  lang?: string,
): Promise<SectionInProfile | null> {
  const own = await findByKey(slug, key, key, on);
  if (!own || lang === undefined || lang === own.lang) return own;
  if (own.family !== "prose") throw invalidFields({ lang: ["choose"] });
  if (!own.revision) return { ...own, lang };
  const found = await findByKey(slug, key, translationKey(key, lang), on);
  if (!found) return null;
  const followed = found.followsId ? await readRevision(on, found.followsId) : null;
  const behind = followed && own.sectionId ? await countStandingSince(on, own.sectionId, followed.number) : 0;
  return {
    ...found,
    lang,
    facts: own.facts,
    source: { lang: own.lang, number: own.revision.number, follows: followed?.number ?? null, behind },
    ofSource: { sectionId: own.sectionId, content: own.content },
  };
}

/** Finds the row of an engine key; `key` is the section itself, or the one that it translates. */
async function findByKey(
  slug: string,
  key: SectionKey,
  name: string,
  on: Queryable,
): Promise<(SectionInProfile & { followsId: string | null }) | null> {
  const [row] = await on
    .select({
      iso2: profile.iso2,
      ...PROFILE_NAMES,
      sectionId: section.id,
      protection: PROTECTION,
      language: section.language,
      id: revision.id,
      number: revision.number,
      createdAt: revision.createdAt,
      byToken: revision.byToken,
      summary: SHOWN_SUMMARY,
      content: revision.content,
      followsId: revision.followsId,
      label: revision.label,
    })
    .from(profile)
    .leftJoin(section, and(eq(section.pageId, profile.pageId), eq(section.key, name)))
    .leftJoin(revision, eq(revision.id, section.currentRevisionId))
    .where(eq(profile.slug, slug));
  if (!row) return null;
  const { id, number, createdAt, summary, byToken } = row;
  const isWritten = id !== null && number !== null && createdAt !== null && summary !== null;
  const content = contentOf(kindOf(key), isWritten ? { content: row.content } : null);
  return {
    slug,
    section: key,
    lang: row.language ?? DEFAULT_CONTENT_LANGUAGE,
    family: sectionOf(key).family,
    content,
    revision: isWritten ? { id, number, createdAt, summary, byToken: byToken === true } : null,
    label: row.label,
    source: null,
    names: { en: row.en, fr: row.fr, ar: row.ar },
    facts: factsOf(key, row.iso2, row.protection),
    sectionId: row.sectionId,
    followsId: row.followsId,
    ofSource: { sectionId: row.sectionId, content },
  };
}
