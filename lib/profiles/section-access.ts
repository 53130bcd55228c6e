import { and, eq, type SQL } from "drizzle-orm";
import type { Queryable, Tx } from "@/db/client";
import { profile } from "@/db/schema/profiles";
import { page, revision, section } from "@/db/schema/revisions";
import { DomainError, invalidFields } from "@/lib/core/errors";
import type { SectionFacts } from "@/lib/core/policy";
import { DEFAULT_CONTENT_LANGUAGE } from "@/lib/i18n/content-languages";
import { kindOf } from "@/lib/profiles/kinds";
import {
  ensureSectionRow,
  type Kinds,
  lockSections,
  readRevisionByNumber,
  SECTION_ROW,
  type SectionRow,
  SOURCES,
  type StoredRevision,
  writeLanguage,
} from "@/lib/revisions";
import { partOf, type SectionKey, sectionOf, translationKey } from "./model";

/** A section of a profile, with the facts that the policy needs. */
export interface ProfileSection {
  section: SectionRow;
  facts: SectionFacts;
  /** Language it is written in. */
  language: string;
  /** For a translation: its source section. */
  source: SectionRow | null;
}

/** Returns the kind of a profile's section by the engine's key; a translation has its source's kind. */
export const profileKinds: Kinds = (key) => {
  const part = partOf(key);
  if (!part) throw new Error(`a profile has no section ${key}`);
  return kindOf(part.section);
};

/** Returns the facts about a section that the policy needs. */
export function factsOf(key: string, country: string, protection: SectionFacts["protection"]): SectionFacts {
  const part = partOf(key);
  return {
    country,
    protection,
    needsSecond: part !== null && (sectionOf(part.section).needsSecond ?? false),
  };
}

/**
 * Loads a section for writing, and creates it if the profile has none yet. With another language than its own:
 * its translation. But an unwritten section is the same in all languages: its first author chooses its language
 * (`claimLanguage`). Throws `not_found` for an unknown profile, `invalid` for a translation of records.
 */
export async function loadSection(
  tx: Tx,
  slug: string,
  key: SectionKey,
  language?: string,
): Promise<ProfileSection> {
  const source = await findOrMake(tx, slug, key);
  if (language === undefined || language === source.language) return source;
  if (sectionOf(key).family !== "prose") throw invalidFields({ lang: ["choose"] });
  if (!source.section.currentRevisionId) return source;
  const name = translationKey(key, language);
  if (!partOf(name)) throw invalidFields({ lang: ["choose"] });
  const own = await findOrMake(tx, slug, name, language);
  // Translations are restricted like their source.
  return { ...own, facts: source.facts, source: source.section };
}

/**
 * Sets the language of an unwritten section. Throws `conflict` if a first text in another language is
 * pending.
 */
export async function claimLanguage(tx: Tx, one: ProfileSection, language: string): Promise<void> {
  if (one.language === language || one.section.currentRevisionId) return;
  // Loaded in the order in which the engine locks them: it also locks the sources if the text cites any.
  const sources = await ensureSectionRow(tx, { ...one.section, key: SOURCES });
  await lockSections(
    tx,
    [one.section, ...(sources ? [sources] : [])].map(({ id }) => ({ id, to: "write" })),
  );
  const isBegun = await tx.$count(
    revision,
    and(eq(revision.sectionId, one.section.id), eq(revision.state, "pending")),
  );
  if (isBegun > 0) throw new DomainError("conflict", "other_language", { language: one.language });
  const kept = language === DEFAULT_CONTENT_LANGUAGE ? null : language;
  await writeLanguage(tx, one.section.id, kept);
}

async function findOrMake(tx: Tx, slug: string, key: string, language?: string): Promise<ProfileSection> {
  const found = await findSectionWithFacts(tx, and(eq(profile.slug, slug), eq(section.key, key)));
  if (found) return found;
  const made = await ensureSectionRow(tx, {
    pageKind: "profile",
    slug,
    key,
    ...(language ? { language } : {}),
  });
  const added = made && (await findSectionWithFacts(tx, eq(section.id, made.id)));
  if (!added) throw new DomainError("not_found", "profile");
  return added;
}

async function findSectionWithFacts(tx: Queryable, where: SQL | undefined): Promise<ProfileSection | null> {
  const [row] = await tx
    .select({ ...SECTION_ROW, country: profile.iso2, language: section.language })
    .from(section)
    .innerJoin(page, eq(page.id, section.pageId))
    .innerJoin(profile, eq(profile.pageId, section.pageId))
    .where(where);
  if (!row) return null;
  const { country, language, ...own } = row;
  return {
    section: own,
    facts: factsOf(own.key, country, own.protection),
    language: language ?? DEFAULT_CONTENT_LANGUAGE,
    source: null,
  };
}

/** Finds the source section of a translation; null for a source. */
async function findSource(tx: Queryable, one: ProfileSection): Promise<ProfileSection | null> {
  const part = partOf(one.section.key);
  if (!part || part.language === null) return null;
  return findSectionWithFacts(tx, and(eq(section.pageId, one.section.pageId), eq(section.key, part.section)));
}

/** Loads a revision of a profile by its number, with its section. Throws `not_found` if there is none. */
export async function loadRevision(
  tx: Queryable,
  slug: string,
  number: number,
): Promise<ProfileSection & { revision: StoredRevision }> {
  const [owner] = await tx.select({ pageId: profile.pageId }).from(profile).where(eq(profile.slug, slug));
  const found = owner ? await readRevisionByNumber(tx, owner.pageId, number) : null;
  const own = found && (await findSectionWithFacts(tx, eq(section.id, found.sectionId)));
  if (!found || !own) throw new DomainError("not_found", "revision");
  const source = await findSource(tx, own);
  return {
    ...own,
    ...(source ? { facts: source.facts, source: source.section } : {}),
    revision: found,
  };
}
