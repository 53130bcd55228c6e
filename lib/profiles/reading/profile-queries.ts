import { and, asc, eq, sql } from "drizzle-orm";
import { alias } from "drizzle-orm/pg-core";
import { db, type Queryable } from "@/db/client";
import { member } from "@/db/schema/accounts";
import { profile, profileAlias, profileRecord, projectParticipation } from "@/db/schema/profiles";
import { revision, section } from "@/db/schema/revisions";
import { kindOf } from "@/lib/kinds";
import { isSectionKey, SECTION_KEYS, type SectionKey } from "@/lib/profiles/model";
import { contentOf } from "@/lib/revisions/contents";
import { fold } from "./directory/model";
import type { Participation, ProfileHead, ProfilePage, SectionDiff, SectionState } from "./model";
import { authorOf } from "./revision-lines";

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
  const folded = new Map(names.map((name) => [name, fold(name).replaceAll(" ", "-")]));
  const slugs = sql.param([...folded.values()]);
  const codes = sql.param([...folded.values()].map((name) => name.toUpperCase()));
  const found = await on.execute<{ name: string; iso2: string }>(sql`
    select unnest(array[${profile.slug}, lower(${profile.iso2}), lower(${profile.iso3})]) as name, ${profile.iso2} as iso2
      from ${profile}
      where ${profile.slug} = any(${slugs}) or ${profile.iso2} = any(${codes}) or ${profile.iso3} = any(${codes})
    union all
    select ${profileAlias.alias}, ${profile.iso2} from ${profileAlias}
      join ${profile} on ${profile.pageId} = ${profileAlias.pageId} where ${profileAlias.alias} = any(${slugs})`);
  const codeOf = new Map(found.rows.map(({ name, iso2 }) => [name, iso2]));
  return new Map(
    [...folded].flatMap(([name, key]) => {
      const code = codeOf.get(key);
      return code === undefined ? [] : [[name, code] as const];
    }),
  );
}

/** A profile with every section as it stands now; null when there is none of this slug. */
export async function findProfilePage(slug: string, on: Queryable = db()): Promise<ProfilePage | null> {
  const head = await findProfileHead(slug, on);
  return head && readPage(head, on, eq(revision.id, section.currentRevisionId));
}

/** A profile with every section as it stood after the revision of a number. Which number that is, is the caller's to check. */
export async function findProfileAfter(
  slug: string,
  number: number,
  on: Queryable = db(),
): Promise<ProfilePage | null> {
  const head = await findProfileHead(slug, on);
  return head && readPage(head, on, eq(revision.id, standingAfter(number)));
}

/** The id of a section's newest revision up to a number that ever stood alone. */
function standingAfter(number: number) {
  return sql`(select r.id from revision r where r.section_id = ${section.id} and r.number <= ${number}
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
    .select({ key: section.key, before: before.content, after: after.content })
    .from(section)
    .leftJoin(before, eq(before.id, standingAfter(from)))
    .leftJoin(after, eq(after.id, standingAfter(to)))
    .where(and(eq(section.pageId, pageId), sql`${before.id} is distinct from ${after.id}`));
  return SECTION_KEYS.flatMap((key) => {
    const row = rows.find((one) => one.key === key);
    if (!row) return [];
    const kind = kindOf(key);
    const read = (content: unknown) => contentOf(kind, content === null ? null : { content });
    const diff = kind.diff(read(row.before), read(row.after));
    // What was changed and changed back is no difference.
    return diff.size.passages > 0 ? [{ key, diff }] : [];
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

async function readPage(
  head: ProfileHead,
  on: Queryable,
  which: ReturnType<typeof eq>,
): Promise<ProfilePage> {
  const [rows, participations] = await Promise.all([
    listSections(head.pageId, on, which),
    listParticipations(head.pageId, on),
  ]);
  const sections: Partial<Record<SectionKey, SectionState>> = {};
  for (const row of rows) {
    if (!isSectionKey(row.key)) continue;
    sections[row.key] = stateOf(row.key, row);
  }
  return { head, sections, participations, revision: Math.max(0, ...rows.map((row) => row.number)) };
}

const SECTION = {
  key: section.key,
  content: revision.content,
  number: revision.number,
  createdAt: revision.createdAt,
  authorId: revision.authorId,
  handle: member.handle,
  displayName: member.displayName,
  authorState: member.state,
} as const;

type SectionRow = Awaited<ReturnType<typeof listSections>>[number];

function listSections(pageId: string, on: Queryable, which: ReturnType<typeof eq>) {
  return on
    .select(SECTION)
    .from(section)
    .innerJoin(revision, which)
    .leftJoin(member, eq(member.id, revision.authorId))
    .where(eq(section.pageId, pageId));
}

function stateOf(key: SectionKey, row: Omit<SectionRow, "key">): SectionState {
  const kind = kindOf(key);
  const content = contentOf(kind, row);
  return {
    key,
    content,
    isEmpty: kind.isEmpty(content),
    revision: { number: row.number, createdAt: row.createdAt, author: authorOf(row) },
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
