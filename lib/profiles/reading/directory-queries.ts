import { and, asc, eq, inArray, isNotNull, lte, sql } from "drizzle-orm";
import { db, type Queryable } from "@/db/client";
import { sectionFreshness } from "@/db/schema/freshness";
import {
  profile,
  profileAlias,
  profileRecord,
  projectParticipation,
  treatyStatus,
} from "@/db/schema/profiles";
import { revision, section } from "@/db/schema/revisions";
import { subselect } from "@/db/subselect";
import { type DirectoryEntry, TREATIES, type Treaty, type TreatyFigures, type TreatyStatus } from "./model";
import { listStandingsOn, NO_STANDINGS, type Standings } from "./standings-on";

/** Participation in a project, not funding it or being a place of its activities. */
const PARTICIPATING = "participating";

/**
 * Every profile with its data in the directory; unsorted. With a day (ISO date), treaty statuses are those
 * at its end; all other data are today's.
 */
export async function listDirectory(
  day: string | null = null,
  on: Queryable = db(),
): Promise<DirectoryEntry[]> {
  const [profiles, overdue, standings, projects, aliases] = await Promise.all([
    listProfiles(on),
    listOverdue(new Date(), on),
    day === null ? listStandings(on) : listStandingsOn(day, on),
    on
      .select({ pageId: projectParticipation.pageId, project: projectParticipation.project })
      .from(projectParticipation)
      .where(eq(projectParticipation.part, PARTICIPATING)),
    on.select({ pageId: profileAlias.pageId, alias: profileAlias.alias }).from(profileAlias),
  ]);
  const projectsOf = collect(projects, (row) => row.project);
  const aliasesOf = collect(aliases, (row) => row.alias);
  return profiles.map((row) => ({
    slug: row.slug,
    iso2: row.iso2,
    names: { en: row.nameEn, fr: row.nameFr, ar: row.nameAr },
    region: row.region,
    designation: row.designation,
    aliases: [row.iso2, row.iso3, ...(aliasesOf.get(row.pageId) ?? [])],
    standings: standings.get(row.pageId) ?? NO_STANDINGS,
    projects: projectsOf.get(row.pageId) ?? [],
    filledSections: row.filledSections,
    overdueSections: overdue.get(row.pageId) ?? 0,
    updatedAt: row.updatedAt ? new Date(row.updatedAt) : null,
  }));
}

/** Groups rows by page. */
function collect<Row extends { pageId: string }>(
  rows: Row[],
  textOf: (row: Row) => string,
): Map<string, string[]> {
  const found = new Map<string, string[]>();
  for (const row of rows) found.set(row.pageId, [...(found.get(row.pageId) ?? []), textOf(row)]);
  return found;
}

/**
 * For a Party: whether its entry into force was still in the future on the date of its record
 * (`isBoundLater`).
 */
export const IS_BOUND_LATER = sql<boolean>`(${treatyStatus.status} = 'party'
  and coalesce(${treatyStatus.inForceOn} collate "C" > ${treatyStatus.asOf}::text, false))`;

async function listStandings(on: Queryable): Promise<Map<string, Standings>> {
  const rows = await on
    .select({
      pageId: treatyStatus.pageId,
      treaty: treatyStatus.treaty,
      status: treatyStatus.status,
      consentOn: treatyStatus.consentOn,
      inForceOn: treatyStatus.inForceOn,
      confidence: treatyStatus.confidence,
      consentConfidence: sql<string | null>`${profileRecord.data} -> 'consentOn' ->> 'confidence'`,
      inForceConfidence: sql<string | null>`${profileRecord.data} -> 'inForceOn' ->> 'confidence'`,
      isInForceLater: IS_BOUND_LATER,
    })
    .from(treatyStatus)
    .leftJoin(
      profileRecord,
      and(
        eq(profileRecord.pageId, treatyStatus.pageId),
        eq(profileRecord.section, "treaty-status"),
        eq(profileRecord.recordId, treatyStatus.recordId),
      ),
    );
  const found = new Map<string, Standings>();
  for (const { pageId, treaty, status, isInForceLater, ...rest } of rows) {
    const own = found.get(pageId) ?? { ...NO_STANDINGS };
    own[treaty as Treaty] = { ...rest, status: status as TreatyStatus, isInForceLater };
    found.set(pageId, own);
  }
  return found;
}

/**
 * Number of written sections, from current revisions. Translations do not count. Records of only numbers and
 * dates have no text, but are in the projection.
 */
export const FILLED_SECTIONS = subselect<number>`count(${revision.id}) filter (where ${section.key} not like '%@%'
  and (${revision.size} > 0 or exists
  (select 1 from ${profileRecord} r where r.page_id = ${section.pageId} and r.section = ${section.key})))::int`;

function listProfiles(on: Queryable) {
  return on
    .select({
      pageId: profile.pageId,
      slug: profile.slug,
      iso2: profile.iso2,
      iso3: profile.iso3,
      nameEn: profile.nameEn,
      nameFr: profile.nameFr,
      nameAr: profile.nameAr,
      region: profile.region,
      designation: profile.designation,
      filledSections: FILLED_SECTIONS,
      updatedAt: sql<string | null>`max(${revision.createdAt})`,
    })
    .from(profile)
    .leftJoin(section, and(eq(section.pageId, profile.pageId), isNotNull(section.currentRevisionId)))
    .leftJoin(revision, eq(revision.id, section.currentRevisionId))
    .groupBy(profile.pageId);
}

/** Counts the overdue sections of each page. */
async function listOverdue(now: Date, on: Queryable): Promise<Map<string, number>> {
  const rows = await on
    .select({ pageId: sectionFreshness.pageId, count: sql<number>`count(*)::int` })
    .from(sectionFreshness)
    .where(lte(sectionFreshness.reviewBy, now))
    .groupBy(sectionFreshness.pageId);
  return new Map(rows.map((row) => [row.pageId, row.count]));
}

/** Lists projects with a participating country, by name. */
export async function listProjects(on: Queryable = db()): Promise<{ slug: string; name: string }[]> {
  return on
    .selectDistinct({ slug: projectParticipation.project, name: projectParticipation.name })
    .from(projectParticipation)
    .where(eq(projectParticipation.part, PARTICIPATING))
    .orderBy(asc(projectParticipation.name), asc(projectParticipation.project));
}

/** Not supported by a source, or contradicted by another. */
const DOUBTED = ["unverified", "disputed"];
const UNVERIFIED = sql<number>`count(*) filter (where ${treatyStatus.confidence} in ('unverified', 'disputed'))::int`;

/** Counts countries and areas by treaty and status, now. */
export async function listTreatyFigures(on: Queryable = db()): Promise<TreatyFigures[]> {
  const [total, rows] = await Promise.all([
    on.$count(profile),
    on
      .select({
        treaty: treatyStatus.treaty,
        status: treatyStatus.status,
        count: sql<number>`count(*)::int`,
        unverified: UNVERIFIED,
        notYetBound: sql<number>`count(*) filter (where ${IS_BOUND_LATER})::int`,
        asOf: sql<string | null>`max(${treatyStatus.asOf})`,
      })
      .from(treatyStatus)
      .groupBy(treatyStatus.treaty, treatyStatus.status),
  ]);
  return TREATIES.map((treaty) => {
    const own = rows.filter((row) => row.treaty === treaty);
    const count = (status: TreatyStatus) => own.find((row) => row.status === status)?.count ?? 0;
    const unsure = (status: TreatyStatus) => own.find((row) => row.status === status)?.unverified ?? 0;
    const [party, ratified] = [count("party"), count("ratified")];
    const [signatory, invited] = [count("signatory"), count("invited")];
    const days = own.map((row) => row.asOf).filter((day): day is string => day !== null);
    return {
      treaty,
      party,
      ratified,
      signatory,
      invited,
      none: total - party - ratified - signatory - invited,
      notYetBound: own.reduce((sum, row) => sum + row.notYetBound, 0),
      asOf: days.sort().at(-1) ?? null,
      unverified: {
        party: unsure("party"),
        ratified: unsure("ratified"),
        signatory: unsure("signatory"),
        invited: unsure("invited"),
      },
    };
  });
}

/**
 * Counts today's Parties to a treaty that were bound or had consented to be by the end of a day (ISO date): by
 * deposit of their instrument, or by entry into force if that day is unknown. Also counts the unverified ones.
 */
export async function countPartiesOn(
  treaty: Treaty,
  day: string,
  on: Queryable = db(),
): Promise<{ count: number; unverified: number }> {
  const [found] = await on
    .select({ count: sql<number>`count(*)::int`, unverified: UNVERIFIED })
    .from(treatyStatus)
    .where(
      and(
        eq(treatyStatus.treaty, treaty),
        eq(treatyStatus.status, "party"),
        sql`coalesce(${treatyStatus.consentOn}, ${treatyStatus.inForceOn}) collate "C" <= ${day}`,
      ),
    );
  return found ?? { count: 0, unverified: 0 };
}

/** Lists those of some countries (ISO 3166-1 alpha-2) with a treaty status that is unverified or disputed. */
export async function listUnverifiedStandings(
  codes: readonly string[],
  on: Queryable = db(),
): Promise<Set<string>> {
  const rows = await on
    .selectDistinct({ iso2: profile.iso2 })
    .from(treatyStatus)
    .innerJoin(profile, eq(profile.pageId, treatyStatus.pageId))
    .where(and(inArray(profile.iso2, [...codes]), inArray(treatyStatus.confidence, DOUBTED)));
  return new Set(rows.map(({ iso2 }) => iso2));
}

/** Counts the profiles. */
export function countProfiles(on: Queryable = db()): Promise<number> {
  return on.$count(profile);
}

/** Lists slug, code and names of every profile, unsorted. */
export async function listProfileNames(
  on: Queryable = db(),
): Promise<Pick<DirectoryEntry, "slug" | "iso2" | "names">[]> {
  const { slug, iso2, nameEn, nameFr, nameAr } = profile;
  const rows = await on.select({ slug, iso2, nameEn, nameFr, nameAr }).from(profile);
  return rows.map((row) => ({
    slug: row.slug,
    iso2: row.iso2,
    names: { en: row.nameEn, fr: row.nameFr, ar: row.nameAr },
  }));
}
