import { count, desc, eq, type SQL, sql } from "drizzle-orm";
import { db, type Queryable } from "@/db/client";
import { member } from "@/db/schema/accounts";
import { profile } from "@/db/schema/profiles";
import { revision, revisionHiding, section } from "@/db/schema/revisions";
import type { Actor } from "@/lib/core/actor";
import { DomainError } from "@/lib/core/errors";
import { can } from "@/lib/core/policy";
import { PROTECTION } from "@/lib/revisions/sections";
import { partOf } from "./model";
import { type HiddenRevision, type ProtectedSection, RestrictionsQuery } from "./review/model";

/** How many of either a page shows. */
const SIZE = 100;

export interface Restrictions {
  protections: { rows: ProtectedSection[]; total: number; pages: number };
  hidings: { rows: HiddenRevision[]; total: number; pages: number };
}

/**
 * What of the profiles is protected or hidden now, the newest first: for those who can undo it. Throws `forbidden` to all
 * others. Protections whose time is over are none, whether or not the job has ended them.
 */
export async function listRestrictions(
  actor: Actor,
  query: RestrictionsQuery = RestrictionsQuery.parse({}),
  on: Queryable = db(),
): Promise<Restrictions> {
  if (!can(actor, "revision.hide") || !can(actor, "section.protect"))
    throw new DomainError("forbidden", "revision_hide");
  const [protections, hidings] = await Promise.all([
    listProtected(query.protectedPage, on),
    listHidden(query.hiddenPage, on),
  ]);
  return { protections, hidings };
}

const WHERE = {
  slug: profile.slug,
  names: { en: profile.nameEn, fr: profile.nameFr, ar: profile.nameAr },
  key: section.key,
};

/** A row with its place; nothing for what is no part of a profile any more. */
function placed<Row extends { key: string }>({ key, ...row }: Row) {
  const part = partOf(key);
  return part ? [{ ...row, ...part }] : [];
}

const pagesOf = (total: number) => Math.max(1, Math.ceil(total / SIZE));

async function listProtected(page: number, on: Queryable): Promise<Restrictions["protections"]> {
  const inForce: SQL = sql`${section.protection} is not null
    and (${section.protectedUntil} is null or ${section.protectedUntil} > now())`;
  const [rows, [all]] = await Promise.all([
    on
      .select({
        ...WHERE,
        level: PROTECTION,
        reason: section.protectionReason,
        until: section.protectedUntil,
        at: section.protectedAt,
        byName: member.displayName,
      })
      .from(section)
      .innerJoin(profile, eq(profile.pageId, section.pageId))
      .leftJoin(member, eq(member.id, section.protectedBy))
      .where(inForce)
      .orderBy(desc(section.protectedAt), desc(section.id))
      .limit(SIZE)
      .offset((page - 1) * SIZE),
    on
      .select({ total: count() })
      .from(section)
      .innerJoin(profile, eq(profile.pageId, section.pageId))
      .where(inForce),
  ]);
  const total = all?.total ?? 0;
  return {
    rows: rows
      .flatMap(placed)
      .flatMap(({ level, reason, ...row }) => (level ? [{ ...row, level, reason: reason ?? "" }] : [])),
    total,
    pages: pagesOf(total),
  };
}

async function listHidden(page: number, on: Queryable): Promise<Restrictions["hidings"]> {
  const [rows, [all]] = await Promise.all([
    on
      .select({
        ...WHERE,
        number: revision.number,
        isTextHidden: revisionHiding.isTextHidden,
        isSummaryHidden: revisionHiding.isSummaryHidden,
        reason: revisionHiding.reason,
        at: revisionHiding.hiddenAt,
        byName: member.displayName,
      })
      .from(revisionHiding)
      .innerJoin(revision, eq(revision.id, revisionHiding.revisionId))
      .innerJoin(section, eq(section.id, revision.sectionId))
      .innerJoin(profile, eq(profile.pageId, section.pageId))
      .leftJoin(member, eq(member.id, revisionHiding.hiddenBy))
      .orderBy(desc(revisionHiding.hiddenAt), desc(revisionHiding.revisionId))
      .limit(SIZE)
      .offset((page - 1) * SIZE),
    on.select({ total: count() }).from(revisionHiding),
  ]);
  const total = all?.total ?? 0;
  return {
    rows: rows.flatMap(placed).flatMap(({ number, ...row }) => (number === null ? [] : [{ ...row, number }])),
    total,
    pages: pagesOf(total),
  };
}
