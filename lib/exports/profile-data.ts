import { LRUCache } from "lru-cache";
import { footnotesOf, sectionReferences, sourcesOf } from "@/components/content/page-footnotes";
import { db, type Queryable } from "@/db/client";
import { env } from "@/lib/env";
import { DEFAULT_CONTENT_LANGUAGE } from "@/lib/i18n/content-languages";
import { findRevisionLine } from "@/lib/pages";
import { recordsKindOf } from "@/lib/profiles/kinds";
import { historyOf, SECTION_KEYS, type SectionKey } from "@/lib/profiles/model";
import {
  findProfileAfter,
  findProfilePage,
  type ProfilePage,
  type SectionState,
} from "@/lib/profiles/reading";
import { originalText } from "@/lib/revisions/records/wordings";
import type { AnyRecord } from "@/lib/revisions/records-fields";
import { canonicalJson } from "@/lib/text/canonical";
import { dataHash, textHash } from "@/lib/text/hash";
import { HANDLING, LICENCE, type ProfileData, type TranslationData } from "./model";

/** A profile as data, with the hash of its canonical JSON. */
export interface FoundData {
  pageId: string;
  data: ProfileData;
  /** The data as canonical JSON, computed again on each access. */
  readonly json: string;
  /** Its length in bytes. */
  jsonBytes: number;
  contentHash: string;
}

/** Caches what was computed from data, by their hash: a page is drawn more often than it changes. */
const known = new LRUCache<string, Pick<FoundData, "jsonBytes" | "contentHash">>({ max: 10_000 });

/** Returns length and hash of the canonical JSON, cached: writing it costs a tenth of drawing a page. */
function summaryOf(data: ProfileData): Pick<FoundData, "jsonBytes" | "contentHash"> {
  const key = dataHash({ ...data, sections: data.sections.map(hashed) });
  let found = known.get(key);
  if (!found) {
    const json = canonicalJson(data);
    found = { jsonBytes: Buffer.byteLength(json), contentHash: textHash(json) };
    known.set(key, found);
  }
  return found;
}

/** Replaces the content of a section by its hash, which is already known for content read from the database. */
function hashed(section: ProfileData["sections"][number]) {
  return { ...section, content: dataHash(section.content as object) };
}

/** Which texts: the current ones or those after a revision; each in a language if it is available. */
interface Which {
  number?: number | undefined;
  language?: string | undefined;
}

/**
 * Finds a profile as data: now, or after one of its published revisions; null if there is none. Each section is
 * in the requested language if available, else in its source language. Uses the queries of the pages, so that
 * it contains nothing that they do not show.
 */
export async function findProfileData(
  slug: string,
  { number, language = DEFAULT_CONTENT_LANGUAGE }: Which = {},
  on: Queryable = db(),
): Promise<FoundData | null> {
  if (number !== undefined && !(await findRevisionLine(historyOf(slug), number, on))) return null;
  const page = await readAt(slug, { number, language }, on);
  return page && foundOf(page, { number, language }, on);
}

function readAt(slug: string, { number, language }: Which, on: Queryable) {
  return number === undefined
    ? findProfilePage(slug, { language, on })
    : findProfileAfter(slug, number, { language, on });
}

/** Returns the same for a page already read in the requested language. */
export async function foundOf(
  page: ProfilePage,
  { number, language = DEFAULT_CONTENT_LANGUAGE }: Which = {},
  on: Queryable = db(),
): Promise<FoundData> {
  const hasOfficial = Object.values(page.sections).some(isBesideOfficial);
  const sources = hasOfficial ? await readAt(page.head.slug, { number }, on) : null;
  const data = dataOf(page, sources, language, env().APP_URL);
  return {
    pageId: page.head.pageId,
    data,
    get json() {
      return canonicalJson(data);
    },
    ...summaryOf(data),
  };
}

/**
 * Checks whether a section is read in an unofficial translation of an official text. The official text is then
 * included, since it prevails.
 */
function isBesideOfficial({ label, translation }: SectionState): boolean {
  return translation?.label === "official" && label !== "official";
}

function dataOf(
  page: ProfilePage,
  sources: ProfilePage | null,
  language: string,
  origin: string,
): ProfileData {
  const { pageId: _pageId, ...head } = page.head;
  const base = `${origin}/countries/${head.slug}`;
  const named = needsLanguage(page, language) ? language : null;
  const addressOf = (number: number, lang = named) =>
    number > 0 ? `${base}/revisions/${number}${lang ? `?lang=${lang}` : ""}` : base;
  const written = SECTION_KEYS.flatMap((key) => {
    const one = page.sections[key];
    return one && !one.isEmpty && !one.isHidden ? [one] : [];
  });
  const hidden = SECTION_KEYS.filter((key) => page.sections[key]?.isHidden);
  const days = Object.values(page.sections).map(({ revision }) =>
    revision.createdAt.toISOString().slice(0, 10),
  );
  const revisionOf = ({ revision: { number, createdAt } }: SectionState, lang = named) => ({
    number,
    createdAt: createdAt.toISOString(),
    address: addressOf(number, lang),
  });
  const officialOf = (one: SectionState) => {
    const text = isBesideOfficial(one) ? sources?.sections[one.key] : undefined;
    if (!text) return null;
    const own = text.language === DEFAULT_CONTENT_LANGUAGE ? null : text.language;
    const is = { language: text.language, revision: revisionOf(text, own), content: text.content };
    return text.isHidden ? { ...is, isHidden: true as const } : is;
  };
  return {
    format: "octopus-profile/1",
    site: origin,
    address: addressOf(page.revision),
    handling: HANDLING,
    licence: LICENCE,
    language,
    profile: { ...head, names: { ...head.names }, languages: [...head.languages] },
    revision: page.revision,
    asOf: days.sort().at(-1) ?? null,
    sections: written.map((one) => ({
      key: one.key,
      language: one.language,
      label: one.label,
      translation: translationOf(one),
      official: officialOf(one),
      revision: revisionOf(one),
      dataAsOf: newestDay(one),
      content: one.content,
    })),
    ...(hidden.length > 0 ? { hidden } : {}),
    sources: sourcesIn(page, sources),
    projects: page.participations.map((one) => ({ ...one })),
  };
}

/**
 * Checks whether the profile's address must name the language for its sections to be shown in it. Not for the
 * default language, unless the revision changed the source of a translated text.
 */
function needsLanguage(page: ProfilePage, language: string): boolean {
  const sections = Object.values(page.sections);
  if (language === DEFAULT_CONTENT_LANGUAGE)
    return sections.some(({ translation }) => translation?.number === page.revision);
  const isInDefault = ({ versions }: SectionState) =>
    versions.some((version) => version.language === DEFAULT_CONTENT_LANGUAGE);
  return sections.some(
    (one) => one.language === language || (one.language !== DEFAULT_CONTENT_LANGUAGE && isInDefault(one)),
  );
}

function translationOf({ translation }: SectionState): TranslationData | null {
  if (!translation) return null;
  const { language, follows, number, behind, drift } = translation;
  const old = drift && {
    changed: drift.changed,
    removed: drift.removed,
    added: drift.added.length,
    unplaced: drift.unplaced,
  };
  return { from: language, follows, source: number, behind, old };
}

/** Finds the latest as-of date of a section's records; null for prose. */
function newestDay({ key, content }: SectionState): string | null {
  if (!recordsKindOf(key)) return null;
  const days = (content as { records: AnyRecord[] }).records.flatMap(({ asOf }) =>
    typeof asOf === "string" ? [asOf] : [],
  );
  return days.sort().at(-1) ?? null;
}

/**
 * Lists the sources in the order of the page: cited ones by number, then those cited only by an official text
 * beside a translation, then the others.
 */
function sourcesIn(page: ProfilePage, sources: ProfilePage | null): ProfileData["sources"] {
  const numbers = new Map(footnotesOf(page).order.map((id, n) => [id, n + 1]));
  const listed = sourcesOf(page);
  const known = new Set(listed.map(({ id }) => id));
  const citedIn = new Map<string, string[]>();
  for (const key of SECTION_KEYS) {
    const section = page.sections[key];
    if (!section || key === "sources") continue;
    const official = isBesideOfficial(section) ? sources?.sections[key] : undefined;
    const beside = official ? citesOf(key, official, known) : [];
    for (const id of beside) numbers.set(id, numbers.get(id) ?? numbers.size + 1);
    for (const id of new Set([...citesOf(key, section, known), ...beside]))
      citedIn.set(id, [...(citedIn.get(id) ?? []), key]);
  }
  for (const { source } of page.participations)
    if (!citedIn.get(source)?.includes("projects"))
      citedIn.set(source, [...(citedIn.get(source) ?? []), "projects"]);
  const place = (id: string) => numbers.get(id) ?? Number.MAX_SAFE_INTEGER;
  return [...listed]
    .sort((a, b) => place(a.id) - place(b.id))
    .map((source) => ({
      ...source,
      note: originalText(source.note),
      number: numbers.get(source.id) ?? null,
      citedIn: citedIn.get(source.id) ?? [],
    }));
}

/** Lists the known sources that a section cites, each once. */
function citesOf(key: SectionKey, section: SectionState, known: ReadonlySet<string>): string[] {
  const cited = new Set(sectionReferences(key, section).map(({ source }) => source));
  return [...cited].filter((source) => known.has(source));
}
