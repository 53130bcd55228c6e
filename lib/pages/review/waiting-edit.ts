import { and, desc, eq, isNull, sql } from "drizzle-orm";
import { db, type Queryable } from "@/db/client";
import { member } from "@/db/schema/accounts";
import { page, revision, section } from "@/db/schema/revisions";
import { DomainError } from "@/lib/core/errors";
import {
  contentOf,
  findCompanion,
  type Kinds,
  publishedBase,
  readRevision,
  SHOWN_SUMMARY,
  SOURCES,
  type StoredRevision,
} from "@/lib/revisions";
import type { HistoryOf } from "../model";
import type { Placed } from "../moderation";
import type { DecidedEdit, EditChanges } from "./model";

/** SQL: leaves out sources that were saved with a text: both are one edit, which the text represents. */
export const isOne = isNull(revision.companionId);

type Of = Pick<HistoryOf, "kind" | "slug">;

/** SQL: the pending edits of a page. */
function isWaitingIn({ kind, slug }: Of, on: Queryable) {
  const own = on
    .select({ id: page.id })
    .from(page)
    .where(and(eq(page.kind, kind), eq(page.slug, slug)));
  return and(eq(revision.state, "pending"), sql`${revision.pageId} = (${own})`, isOne);
}

/** Counts pending edits of a page. */
export const countWaiting = (of: Of, on: Queryable = db()): Promise<number> =>
  on.$count(revision, isWaitingIn(of, on));

/** Lists a member's pending edits of a page: the newest of each section, by the engine's key. */
export async function listOwnWaiting(
  of: Of,
  authorId: string,
  on: Queryable = db(),
): Promise<{ key: string; number: number }[]> {
  return on
    .selectDistinctOn([section.key], { key: section.key, number: revision.number })
    .from(revision)
    .innerJoin(section, eq(section.id, revision.sectionId))
    .where(and(isWaitingIn(of, on), eq(revision.authorId, authorId)))
    .orderBy(section.key, desc(revision.number));
}

/** Compares a pending edit with the current text. */
export async function compareWaiting(on: Queryable, kinds: Kinds, found: Placed): Promise<EditChanges> {
  const kind = kinds(found.section.key);
  const current = await readRevision(on, found.section.currentRevisionId);
  const base = await publishedBase(on, await readRevision(on, found.revision.baseId));
  const [before, own] = [contentOf(kind, current), contentOf(kind, found.revision)];
  const hasMoved = (base?.id ?? null) !== (current?.id ?? null);
  const merge = hasMoved ? kind.merge(contentOf(kind, base), before, own) : null;
  const diff =
    merge && !merge.clean
      ? kind.diff(contentOf(kind, base), own)
      : kind.diff(before, merge ? merge.content : own);
  const brought = await compareSources(on, kinds, found.revision);
  return { diff, ...brought, hasMoved, standing: current?.number ?? null, conflicts: merge?.conflicts ?? [] };
}

/** Compares the sources saved with an edit, and lists their titles. */
async function compareSources(
  on: Queryable,
  kinds: Kinds,
  own: StoredRevision,
): Promise<Pick<EditChanges, "sources" | "sourceTitles">> {
  const companion = await findCompanion(on, own);
  if (!companion || companion.isHidden) return { sources: null, sourceTitles: {} };
  const kind = kinds(SOURCES);
  const before = await readRevision(on, companion.parentId);
  const after = contentOf(kind, companion) as { records: { id: string; title: string }[] };
  return {
    sources: kind.diff(contentOf(kind, before), after),
    sourceTitles: Object.fromEntries(after.records.map(({ id, title }) => [id, title])),
  };
}

/** Compares a rejected or withdrawn edit with the published text it was based on. */
async function findProposed(
  on: Queryable,
  kinds: Kinds,
  { section, revision: own }: Placed,
): Promise<DecidedEdit["proposed"]> {
  if (own.state === "published" || own.isHidden) return null;
  const kind = kinds(section.key);
  const base = await publishedBase(on, await readRevision(on, own.baseId));
  const [row] = await on
    .select({ summary: SHOWN_SUMMARY, createdAt: revision.createdAt })
    .from(revision)
    .where(eq(revision.id, own.id));
  if (!row) return null;
  return {
    ...row,
    diff: kind.diff(contentOf(kind, base), contentOf(kind, own)),
    ...(await compareSources(on, kinds, own)),
  };
}

/**
 * Finds the outcome of a former pending edit. `concerns`: the reader wrote or reviews it. Throws `not_found`
 * if it was never pending, and for unaccepted edits to readers not concerned.
 */
export async function findDecided(
  on: Queryable,
  kinds: Kinds,
  found: Placed & { language: string },
  reader: { isOwn: boolean; concerns: boolean },
): Promise<DecidedEdit> {
  const [row] = await on
    .select({
      state: revision.state,
      reason: revision.decisionReason,
      decidedAt: revision.decidedAt,
      by: member.displayName,
    })
    .from(revision)
    .leftJoin(member, eq(member.id, revision.decidedBy))
    .where(eq(revision.id, found.revision.id));
  const { isOwn, concerns } = reader;
  if (!row?.decidedAt || row.state === "pending" || (row.state !== "published" && !concerns))
    throw new DomainError("not_found", "revision");
  return {
    number: found.revision.number,
    section: found.section.key,
    state: row.state,
    by: row.state === "withdrawn" ? null : row.by,
    reason: row.reason,
    isOwn,
    language: found.language,
    proposed: concerns ? await findProposed(on, kinds, found) : null,
  };
}
