import { and, desc, eq, inArray, isNull, lte, or, sql } from "drizzle-orm";
import { db, type Queryable } from "@/db/client";
import { member } from "@/db/schema/accounts";
import { sectionCheck, sectionFreshness } from "@/db/schema/freshness";
import { profile } from "@/db/schema/profiles";
import { revision, section } from "@/db/schema/revisions";
import { subselect } from "@/db/subselect";
import type { Actor } from "@/lib/core/actor";
import { can } from "@/lib/core/policy";
import { PROFILE_NAMES } from "@/lib/profiles/names";
import { isSectionKey, type SectionKey } from "../model";
import { type BoardLine, type CheckLine, type SectionFreshness, stateAt } from "./model";

/** Number of published revisions of a section since the verified one. */
const EDITS_SINCE = subselect<number>`case when ${sectionFreshness.verifiedNumber} is null then 0 else (select count(*)
  from revision r where r.section_id = ${sectionFreshness.sectionId} and r.number > ${sectionFreshness.verifiedNumber}
  and r.state = 'published' and r.merged_into_id is null)::int end`;

/** Lists the freshness of a profile's written sections at a moment. */
export async function listFreshness(
  pageId: string,
  now: Date = new Date(),
  on: Queryable = db(),
): Promise<Partial<Record<SectionKey, SectionFreshness>>> {
  const rows = await on
    .select({
      key: section.key,
      checkedAt: sectionFreshness.checkedAt,
      how: sectionFreshness.how,
      reviewBy: sectionFreshness.reviewBy,
      outdatedAt: sectionFreshness.outdatedAt,
      verifiedAt: sectionFreshness.verifiedAt,
      verifiedBy: sectionFreshness.verifiedBy,
      verifiedNumber: sectionFreshness.verifiedNumber,
      editsSince: EDITS_SINCE,
    })
    .from(sectionFreshness)
    .innerJoin(section, eq(section.id, sectionFreshness.sectionId))
    .where(eq(sectionFreshness.pageId, pageId));
  const found: Partial<Record<SectionKey, SectionFreshness>> = {};
  for (const { key, verifiedAt, verifiedBy, verifiedNumber, editsSince, ...rest } of rows) {
    if (!isSectionKey(key)) continue;
    const verification =
      verifiedAt && verifiedBy && verifiedNumber !== null
        ? { at: verifiedAt, by: verifiedBy, number: verifiedNumber, editsSince }
        : null;
    found[key] = { ...rest, state: stateAt(rest, now), verification };
  }
  return found;
}

/** A section for its focal point to verify. */
export interface ToVerify {
  slug: string;
  names: { en: string; fr: string; ar: string };
  section: SectionKey;
}

/** Sections that are named; the others are only counted. */
const NAMED_TO_VERIFY = 3;

/**
 * Lists the sections that are for a focal point to verify (`needsVerification`): those verified before first, then
 * those checked longest ago. Asks nothing for members who are not focal points.
 */
export async function listToVerify(
  actor: Actor,
  now: Date = new Date(),
  on: Queryable = db(),
): Promise<{ rows: ToVerify[]; total: number }> {
  const countries = actor.focalCountries.filter((country) =>
    can(actor, "section.verify", { country, protection: null, needsSecond: false }),
  );
  if (countries.length === 0) return { rows: [], total: 0 };
  const rows = await on
    .select({
      slug: profile.slug,
      ...PROFILE_NAMES,
      key: section.key,
      total: sql<number>`count(*) over ()::int`,
    })
    .from(sectionFreshness)
    .innerJoin(section, eq(section.id, sectionFreshness.sectionId))
    .innerJoin(profile, eq(profile.pageId, sectionFreshness.pageId))
    .where(
      and(
        inArray(profile.iso2, countries),
        or(isNull(sectionFreshness.verifiedAt), sql`${EDITS_SINCE} > 0`, lte(sectionFreshness.reviewBy, now)),
      ),
    )
    .orderBy(sql`${sectionFreshness.verifiedAt} is null`, sectionFreshness.checkedAt, section.key)
    .limit(NAMED_TO_VERIFY);
  return {
    rows: rows.flatMap(({ slug, key, en, fr, ar }) =>
      isSectionKey(key) ? [{ slug, section: key, names: { en, fr, ar } }] : [],
    ),
    total: rows[0]?.total ?? 0,
  };
}

/** Most checks of a section listed on its page. */
const CHECKS_LISTED = 20;

/** Lists the newest checks of a section, with their authors. */
export async function listChecks(
  pageId: string,
  key: SectionKey,
  on: Queryable = db(),
): Promise<CheckLine[]> {
  return on
    .select({
      kind: sectionCheck.kind,
      at: sectionCheck.at,
      number: revision.number,
      by: sql<string | null>`case when ${member.state} = 'erased' then null else ${member.displayName} end`,
      handle: sql<string | null>`case when ${member.state} = 'erased' then null else ${member.handle} end`,
    })
    .from(sectionCheck)
    .innerJoin(section, eq(section.id, sectionCheck.sectionId))
    .innerJoin(revision, eq(revision.id, sectionCheck.revisionId))
    .innerJoin(member, eq(member.id, sectionCheck.memberId))
    .where(and(eq(section.pageId, pageId), eq(section.key, key)))
    .orderBy(desc(sectionCheck.at), desc(sectionCheck.id))
    .limit(CHECKS_LISTED);
}

/** Freshness of the written sections of every country and area at a moment; unsorted. */
export async function listBoard(now: Date = new Date(), on: Queryable = db()): Promise<BoardLine[]> {
  const at = sql`${now.toISOString()}::timestamptz`;
  const rows = await on
    .select({
      slug: profile.slug,
      ...PROFILE_NAMES,
      region: profile.region,
      designation: profile.designation,
      written: sql<number>`count(${sectionFreshness.sectionId})::int`,
      outdated: sql<number>`(count(*) filter (where ${sectionFreshness.outdatedAt} <= ${at}))::int`,
      due: sql<number>`(count(*) filter (where ${sectionFreshness.reviewBy} <= ${at}
        and ${sectionFreshness.outdatedAt} > ${at}))::int`,
      verified: sql<number>`count(${sectionFreshness.verifiedAt})::int`,
      oldest: sql<string | null>`min(${sectionFreshness.checkedAt})`,
    })
    .from(profile)
    .leftJoin(sectionFreshness, eq(sectionFreshness.pageId, profile.pageId))
    .groupBy(profile.pageId);
  return rows.map(({ en, fr, ar, oldest, ...rest }) => ({
    ...rest,
    names: { en, fr, ar },
    fresh: rest.written - rest.due - rest.outdated,
    oldest: oldest === null ? null : new Date(oldest),
  }));
}
