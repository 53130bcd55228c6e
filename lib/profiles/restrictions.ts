import { count, desc, eq, inArray, isNotNull, or, type SQL, sql } from "drizzle-orm";
import { alias } from "drizzle-orm/pg-core";
import { db, type Queryable } from "@/db/client";
import { member } from "@/db/schema/accounts";
import { post } from "@/db/schema/blog";
import { profile } from "@/db/schema/profiles";
import { revision, revisionHiding, section } from "@/db/schema/revisions";
import { material } from "@/db/schema/training";
import type { Actor } from "@/lib/core/actor";
import { DomainError } from "@/lib/core/errors";
import { can } from "@/lib/core/policy";
import { PROTECTION } from "@/lib/revisions/sections";
import { partOf } from "./model";
import { type HiddenRevision, type ProtectedSection, RestrictionsQuery } from "./review/model";

const author = alias(member, "author");

/** How many of either a page shows. */
const SIZE = 100;

export interface Restrictions {
  protections: { rows: ProtectedSection[]; total: number; pages: number };
  hidings: { rows: HiddenRevision[]; total: number; pages: number };
}

/**
 * What of the profiles is protected now, and what is hidden of revisions, the newest first: for those who can undo it. Throws `forbidden` to all
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
  // What lies in a bin nobody is told of.
  const isThere = or(
    isNotNull(profile.pageId),
    inArray(post.state, ["published", "retracted"]),
    inArray(material.state, ["published", "retracted"]),
  );
  const [rows, [all]] = await Promise.all([
    on
      .select({
        ...WHERE,
        postSlug: post.slug,
        materialSlug: material.slug,
        title: sql<string>`coalesce(${post.title}, ${material.title}, '')`,
        number: revision.number,
        isTextHidden: revisionHiding.isTextHidden,
        isSummaryHidden: revisionHiding.isSummaryHidden,
        isAuthorHidden: revisionHiding.isAuthorHidden,
        author: { handle: author.handle, displayName: author.displayName },
        authorState: author.state,
        reason: revisionHiding.reason,
        at: revisionHiding.hiddenAt,
        byName: member.displayName,
      })
      .from(revisionHiding)
      .innerJoin(revision, eq(revision.id, revisionHiding.revisionId))
      .innerJoin(section, eq(section.id, revision.sectionId))
      .leftJoin(profile, eq(profile.pageId, revision.pageId))
      .leftJoin(post, eq(post.pageId, revision.pageId))
      .leftJoin(material, eq(material.pageId, revision.pageId))
      .leftJoin(member, eq(member.id, revisionHiding.hiddenBy))
      .leftJoin(author, eq(author.id, revision.authorId))
      .where(isThere)
      .orderBy(desc(revisionHiding.hiddenAt), desc(revisionHiding.revisionId))
      .limit(SIZE)
      .offset((page - 1) * SIZE),
    on
      .select({ total: count() })
      .from(revisionHiding)
      .innerJoin(revision, eq(revision.id, revisionHiding.revisionId))
      .leftJoin(profile, eq(profile.pageId, revision.pageId))
      .leftJoin(post, eq(post.pageId, revision.pageId))
      .leftJoin(material, eq(material.pageId, revision.pageId))
      .where(isThere),
  ]);
  const total = all?.total ?? 0;
  const found = rows.flatMap<HiddenRevision>(
    ({ slug, names, key, postSlug, materialSlug, title, isAuthorHidden, author, authorState, ...rest }) => {
      const shown = authorState === "erased" || author === null ? ("former" as const) : author;
      const row = { ...rest, hiddenAuthor: isAuthorHidden ? shown : null };
      if (postSlug !== null)
        return [{ ...row, of: "post", slug: postSlug, title, part: key === "details" ? key : "body" }];
      if (materialSlug !== null)
        return [{ ...row, of: "material", slug: materialSlug, title, part: "description" }];
      const part = partOf(key);
      return slug === null || names === null || !part
        ? []
        : [{ ...row, of: "profile", slug, names, ...part }];
    },
  );
  return { rows: found, total, pages: pagesOf(total) };
}
