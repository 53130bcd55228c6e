import { eq, type SQL, sql } from "drizzle-orm";
import type { PgColumn } from "drizzle-orm/pg-core";
import type { Queryable } from "@/db/client";
import { revision, revisionHiding } from "@/db/schema/revisions";
import { subselect } from "@/db/subselect";
import { DomainError } from "@/lib/core/errors";
import type { Hiding } from "../model";

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

/** Finds what is hidden of a revision; null for nothing. */
export async function findHiding(on: Queryable, revisionId: string): Promise<Hiding | null> {
  const [row] = await on
    .select({
      isTextHidden: revisionHiding.isTextHidden,
      isSummaryHidden: revisionHiding.isSummaryHidden,
      isAuthorHidden: revisionHiding.isAuthorHidden,
      reason: revisionHiding.reason,
    })
    .from(revisionHiding)
    .where(eq(revisionHiding.revisionId, revisionId));
  return row ?? null;
}

/** Throws if a text to build on is hidden, which would publish it again. */
export async function refuseHidden(on: Queryable, ...ids: (string | null)[]): Promise<void> {
  for (const id of ids)
    if (id !== null && (await findHiding(on, id))?.isTextHidden)
      throw new DomainError("conflict", "revision_hidden");
}
