import { and, asc, eq, ne, sql } from "drizzle-orm";
import { db, type Queryable } from "@/db/client";
import { profile, profileRecord } from "@/db/schema/profiles";
import type { Actor } from "@/lib/core/actor";
import { DomainError } from "@/lib/core/errors";
import { PROFILE_NAMES } from "@/lib/profiles/names";
import {
  type Draft,
  type DraftLine,
  findDraftOf,
  listDraftsOf,
  listOthers,
  type Present,
} from "@/lib/revisions";
import { readUrl } from "@/lib/text/href";
import type { SourceRecord } from "./kinds/sources";
import { partOf, type SectionKey } from "./model";
import { findInProfile, type InLanguage, type ProfileNames } from "./section-queries";

/** Lists who else has the editor of a section open. Throws `unauthenticated` for visitors. */
export async function listPresent(
  actor: Actor | null,
  slug: string,
  key: SectionKey,
  { lang, on = db() }: InLanguage = {},
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
  { lang, on = db() }: InLanguage = {},
): Promise<Draft | null> {
  if (!actor) throw new DomainError("unauthenticated", "sign_in");
  const sectionId = (await findInProfile(slug, key, on, lang))?.sectionId;
  return sectionId ? findDraftOf(actor.id, sectionId, on) : null;
}

/** A draft of a profile's section, as its author's list shows it. */
export interface ProfileDraftLine extends Omit<DraftLine, "section" | "pageKind"> {
  section: SectionKey;
  /** Language of a translation. */
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

/** Most sources offered by the picker. */
const SOURCES_OFFERED = 50;

/**
 * Lists sources of a profile that contain every word of a text in title, publisher, address or id, in their
 * order; at most 50. Returns none for an unknown profile.
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

/** A source of another profile, with the profile. */
export type SourceElsewhere = SourceRecord & { profile: ProfileNames & { slug: string } };

/** Most sources of other profiles that are offered, and the rows from which they are chosen. */
const ELSEWHERE = { offered: 5, read: 100 };
/** The shortest text that is searched, in characters, and the most words of one. */
const SHORTEST = 3;
const MOST_WORDS = 12;

/** SQL: the words of a source's title, as `profile_record_source_words` has them. */
const TITLE_WORDS = sql`to_tsvector('simple', ${profileRecord.title})`;

/** SQL: a title with a word that begins with each of these; they are letters and digits only. */
const hasWords = (words: readonly string[]) =>
  sql`${TITLE_WORDS} @@ ${words.map((word) => `'${word}':*`).join(" & ")}::tsquery`;

/**
 * Lists sources of other profiles that have an address, or else a title with a word that begins with each word of a
 * text: the shortest titles first, each source once, at most 5.
 */
export async function listSourcesElsewhere(
  slug: string,
  q: string,
  on: Queryable = db(),
): Promise<SourceElsewhere[]> {
  const text = q.trim();
  if (text.length < SHORTEST) return [];
  const url = readUrl(text);
  const words = (text.toLowerCase().match(/[\p{L}\p{M}\p{N}]+/gu) ?? []).slice(0, MOST_WORDS);
  if (url === null && words.length === 0) return [];
  const isWanted = url === null ? hasWords(words) : eq(sql`${profileRecord.data} ->> 'url'`, url);
  const rows = await on
    .select({ data: profileRecord.data, slug: profile.slug, ...PROFILE_NAMES })
    .from(profileRecord)
    .innerJoin(profile, eq(profile.pageId, profileRecord.pageId))
    // The section is written out: a value of the statement would hide from the planner which index has it.
    .where(and(sql`${profileRecord.section} = 'sources'`, ne(profile.slug, slug), isWanted))
    .orderBy(asc(sql`length(${profileRecord.title})`), asc(profileRecord.title), asc(profile.slug))
    .limit(ELSEWHERE.read);
  const found = new Map<string, SourceElsewhere>();
  for (const { data, ...place } of rows) {
    const source = data as SourceRecord;
    const key = source.url ?? source.title.toLowerCase();
    if (!found.has(key)) found.set(key, { ...source, profile: place });
  }
  return [...found.values()].slice(0, ELSEWHERE.offered);
}
