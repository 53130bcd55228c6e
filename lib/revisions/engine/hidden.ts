import { eq, type SQL, sql } from "drizzle-orm";
import type { PgColumn } from "drizzle-orm/pg-core";
import type { Queryable, Tx } from "@/db/client";
import { member } from "@/db/schema/accounts";
import { revision, revisionHiding } from "@/db/schema/revisions";
import { subselect } from "@/db/subselect";
import { DomainError } from "@/lib/core/errors";
import type { PurgeReason, StoredHiding } from "../model";

/** SQL: whether a revision's text is hidden. Every query that reads past texts must check this. */
export function isTextHidden(id: PgColumn | SQL = revision.id): SQL<boolean> {
  return subselect<boolean>`exists (select 1 from revision_hiding h where h.revision_id = ${id} and h.is_text_hidden)`;
}

/** SQL: whether a revision's summary is hidden. */
export function isSummaryHidden(id: PgColumn | SQL = revision.id): SQL<boolean> {
  return subselect<boolean>`exists (select 1 from revision_hiding h where h.revision_id = ${id} and h.is_summary_hidden)`;
}

/**
 * SQL: a revision's summary for readers; empty if hidden, which no real summary is. Lists of revisions use
 * this instead of the column.
 */
export function shownSummary(id: PgColumn | SQL, summary: PgColumn | SQL): SQL<string> {
  return sql<string>`case when ${isSummaryHidden(id)} then '' else ${summary} end`;
}
export const SHOWN_SUMMARY = shownSummary(revision.id, revision.summary);

/** SQL: whether a revision's author is hidden. Every query that names authors must check this. */
export function isAuthorHidden(id: PgColumn | SQL = revision.id): SQL<boolean> {
  return subselect<boolean>`exists (select 1 from revision_hiding h where h.revision_id = ${id} and h.is_author_hidden)`;
}

/** SQL: whether a revision's text was deleted for good. */
export function isPurged(id: PgColumn | SQL = revision.id): SQL<boolean> {
  return subselect<boolean>`exists (select 1 from revision_hiding h where h.revision_id = ${id} and h.purged_for is not null)`;
}

/** SQL: the legal reason for which a revision's text was deleted for good; null if it was not. */
export const PURGED_FOR = subselect<PurgeReason | null>`(select h.purged_for from revision_hiding h where h.revision_id = ${revision.id})`;

/** Finds what is hidden of a revision; null for nothing. */
export async function findHiding(on: Queryable, revisionId: string): Promise<StoredHiding | null> {
  const [row] = await on
    .select({
      isTextHidden: revisionHiding.isTextHidden,
      isSummaryHidden: revisionHiding.isSummaryHidden,
      isAuthorHidden: revisionHiding.isAuthorHidden,
      reason: revisionHiding.reason,
      purgedFor: revisionHiding.purgedFor,
      at: revisionHiding.hiddenAt,
      byName: member.displayName,
    })
    .from(revisionHiding)
    .leftJoin(member, eq(member.id, revisionHiding.hiddenBy))
    .where(eq(revisionHiding.revisionId, revisionId));
  return row ?? null;
}

/**
 * Throws `conflict` / `base_purged` if a text to build on was purged. Its row stays locked, so that a purge waits and then
 * finds what was built on it.
 */
export async function refusePurged(tx: Tx, id: string | null): Promise<void> {
  if (id === null) return;
  const [row] = await tx
    .select({ hash: revision.hash })
    .from(revision)
    .where(eq(revision.id, id))
    .for("share");
  // Only a purge empties the hash. Unlike its mark in another table, the locked row is as it is after the wait.
  if (row?.hash === "") throw new DomainError("conflict", "base_purged");
}

/** Throws if a text to build on is hidden, which would publish it again. */
export async function refuseHidden(on: Queryable, ...ids: (string | null)[]): Promise<void> {
  for (const id of ids)
    if (id !== null && (await findHiding(on, id))?.isTextHidden)
      throw new DomainError("conflict", "revision_hidden");
}
