import { and, asc, desc, eq, not, sql } from "drizzle-orm";
import { alias } from "drizzle-orm/pg-core";
import { db, type Queryable } from "@/db/client";
import { member } from "@/db/schema/accounts";
import { profile, profileAlias, profileRecord, projectParticipation } from "@/db/schema/profiles";
import { revision, section } from "@/db/schema/revisions";
import { subselect } from "@/db/subselect";
import { DEFAULT_CONTENT_LANGUAGE } from "@/lib/i18n/content-languages";
import { authorOf } from "@/lib/pages";
import { listProtections } from "@/lib/pages/moderation";
import { listFreshness } from "@/lib/profiles/freshness";
import { kindOf } from "@/lib/profiles/kinds";
import { listBroken } from "@/lib/profiles/links";
import { isSectionKey, partOf, SECTION_KEYS, type SectionKey, translationKey } from "@/lib/profiles/model";
import { contentOf, isAuthorHidden, isTextHidden } from "@/lib/revisions";
import { takeHash } from "@/lib/text/hash";
import { fold } from "./directory/model";
import type { Participation, ProfileHead, ProfilePage, SectionDiff, SectionState } from "./model";
import { contentIn, translationState, versionsOf } from "./translation-states";

const before = alias(revision, "before");
const after = alias(revision, "after");

/** What is fixed about a country or area, by its slug; null when there is none. */
export async function findProfileHead(slug: string, on: Queryable = db()): Promise<ProfileHead | null> {
  const [row] = await on
    .select({
      pageId: profile.pageId,
      slug: profile.slug,
      iso2: profile.iso2,
      iso3: profile.iso3,
      nameEn: profile.nameEn,
      nameFr: profile.nameFr,
      nameAr: profile.nameAr,
      region: profile.region,
      subregion: profile.subregion,
      isUnMember: profile.isUnMember,
      isCoeMember: profile.isCoeMember,
      designation: profile.designation,
      languages: profile.languages,
    })
    .from(profile)
    .where(eq(profile.slug, slug));
  if (!row) return null;
  const { nameEn, nameFr, nameAr, ...rest } = row;
  return { ...rest, names: { en: nameEn, fr: nameFr, ar: nameAr } };
}

/**
 * The slug that some other name stands for: an ISO code in any case, a former or short name, the slug with other
 * letters. Null when nothing is called so, or when it is the slug itself.
 */
export async function findSlugOf(name: string, on: Queryable = db()): Promise<string | null> {
  const folded = fold(name).replaceAll(" ", "-");
  // One look by each index; as conditions joined by "or" over both tables they would read every name there is.
  const code = folded.toUpperCase();
  const found = await on.execute<{ slug: string }>(sql`
    select ${profile.slug} from ${profile}
      where ${profile.slug} = ${folded} or ${profile.iso2} = ${code} or ${profile.iso3} = ${code}
    union all
    select ${profile.slug} from ${profileAlias}
      join ${profile} on ${profile.pageId} = ${profileAlias.pageId} where ${profileAlias.alias} = ${folded}
    limit 1`);
  const row = found.rows[0];
  return row && row.slug !== name ? row.slug : null;
}

/**
 * The codes (ISO 3166-1 alpha-2) of countries and areas by what somebody calls them: a code in any case, the slug, a
 * former or short name. What nothing is called by is absent.
 */
export async function findCountryCodes(
  names: readonly string[],
  on: Queryable = db(),
): Promise<ReadonlyMap<string, string>> {
  return new Map([...(await findNamed(names, on))].map(([name, { iso2 }]) => [name, iso2]));
}

/** The slugs of profiles by the same names; a slug stands for itself. */
export async function findSlugsOf(
  names: readonly string[],
  on: Queryable = db(),
): Promise<ReadonlyMap<string, string>> {
  return new Map([...(await findNamed(names, on))].map(([name, { slug }]) => [name, slug]));
}

/** However many names, by one query. */
async function findNamed(
  names: readonly string[],
  on: Queryable,
): Promise<ReadonlyMap<string, { slug: string; iso2: string }>> {
  if (names.length === 0) return new Map();
  const folded = new Map(names.map((name) => [name, fold(name).replaceAll(" ", "-")]));
  const slugs = sql.param([...folded.values()]);
  const codes = sql.param([...folded.values()].map((name) => name.toUpperCase()));
  const found = await on.execute<{ name: string; slug: string; iso2: string }>(sql`
    select unnest(array[${profile.slug}, lower(${profile.iso2}), lower(${profile.iso3})]) as name,
        ${profile.slug} as slug, ${profile.iso2} as iso2
      from ${profile}
      where ${profile.slug} = any(${slugs}) or ${profile.iso2} = any(${codes}) or ${profile.iso3} = any(${codes})
    union all
    select ${profileAlias.alias}, ${profile.slug}, ${profile.iso2} from ${profileAlias}
      join ${profile} on ${profile.pageId} = ${profileAlias.pageId} where ${profileAlias.alias} = any(${slugs})`);
  const called = new Map(found.rows.map(({ name, slug, iso2 }) => [name, { slug, iso2 }]));
  return new Map(
    [...folded].flatMap(([name, key]) => {
      const one = called.get(key);
      return one === undefined ? [] : [[name, one] as const];
    }),
  );
}

/**
 * A profile with every section as it stands now, each in a language where it can be read in it, else as its source;
 * null when there is none of this slug.
 */
export async function findProfilePage(
  slug: string,
  on: Queryable = db(),
  language?: string,
): Promise<ProfilePage | null> {
  const head = await findProfileHead(slug, on);
  if (!head) return null;
  const [page, freshness, protections, brokenLinks] = await Promise.all([
    readPage(head, on, eq(revision.id, section.currentRevisionId), language),
    listFreshness(head.pageId, new Date(), on),
    listProtections(head.pageId, isSectionKey, on),
    listBroken(head.pageId, on),
  ]);
  return { ...page, freshness, protections, brokenLinks };
}

/**
 * A profile with every section as it stood after the revision of a number, each in a language where it could be read in
 * it, but for `asWritten`: that one as its source. Which number it is, is the caller's to check.
 */
export async function findProfileAfter(
  slug: string,
  number: number,
  on: Queryable = db(),
  language?: string,
  asWritten?: SectionKey,
): Promise<ProfilePage | null> {
  const head = await findProfileHead(slug, on);
  return head && readPage(head, on, eq(revision.id, standingAfter(number)), language, asWritten);
}

/** The id of a section's newest revision up to a number that ever stood alone. */
function standingAfter(number: number) {
  return subselect`(select r.id from revision r where r.section_id = ${section.id} and r.number <= ${number}
    and r.state = 'published' and r.merged_into_id is null order by r.number desc limit 1)`;
}

/**
 * The sections of a profile that differ between two of its revisions, in the order of the page. `from` 0 is before
 * anything was written.
 */
export async function listSectionDiffs(
  pageId: string,
  from: number,
  to: number,
  on: Queryable = db(),
): Promise<SectionDiff[]> {
  const rows = await on
    .select({
      key: section.key,
      language: section.language,
      before: before.content,
      after: after.content,
      isHidden: sql<boolean>`${isTextHidden(before.id)} or ${isTextHidden(after.id)}`,
    })
    .from(section)
    .leftJoin(before, eq(before.id, standingAfter(from)))
    .leftJoin(after, eq(after.id, standingAfter(to)))
    .where(and(eq(section.pageId, pageId), sql`${before.id} is distinct from ${after.id}`));
  const place = (key: string) => SECTION_KEYS.indexOf(partOf(key)?.section ?? "sources");
  return rows
    .sort((a, b) => place(a.key) - place(b.key) || (a.key < b.key ? -1 : 1))
    .flatMap((row): SectionDiff[] => {
      const part = partOf(row.key);
      if (!part) return [];
      const language = row.language ?? DEFAULT_CONTENT_LANGUAGE;
      const at = { key: row.key, section: part.section, language };
      if (row.isHidden) return [{ ...at, diff: null }];
      const kind = kindOf(part.section);
      const read = (content: unknown) => contentOf(kind, content === null ? null : { content });
      const diff = kind.diff(read(row.before), read(row.after));
      // What was changed and changed back is no difference.
      return diff.size.passages > 0 ? [{ ...at, diff }] : [];
    });
}

/** The titles of the sources that a profile lists today, by their ids. */
export async function listSourceTitles(pageId: string, on: Queryable = db()): Promise<Map<string, string>> {
  const rows = await on
    .select({ id: profileRecord.recordId, title: profileRecord.title })
    .from(profileRecord)
    .where(and(eq(profileRecord.pageId, pageId), eq(profileRecord.section, "sources")));
  return new Map(rows.map((row) => [row.id, row.title]));
}

/** How many lists of sources are looked through for one that was removed: the newest. */
const EARLIER_LISTS = 200;

/**
 * Lists the titles of sources that a profile listed once and does not any more, by their ids: as they were last. None of
 * a list that is hidden.
 */
export async function listRemovedSourceTitles(
  pageId: string,
  on: Queryable = db(),
): Promise<Map<string, string>> {
  const [today, lists] = await Promise.all([
    listSourceTitles(pageId, on),
    on
      .select({ content: revision.content })
      .from(revision)
      .innerJoin(section, eq(section.id, revision.sectionId))
      .where(
        and(
          eq(section.pageId, pageId),
          eq(section.key, "sources"),
          eq(revision.state, "published"),
          not(isTextHidden()),
        ),
      )
      .orderBy(desc(revision.number))
      .limit(EARLIER_LISTS),
  ]);
  const kind = kindOf("sources");
  const titles = new Map<string, string>();
  for (const { content } of lists) {
    const { records } = contentOf(kind, { content }) as { records: { id: string; title: string }[] };
    for (const { id, title } of records) if (!today.has(id) && !titles.has(id)) titles.set(id, title);
  }
  return titles;
}

/**
 * The titles of the sources that a profile listed after either of two of its revisions, by their ids: as the second one
 * has them. None of a list that is hidden.
 */
export async function listSourceTitlesAt(
  pageId: string,
  [first, second]: readonly [number, number],
  on: Queryable = db(),
): Promise<Map<string, string>> {
  const rows = await on
    .select({
      before: sql<unknown>`case when ${isTextHidden(before.id)} then null else ${before.content} end`,
      after: sql<unknown>`case when ${isTextHidden(after.id)} then null else ${after.content} end`,
    })
    .from(section)
    .leftJoin(before, eq(before.id, standingAfter(first)))
    .leftJoin(after, eq(after.id, standingAfter(second)))
    .where(and(eq(section.pageId, pageId), eq(section.key, "sources")));
  const kind = kindOf("sources");
  const titles = new Map<string, string>();
  for (const content of rows.flatMap((row) => [row.before, row.after])) {
    if (content === null) continue;
    const { records } = contentOf(kind, { content }) as { records: { id: string; title: string }[] };
    for (const { id, title } of records) titles.set(id, title);
  }
  return titles;
}

async function readPage(
  head: ProfileHead,
  on: Queryable,
  which: ReturnType<typeof eq>,
  language: string | undefined,
  asWritten?: SectionKey,
): Promise<ProfilePage> {
  const [rows, participations] = await Promise.all([
    listSections(head.pageId, on, which, language),
    listParticipations(head.pageId, on),
  ]);
  const sections: Partial<Record<SectionKey, SectionState>> = {};
  for (const key of SECTION_KEYS) {
    const state = await stateOf(key, rows, key === asWritten ? undefined : language, on);
    if (state) sections[key] = state;
  }
  const numbers = Object.values(sections).map((one) =>
    Math.max(one.revision.number, one.translation?.number ?? 0),
  );
  return { head, sections, participations, revision: Math.max(0, ...numbers) };
}

type SectionRow = Awaited<ReturnType<typeof listSections>>[number];

function listSections(
  pageId: string,
  on: Queryable,
  which: ReturnType<typeof eq>,
  language: string | undefined,
) {
  return on
    .select({
      key: section.key,
      sectionId: section.id,
      language: section.language,
      content: contentIn(language),
      hash: revision.hash,
      isHidden: isTextHidden(),
      number: revision.number,
      revisionId: revision.id,
      createdAt: revision.createdAt,
      followsId: revision.followsId,
      label: revision.label,
      authorId: revision.authorId,
      handle: member.handle,
      displayName: member.displayName,
      authorState: member.state,
      isAuthorHidden: isAuthorHidden(),
    })
    .from(section)
    .innerJoin(revision, which)
    .leftJoin(member, eq(member.id, revision.authorId))
    .where(eq(section.pageId, pageId));
}

/** A section in a language where it can be read in it, else as its source; null while nobody has written it. */
async function stateOf(
  key: SectionKey,
  rows: readonly SectionRow[],
  language: string | undefined,
  on: Queryable,
): Promise<SectionState | null> {
  const source = rows.find((row) => row.key === key);
  const translated = language && rows.find((row) => row.key === translationKey(key, language));
  const kind = kindOf(key);
  // A translation that was emptied is one that there is no more.
  const isRead = translated && !kind.isEmpty(contentOf(kind, translated));
  const row = isRead ? translated : source;
  if (!row) return null;
  const content = contentOf(kind, row);
  // One that was lifted to a later form is not what was written.
  if (content === row.content) takeHash(row.content as object, row.hash);
  return {
    key,
    language: row.language ?? DEFAULT_CONTENT_LANGUAGE,
    content,
    isHidden: row.isHidden,
    isEmpty: kind.isEmpty(content),
    revision: { number: row.number, createdAt: row.createdAt, author: authorOf(row) },
    label: row.label,
    translation: isRead ? await translationState(key, translated, source, on) : null,
    versions: versionsOf(rows, key),
  };
}

function listParticipations(pageId: string, on: Queryable): Promise<Participation[]> {
  return on
    .select({
      project: projectParticipation.project,
      name: projectParticipation.name,
      part: projectParticipation.part,
      startMonth: projectParticipation.startMonth,
      endMonth: projectParticipation.endMonth,
      confidence: projectParticipation.confidence,
      source: projectParticipation.source,
    })
    .from(projectParticipation)
    .where(eq(projectParticipation.pageId, pageId))
    .orderBy(asc(projectParticipation.startMonth), asc(projectParticipation.name));
}
