import { and, asc, desc, eq, gt, inArray, lt, ne, type SQL, sql } from "drizzle-orm";
import type { PgColumn } from "drizzle-orm/pg-core";
import { db, type Queryable } from "@/db/client";
import { post, postAuthor } from "@/db/schema/blog";
import { profile } from "@/db/schema/profiles";
import { page, type RevisionState, revision, section } from "@/db/schema/revisions";
import { material } from "@/db/schema/training";
import type { Actor } from "@/lib/core/actor";
import { DomainError } from "@/lib/core/errors";
import { cutPage, PAGE_SIZE, type Page } from "@/lib/core/paging";
import { can } from "@/lib/core/policy";
import { SHOWN_SUMMARY } from "@/lib/revisions";

/** A change of a profile. */
export interface OwnRevision {
  kind: "revision";
  id: string;
  slug: string;
  names: { en: string; fr: string; ar: string };
  number: number;
  section: string;
  summary: string;
  state: RevisionState;
  createdAt: Date;
  decisionReason: string | null;
}

/** A post that the member signs, or a material that is theirs: whole, with how far it has come. */
export interface OwnWork {
  kind: "post" | "material";
  id: string;
  slug: string;
  title: string;
  language: string;
  state: "draft" | "submitted" | "scheduled" | "published" | "retracted";
  createdAt: Date;
  decisionReason: string | null;
}

export type OwnContribution = OwnRevision | OwnWork;

interface Place {
  before?: string | undefined;
  after?: string | undefined;
}

/**
 * A page of what the member contributed, newest first, whatever became of it: changes of profiles, posts and materials.
 * Ids rise with time in all three and are the keys, so that each is read as far as the page goes and then merged.
 * `total` counts the same rows.
 */
export async function listOwnContributions(
  actor: Actor,
  at: Place,
  on: Queryable = db(),
): Promise<Page<OwnContribution> & { total: number }> {
  if (!can(actor, "account.manage", { memberId: actor.id }))
    throw new DomainError("forbidden", "account_manage");
  const backwards = at.after !== undefined;
  const parts = await Promise.all([
    readRevisions(on, actor.id, at),
    readPosts(on, actor.id, at),
    readMaterials(on, actor.id, at),
  ]);
  const rows: OwnContribution[] = parts.flatMap((part): OwnContribution[] => part.rows);
  rows.sort((a, b) => (a.id < b.id === backwards ? -1 : 1));
  const total = parts.reduce((sum, part) => sum + part.total, 0);
  const page = cutPage(rows.slice(0, PAGE_SIZE + 1), (row) => row.id, { cursor: at.before, backwards });
  return { ...page, total };
}

/** Where a page begins, and in which direction it is read. */
function reading(column: PgColumn, at: Place): { past: SQL | undefined; order: SQL } {
  if (at.after !== undefined) return { past: gt(column, at.after), order: asc(column) };
  return { past: at.before ? lt(column, at.before) : undefined, order: desc(column) };
}

async function readRevisions(on: Queryable, memberId: string, at: Place) {
  const own = and(eq(revision.authorId, memberId), eq(page.kind, "profile"));
  const { past, order } = reading(revision.id, at);
  const [rows, [all]] = await Promise.all([
    on
      .select({
        id: revision.id,
        slug: profile.slug,
        en: profile.nameEn,
        fr: profile.nameFr,
        ar: profile.nameAr,
        number: revision.number,
        section: section.key,
        summary: SHOWN_SUMMARY,
        state: revision.state,
        createdAt: revision.createdAt,
        decisionReason: revision.decisionReason,
      })
      .from(revision)
      .innerJoin(section, eq(section.id, revision.sectionId))
      .innerJoin(page, eq(page.id, revision.pageId))
      .innerJoin(profile, eq(profile.pageId, page.id))
      .where(and(own, past))
      .orderBy(order)
      .limit(PAGE_SIZE + 1),
    on
      .select({ n: sql`count(*)`.mapWith(Number) })
      .from(revision)
      .innerJoin(page, eq(page.id, revision.pageId))
      .where(own),
  ]);
  const lines = rows.map(
    ({ en, fr, ar, ...row }): OwnRevision => ({ kind: "revision", ...row, names: { en, fr, ar } }),
  );
  return { rows: lines, total: all?.n ?? 0 };
}

async function readPosts(on: Queryable, memberId: string, at: Place) {
  const signed = on
    .select({ id: postAuthor.postId })
    .from(postAuthor)
    .where(and(eq(postAuthor.memberId, memberId), eq(postAuthor.state, "agreed")));
  const own = and(inArray(post.pageId, signed), ne(post.state, "removed"));
  const { past, order } = reading(post.pageId, at);
  const rows = await on
    .select({
      id: post.pageId,
      slug: post.slug,
      title: post.title,
      language: post.language,
      state: post.state,
      createdAt: post.createdAt,
      returnReason: post.returnReason,
      retractionReason: post.retractionReason,
    })
    .from(post)
    .where(and(own, past))
    .orderBy(order)
    .limit(PAGE_SIZE + 1);
  const lines = rows.flatMap(({ state, ...row }) =>
    state === "removed" ? [] : [workOf("post", { ...row, state })],
  );
  return { rows: lines, total: await on.$count(post, own) };
}

async function readMaterials(on: Queryable, memberId: string, at: Place) {
  const own = and(eq(material.ownerId, memberId), ne(material.state, "removed"));
  const { past, order } = reading(material.pageId, at);
  const rows = await on
    .select({
      id: material.pageId,
      slug: material.slug,
      title: material.title,
      language: material.language,
      state: material.state,
      createdAt: material.createdAt,
      returnReason: material.returnReason,
      retractionReason: material.retractionReason,
    })
    .from(material)
    .where(and(own, past))
    .orderBy(order)
    .limit(PAGE_SIZE + 1);
  const lines = rows.flatMap(({ state, ...row }) =>
    state === "removed" ? [] : [workOf("material", { ...row, state })],
  );
  return { rows: lines, total: await on.$count(material, own) };
}

/** What was said when it came back counts until it is handed in again; after that, why it was taken from readers. */
function workOf(
  kind: OwnWork["kind"],
  row: Omit<OwnWork, "kind" | "decisionReason"> & {
    returnReason: string | null;
    retractionReason: string | null;
  },
): OwnWork {
  const { returnReason, retractionReason, ...own } = row;
  return { kind, ...own, decisionReason: own.state === "retracted" ? retractionReason : returnReason };
}
