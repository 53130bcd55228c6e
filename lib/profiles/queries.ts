import { and, asc, eq, or, type SQL, sql } from "drizzle-orm";
import { db, type Queryable } from "@/db/client";
import { profile, profileRecord } from "@/db/schema/profiles";
import type { Actor } from "@/lib/core/actor";
import { DomainError } from "@/lib/core/errors";
import type { Locale } from "@/lib/i18n/locales";
import { PROFILE_NAMES } from "@/lib/profiles/names";
import {
  type Draft,
  type DraftLine,
  findDraftOf,
  listDraftsOf,
  listOthers,
  type Present,
} from "@/lib/revisions";
import { suggest } from "@/lib/search";
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

/** Most sources of other profiles that are offered. */
const OFFERED_ELSEWHERE = 5;
/** The shortest text that is searched, in characters. */
const SHORTEST = 3;

/**
 * Lists sources of other profiles that have an address, or else those that the search suggests for a title as it is
 * typed: the likeliest first, each source once, at most 5.
 */
export async function listSourcesElsewhere(
  slug: string,
  { q, lang }: { q: string; lang: Locale },
  on: Queryable = db(),
): Promise<SourceElsewhere[]> {
  const text = q.trim();
  if (text.length < SHORTEST) return [];
  const url = readUrl(text);
  const found = url === null ? await listNamed({ q: text, lang }, on) : await listAt(url, on);
  const once = new Map<string, SourceElsewhere>();
  for (const source of found) {
    const key = source.url ?? source.title.toLowerCase();
    if (source.profile.slug !== slug && !once.has(key)) once.set(key, source);
  }
  return [...once.values()].slice(0, OFFERED_ELSEWHERE);
}

/** Selects sources with their profiles. */
async function selectSources(on: Queryable, where: SQL | undefined): Promise<SourceElsewhere[]> {
  const rows = await on
    .select({ data: profileRecord.data, slug: profile.slug, ...PROFILE_NAMES })
    .from(profileRecord)
    .innerJoin(profile, eq(profile.pageId, profileRecord.pageId))
    // The section is written out: a value of the statement would hide from the planner which index has it.
    .where(and(sql`${profileRecord.section} = 'sources'`, where))
    .orderBy(asc(profile.slug), asc(profileRecord.position));
  return rows.map(({ data, ...place }) => ({ ...(data as SourceRecord), profile: place }));
}

const listAt = (url: string, on: Queryable) =>
  selectSources(on, eq(sql`${profileRecord.data} ->> 'url'`, url));

/** Lists the sources whose titles the search suggests, in its order. */
async function listNamed(query: { q: string; lang: Locale }, on: Queryable): Promise<SourceElsewhere[]> {
  const suggested = await suggest(null, query, ["source"]);
  const named = suggested.map(({ label, href }) => ({ title: label, slug: slugIn(href) }));
  if (named.length === 0) return [];
  const rows = await selectSources(
    on,
    or(...named.map(({ title, slug }) => and(eq(profile.slug, slug), eq(profileRecord.title, title)))),
  );
  return named.flatMap((one) =>
    rows.filter(({ title, profile: { slug } }) => title === one.title && slug === one.slug),
  );
}

/** Returns the profile that an address of the search is in: the last part of its path. */
const slugIn = (href: string): string => href.split("#")[0]?.split("/").at(-1) ?? "";
