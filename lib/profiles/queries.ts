import { and, asc, eq } from "drizzle-orm";
import { db, type Queryable } from "@/db/client";
import { profile, profileRecord } from "@/db/schema/profiles";
import { revision, section } from "@/db/schema/revisions";
import type { Actor } from "@/lib/core/actor";
import { DomainError } from "@/lib/core/errors";
import { can, type SectionFacts } from "@/lib/core/policy";
import { kindOf } from "@/lib/kinds";
import { contentOf } from "@/lib/revisions/contents";
import { type Draft, type DraftLine, findDraftOf, listDraftsOf } from "@/lib/revisions/draft";
import { listOthers, type Present } from "@/lib/revisions/presence";
import type { SourceRecord } from "./kinds/sources";
import { isSectionKey, type SectionKey, sectionOf } from "./model";

/** Names of a country or area in the languages of the interface. */
export interface ProfileNames {
  en: string;
  fr: string;
  ar: string;
}

/** A section as it stands. */
export interface SectionView {
  slug: string;
  section: SectionKey;
  family: "prose" | "records";
  content: unknown;
  /** Null while nobody has written it. */
  revision: { id: string; number: number; createdAt: Date; summary: string } | null;
}

interface SectionInProfile extends SectionView {
  names: ProfileNames;
  facts: SectionFacts;
  sectionId: string | null;
}

/** A section of a profile as readers see it; null when there is no such profile. */
export async function findSection(
  slug: string,
  key: SectionKey,
  on: Queryable = db(),
): Promise<SectionView | null> {
  const found = await findInProfile(slug, key, on);
  if (!found) return null;
  const { names: _names, facts: _facts, sectionId: _id, ...view } = found;
  return view;
}

async function findInProfile(slug: string, key: SectionKey, on: Queryable): Promise<SectionInProfile | null> {
  const [row] = await on
    .select({
      iso2: profile.iso2,
      en: profile.nameEn,
      fr: profile.nameFr,
      ar: profile.nameAr,
      sectionId: section.id,
      isLocked: section.isLocked,
      id: revision.id,
      number: revision.number,
      createdAt: revision.createdAt,
      summary: revision.summary,
      content: revision.content,
    })
    .from(profile)
    .leftJoin(section, and(eq(section.pageId, profile.pageId), eq(section.key, key)))
    .leftJoin(revision, eq(revision.id, section.currentRevisionId))
    .where(eq(profile.slug, slug));
  if (!row) return null;
  const { id, number, createdAt, summary } = row;
  const isWritten = id !== null && number !== null && createdAt !== null && summary !== null;
  return {
    slug,
    section: key,
    family: sectionOf(key).family,
    content: contentOf(kindOf(key), isWritten ? { content: row.content } : null),
    revision: isWritten ? { id, number, createdAt, summary } : null,
    names: { en: row.en, fr: row.fr, ar: row.ar },
    facts: { country: row.iso2, isLocked: row.isLocked ?? false },
    sectionId: row.sectionId,
  };
}

/** Everything that an editor of a section starts from. */
export interface SectionForEdit extends SectionView {
  names: ProfileNames;
  /** The member's own unfinished text, if one waits. */
  draft: Draft | null;
  /** What the profile's sections may cite, for the citation picker. */
  sources: SourceRecord[];
  others: Present[];
}

/**
 * A section with what its editor needs. Throws `not_found`; `unauthenticated` or `forbidden` when the actor may not
 * edit it, before anything was typed.
 */
export async function findSectionForEdit(
  actor: Actor | null,
  slug: string,
  key: SectionKey,
  on: Queryable = db(),
): Promise<SectionForEdit> {
  const found = await findInProfile(slug, key, on);
  if (!found) throw new DomainError("not_found", "profile");
  const { facts, sectionId, ...view } = found;
  if (!actor) throw new DomainError("unauthenticated", "sign_in");
  if (!can(actor, "section.edit", facts))
    throw new DomainError("forbidden", "section_edit", { dormant: actor.dormantRoles });
  const [draft, sources, others] = await Promise.all([
    sectionId ? findDraftOf(actor.id, sectionId, on) : null,
    findSection(slug, "sources", on),
    sectionId ? listOthers(actor.id, sectionId, new Date(), on) : [],
  ]);
  const records = (sources?.content as { records: SourceRecord[] } | undefined)?.records ?? [];
  return { ...view, draft, sources: records, others };
}

/** Who else has the editor of a section open. Throws `unauthenticated` to a visitor. */
export async function listPresent(
  actor: Actor | null,
  slug: string,
  key: SectionKey,
  on: Queryable = db(),
): Promise<Present[]> {
  if (!actor) throw new DomainError("unauthenticated", "sign_in");
  const sectionId = await findSectionId(slug, key, on);
  return sectionId ? listOthers(actor.id, sectionId, new Date(), on) : [];
}

async function findSectionId(slug: string, key: SectionKey, on: Queryable): Promise<string | null> {
  const [row] = await on
    .select({ id: section.id })
    .from(section)
    .innerJoin(profile, eq(profile.pageId, section.pageId))
    .where(and(eq(profile.slug, slug), eq(section.key, key)));
  return row?.id ?? null;
}

/** The own draft of a section, or null. Throws `unauthenticated` to a visitor. */
export async function findDraft(
  actor: Actor | null,
  slug: string,
  key: SectionKey,
  on: Queryable = db(),
): Promise<Draft | null> {
  if (!actor) throw new DomainError("unauthenticated", "sign_in");
  const sectionId = await findSectionId(slug, key, on);
  return sectionId ? findDraftOf(actor.id, sectionId, on) : null;
}

/** A draft of a profile's section, as its author's list shows it. */
export interface ProfileDraftLine extends Omit<DraftLine, "section" | "pageKind"> {
  section: SectionKey;
  names: ProfileNames;
}

/** The own drafts in profiles, the last touched first. Throws `unauthenticated` to a visitor. */
export async function listDrafts(actor: Actor | null, on: Queryable = db()): Promise<ProfileDraftLine[]> {
  if (!actor) throw new DomainError("unauthenticated", "sign_in");
  const [drafts, names] = await Promise.all([listDraftsOf(actor.id, on), namesBySlug(on)]);
  return drafts.flatMap(({ pageKind, section: key, ...line }) => {
    const own = names.get(line.slug);
    return pageKind === "profile" && own && isSectionKey(key) ? [{ ...line, section: key, names: own }] : [];
  });
}

async function namesBySlug(on: Queryable): Promise<Map<string, ProfileNames>> {
  const rows = await on
    .select({ slug: profile.slug, en: profile.nameEn, fr: profile.nameFr, ar: profile.nameAr })
    .from(profile);
  return new Map(rows.map(({ slug, ...names }) => [slug, names]));
}

/** How many sources a picker is offered at once. */
const SOURCES_OFFERED = 50;

/**
 * Sources of a profile that hold every word of a text in title, publisher or address, in their order; at most 50. Of
 * an unknown profile, none.
 */
export async function listSources(slug: string, q: string, on: Queryable = db()): Promise<SourceRecord[]> {
  const rows = await on
    .select({ data: profileRecord.data })
    .from(profileRecord)
    .innerJoin(profile, eq(profile.pageId, profileRecord.pageId))
    .where(and(eq(profile.slug, slug), eq(profileRecord.section, "sources")))
    .orderBy(asc(profileRecord.position));
  const words = q.toLowerCase().split(/\s+/).filter(Boolean);
  return rows
    .map((row) => row.data as SourceRecord)
    .filter((one) => {
      const text = `${one.title} ${one.publisher ?? ""} ${one.url ?? ""} ${one.id}`.toLowerCase();
      return words.every((word) => text.includes(word));
    })
    .slice(0, SOURCES_OFFERED);
}
