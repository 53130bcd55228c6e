import { and, asc, desc, eq, inArray } from "drizzle-orm";
import { db, type Queryable } from "@/db/client";
import { profile, profileRecord } from "@/db/schema/profiles";
import { revision, section, type TextLabel } from "@/db/schema/revisions";
import type { Actor } from "@/lib/core/actor";
import { DomainError, invalidFields } from "@/lib/core/errors";
import { can, type SectionFacts } from "@/lib/core/policy";
import { DEFAULT_CONTENT_LANGUAGE } from "@/lib/i18n/content-languages";
import { kindOf } from "@/lib/profiles/kinds";
import { PROFILE_NAMES } from "@/lib/profiles/names";
import {
  contentOf,
  countStandingSince,
  type Draft,
  type DraftLine,
  findCompanion,
  findDraftOf,
  findOtherClaim,
  listDraftsOf,
  listOthers,
  PROTECTION,
  type Present,
  publishedBase,
  readRevision,
  readRevisionByNumber,
  SHOWN_SUMMARY,
  type StoredRevision,
} from "@/lib/revisions";
import type { Content } from "@/lib/text/nodes";
import type { SourceRecord } from "./kinds/sources";
import { partOf, type SectionKey, sectionOf, translationKey } from "./model";
import { needsSecondInPart } from "./second-person";
import { factsOf } from "./section-access";

/** Names of a country or area in the languages of the interface. */
export interface ProfileNames {
  en: string;
  fr: string;
  ar: string;
}

/** A section as it stands, in one language. */
export interface SectionView {
  slug: string;
  section: SectionKey;
  /** What it is written in (BCP 47). */
  lang: string;
  family: "prose" | "records";
  content: unknown;
  /** Null while nobody has written it. */
  revision: { id: string; number: number; createdAt: Date; summary: string; byToken: boolean } | null;
  /** What its words are, where somebody said; the community's where nobody did. */
  label: TextLabel | null;
  /** Of a translation: its source as it stands, and the revision of it that the translation follows. */
  source: { lang: string; number: number; follows: number | null; behind: number } | null;
}

interface SectionInProfile extends SectionView {
  names: ProfileNames;
  facts: SectionFacts;
  sectionId: string | null;
  /** The section that it translates, or itself. */
  ofSource: { sectionId: string | null; content: unknown };
}

/**
 * A section of a profile as readers see it, by default in the language of its source; null when there is no such
 * profile. What nobody has written yet is one section in all languages. Throws `invalid` for a language that records
 * are asked for in.
 */
export async function findSection(
  slug: string,
  key: SectionKey,
  on: Queryable = db(),
  lang?: string,
): Promise<SectionView | null> {
  const found = await findInProfile(slug, key, on, lang);
  if (!found) return null;
  return viewOf(found);
}

/** What anybody may have of it. */
function viewOf(found: SectionInProfile): SectionView {
  const { slug, section: key, lang, family, content, revision: own, label, source } = found;
  return { slug, section: key, lang, family, content, revision: own, label, source };
}

async function findInProfile(
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

/** What is kept under one of the engine's keys; `key` is the section that it is, or that it translates. */
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

/** An edit that waits, as its editor is told of it. */
export interface WaitingText {
  number: number;
  createdAt: Date;
  isOwn: boolean;
  /** Whether it waits no more, and is begun again. */
  isEnded: boolean;
  summary: string;
  /** Where the section moved on since: from which revision (0: from nothing) to which. */
  moved: { from: number; to: number } | null;
  /** Who else has taken it to decide on it. */
  claim: { displayName: string; at: Date } | null;
}

/** Everything that an editor of a section starts from. */
export interface SectionForEdit extends SectionView {
  names: ProfileNames;
  /** The member's own unfinished text, if one waits. */
  draft: Draft | null;
  /** What the content is instead of the text that stands: an own edit that waits, or one that is being accepted. */
  waiting: WaitingText | null;
  /** Whether what is saved is published at once. */
  isPublishedAtOnce: boolean;
  /** Whether that is because each change here needs a second person, whoever makes it. */
  needsSecond: boolean;
  /** Whether some of what it holds needs one, and the rest does not. */
  needsSecondInPart: boolean;
  /** What the profile's sections may cite, for the citation picker. */
  sources: SourceRecord[];
  others: Present[];
  /** Of a translation: its source as it stands, and as it was when the translation last said the same. */
  original: { content: Content; followed: Content | null } | null;
  /** Whether the actor may say that a text is official. */
  mayVouch: boolean;
}

/**
 * A section with what its editor needs. An own edit that waits is gone on with; with `accepts`, the content is somebody
 * else's that waits; with `again`, an own one that was not accepted or was taken back. Throws `not_found`, also for an
 * edit that waits no more; `unauthenticated` or `forbidden` when the
 * actor may not edit it, before anything was typed.
 */
export async function findSectionForEdit(
  actor: Actor | null,
  slug: string,
  key: SectionKey,
  on: Queryable = db(),
  lang?: string,
  accepts?: number,
  again?: number,
): Promise<SectionForEdit> {
  const found = await findInProfile(slug, key, on, lang);
  if (!found) throw new DomainError("not_found", "profile");
  const { facts, sectionId, ofSource, names } = found;
  const view = viewOf(found);
  if (!actor) throw new DomainError("unauthenticated", "sign_in");
  if (!can(actor, "section.edit", facts))
    throw new DomainError("forbidden", "section_edit", { dormant: actor.dormantRoles });
  const waiting = await findWaiting(actor, found, on, { accepts, again });
  if (again !== undefined && !waiting) throw new DomainError("not_found", "revision");
  if (accepts !== undefined && (!waiting || !can(actor, "section.publish", facts)))
    throw new DomainError("not_found", "revision");
  const [draft, sources, others] = await Promise.all([
    // A draft begun from another text is no part of somebody else's edit.
    sectionId && accepts === undefined ? findDraftOf(actor.id, sectionId, on) : null,
    findSection(slug, "sources", on),
    sectionId ? listOthers(actor.id, sectionId, new Date(), on) : [],
  ]);
  const records = (sources?.content as { records: SourceRecord[] } | undefined)?.records ?? [];
  const original = view.source && {
    content: ofSource.content as Content,
    followed: await findFollowed(view, on),
  };
  return {
    ...view,
    content: waiting?.content ?? view.content,
    names,
    draft,
    sources: [...records, ...(waiting?.sources ?? [])],
    others,
    original,
    mayVouch: can(actor, "text.vouch", facts),
    waiting: waiting?.line ?? null,
    isPublishedAtOnce: can(actor, "section.publish", facts),
    needsSecond: facts.needsSecond,
    needsSecondInPart: needsSecondInPart(key),
  };
}

async function findFollowed(
  { slug, section: key, source }: SectionView,
  on: Queryable,
): Promise<Content | null> {
  if (!source || source.follows === null) return null;
  const [own] = await on.select({ pageId: profile.pageId }).from(profile).where(eq(profile.slug, slug));
  const followed = own && (await readRevisionByNumber(on, own.pageId, source.follows));
  return followed && !followed.isHidden ? (contentOf(kindOf(key), followed) as Content) : null;
}

/**
 * The newest own edit of a section that waits, or the one that is to be accepted or begun again; with the sources that
 * it brings.
 */
async function findWaiting(
  actor: Actor,
  found: SectionInProfile,
  on: Queryable,
  { accepts, again }: { accepts: number | undefined; again: number | undefined },
) {
  if (!found.sectionId) return null;
  const { country } = found.facts;
  const [row] = await on
    .select({ id: revision.id, authorId: revision.authorId, createdAt: revision.createdAt })
    .from(revision)
    .where(
      and(
        eq(revision.sectionId, found.sectionId),
        inArray(revision.state, again === undefined ? ["pending"] : ["rejected", "withdrawn"]),
        accepts === undefined ? eq(revision.authorId, actor.id) : eq(revision.number, accepts),
        again === undefined ? undefined : eq(revision.number, again),
      ),
    )
    .orderBy(desc(revision.number))
    .limit(1);
  const stored = row ? await readRevision(on, row.id) : null;
  if (!row || !stored || stored.isHidden) return null;
  const { authorId } = row;
  if (accepts !== undefined && !can(actor, "revision.review", { country, authorId })) return null;
  const companion = await findCompanion(on, stored);
  const standing = await findSection(found.slug, "sources", on);
  const { records } = (standing?.content ?? { records: [] }) as { records: SourceRecord[] };
  const known = new Set(records.map(({ id }) => id));
  const brought = (contentOf(kindOf("sources"), companion) as { records: SourceRecord[] }).records;
  const { number, summary } = stored;
  return {
    content: contentOf(kindOf(found.section), stored),
    sources: brought.filter(({ id }) => !known.has(id)),
    line: {
      number,
      summary,
      createdAt: row.createdAt,
      isOwn: authorId === actor.id,
      isEnded: again !== undefined,
      moved: await findMove(found, stored, on),
      claim: await findOtherClaim(on, stored.id, actor.id, new Date()),
    },
  };
}

/** From which revision of its section to which it moved on since an edit was begun; null where it did not. */
async function findMove(
  { revision: current }: SectionInProfile,
  stored: StoredRevision,
  on: Queryable,
): Promise<WaitingText["moved"]> {
  const base = await publishedBase(on, await readRevision(on, stored.baseId));
  if (!current || base?.id === current.id) return null;
  return { from: base?.number ?? 0, to: current.number };
}

/** Who else has the editor of a section open. Throws `unauthenticated` to a visitor. */
export async function listPresent(
  actor: Actor | null,
  slug: string,
  key: SectionKey,
  on: Queryable = db(),
  lang?: string,
): Promise<Present[]> {
  if (!actor) throw new DomainError("unauthenticated", "sign_in");
  const sectionId = (await findInProfile(slug, key, on, lang))?.sectionId;
  return sectionId ? listOthers(actor.id, sectionId, new Date(), on) : [];
}

/** The own draft of a section, or null. Throws `unauthenticated` to a visitor. */
export async function findDraft(
  actor: Actor | null,
  slug: string,
  key: SectionKey,
  on: Queryable = db(),
  lang?: string,
): Promise<Draft | null> {
  if (!actor) throw new DomainError("unauthenticated", "sign_in");
  const sectionId = (await findInProfile(slug, key, on, lang))?.sectionId;
  return sectionId ? findDraftOf(actor.id, sectionId, on) : null;
}

/** A draft of a profile's section, as its author's list shows it. */
export interface ProfileDraftLine extends Omit<DraftLine, "section" | "pageKind"> {
  section: SectionKey;
  /** Of a translation: its language. */
  lang: string | null;
  names: ProfileNames;
}

/** The own drafts in profiles, the last touched first. Throws `unauthenticated` to a visitor. */
export async function listDrafts(actor: Actor | null, on: Queryable = db()): Promise<ProfileDraftLine[]> {
  if (!actor) throw new DomainError("unauthenticated", "sign_in");
  const [drafts, names] = await Promise.all([listDraftsOf(actor.id, on), namesBySlug(on)]);
  return drafts.flatMap(({ pageKind, section: key, ...line }) => {
    const own = names.get(line.slug);
    const part = partOf(key);
    if (pageKind !== "profile" || !own || !part) return [];
    return [{ ...line, section: part.section, lang: part.language, names: own }];
  });
}

async function namesBySlug(on: Queryable): Promise<Map<string, ProfileNames>> {
  const rows = await on.select({ slug: profile.slug, ...PROFILE_NAMES }).from(profile);
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
