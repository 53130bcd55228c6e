import { count, desc, eq, type SQL, sql } from "drizzle-orm";
import { alias } from "drizzle-orm/pg-core";
import { db, type Queryable } from "@/db/client";
import { member } from "@/db/schema/accounts";
import { page, revision, revisionHiding, section } from "@/db/schema/revisions";
import type { Actor } from "@/lib/core/actor";
import { DomainError } from "@/lib/core/errors";
import { can } from "@/lib/core/policy";
import { PROTECTION } from "@/lib/revisions";
import type { ModeratedKind } from "./kinds";
import { type HiddenRevision, type ProtectedSection, RestrictionsQuery } from "./model";
import { PLACE, placed, placeOfPage } from "./placed";

const author = alias(member, "author");

/** Rows of each list on a page. */
const SIZE = 100;

interface Listed<Row> {
  rows: Row[];
  total: number;
  pages: number;
}

export interface Restrictions<Protectable, Hideable> {
  protections: Listed<ProtectedSection & Protectable>;
  hidings: Listed<HiddenRevision & Hideable>;
}

/**
 * Lists protected sections and hidden revisions of some kinds of page, newest first, for members who can undo
 * them. Throws `forbidden` to all others. Expired protections are left out, even before the job removes them.
 */
export async function listRestrictions<Protectable, Hideable>(
  kinds: { protectable: readonly ModeratedKind<Protectable>[]; hideable: readonly ModeratedKind<Hideable>[] },
  actor: Actor,
  query: RestrictionsQuery = RestrictionsQuery.parse({}),
  on: Queryable = db(),
): Promise<Restrictions<Protectable, Hideable>> {
  if (!can(actor, "revision.hide") || !can(actor, "section.protect"))
    throw new DomainError("forbidden", "revision_hide");
  const [protections, hidings] = await Promise.all([
    listProtected(kinds.protectable, query.protectedPage, on),
    listHidden(kinds.hideable, query.hiddenPage, on),
  ]);
  return { protections, hidings };
}

const pagesOf = (total: number) => Math.max(1, Math.ceil(total / SIZE));

async function listProtected<Place>(
  kinds: readonly ModeratedKind<Place>[],
  at: number,
  on: Queryable,
): Promise<Listed<ProtectedSection & Place>> {
  const inForce: SQL = sql`${section.protection} is not null
    and (${section.protectedUntil} is null or ${section.protectedUntil} > now())`;
  const [rows, [all]] = await Promise.all([
    on
      .select({
        ...PLACE,
        level: PROTECTION,
        reason: section.protectionReason,
        until: section.protectedUntil,
        at: section.protectedAt,
        byName: member.displayName,
      })
      .from(section)
      .innerJoin(page, eq(page.id, section.pageId))
      .innerJoin(placeOfPage(kinds), sql`true`)
      .leftJoin(member, eq(member.id, section.protectedBy))
      .where(inForce)
      .orderBy(desc(section.protectedAt), desc(section.id))
      .limit(SIZE)
      .offset((at - 1) * SIZE),
    on
      .select({ total: count() })
      .from(section)
      .innerJoin(page, eq(page.id, section.pageId))
      .innerJoin(placeOfPage(kinds), sql`true`)
      .where(inForce),
  ]);
  const total = all?.total ?? 0;
  return {
    rows: rows.flatMap(({ level, reason, ...row }) =>
      level ? placed(kinds, { ...row, level, reason: reason ?? "" }) : [],
    ),
    total,
    pages: pagesOf(total),
  };
}

async function listHidden<Place>(
  kinds: readonly ModeratedKind<Place>[],
  at: number,
  on: Queryable,
): Promise<Listed<HiddenRevision & Place>> {
  const [rows, [all]] = await Promise.all([
    on
      .select({
        ...PLACE,
        number: revision.number,
        isTextHidden: revisionHiding.isTextHidden,
        isSummaryHidden: revisionHiding.isSummaryHidden,
        isAuthorHidden: revisionHiding.isAuthorHidden,
        author: { handle: author.handle, displayName: author.displayName },
        authorState: author.state,
        reason: revisionHiding.reason,
        purgedFor: revisionHiding.purgedFor,
        at: revisionHiding.hiddenAt,
        byName: member.displayName,
      })
      .from(revisionHiding)
      .innerJoin(revision, eq(revision.id, revisionHiding.revisionId))
      .innerJoin(section, eq(section.id, revision.sectionId))
      .innerJoin(page, eq(page.id, revision.pageId))
      .innerJoin(placeOfPage(kinds), sql`true`)
      .leftJoin(member, eq(member.id, revisionHiding.hiddenBy))
      .leftJoin(author, eq(author.id, revision.authorId))
      .orderBy(desc(revisionHiding.hiddenAt), desc(revisionHiding.revisionId))
      .limit(SIZE)
      .offset((at - 1) * SIZE),
    on
      .select({ total: count() })
      .from(revisionHiding)
      .innerJoin(revision, eq(revision.id, revisionHiding.revisionId))
      .innerJoin(page, eq(page.id, revision.pageId))
      .innerJoin(placeOfPage(kinds), sql`true`),
  ]);
  const total = all?.total ?? 0;
  const found = rows.flatMap(({ isAuthorHidden, author: wrote, authorState, ...row }) => {
    const shown = authorState === "erased" || wrote === null ? ("former" as const) : wrote;
    return placed(kinds, { ...row, hiddenAuthor: isAuthorHidden ? shown : null });
  });
  return { rows: found, total, pages: pagesOf(total) };
}
