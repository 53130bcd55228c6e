import { eq, type SQL, sql } from "drizzle-orm";
import type { PgColumn } from "drizzle-orm/pg-core";
import type { Queryable } from "@/db/client";
import { revision, revisionHiding } from "@/db/schema/revisions";
import { subselect } from "@/db/subselect";
import { DomainError } from "@/lib/core/errors";
import type { Hiding } from "../model";

/** Whether the text of a revision is hidden: a condition of every query that reads a text of the past. */
export function isTextHidden(id: PgColumn | SQL = revision.id): SQL<boolean> {
  return subselect<boolean>`exists (select 1 from revision_hiding h where h.revision_id = ${id} and h.is_text_hidden)`;
}

/** Whether the summary of a revision is hidden. */
export function isSummaryHidden(id: PgColumn | SQL = revision.id): SQL<boolean> {
  return subselect<boolean>`exists (select 1 from revision_hiding h where h.revision_id = ${id} and h.is_summary_hidden)`;
}

/**
 * The summary of a revision as it may be read; empty where it is hidden, as no summary of anybody's is. Every list of
 * revisions asks for this and not for what is stored.
 */
export function shownSummary(id: PgColumn | SQL, summary: PgColumn | SQL): SQL<string> {
  return sql<string>`case when ${isSummaryHidden(id)} then '' else ${summary} end`;
}
export const SHOWN_SUMMARY = shownSummary(revision.id, revision.summary);

/** Whether it is hidden who wrote a revision: every query that names authors asks for this beside them. */
export function isAuthorHidden(id: PgColumn | SQL = revision.id): SQL<boolean> {
  return subselect<boolean>`exists (select 1 from revision_hiding h where h.revision_id = ${id} and h.is_author_hidden)`;
}

/** What of a revision is hidden; null where nothing is. */
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

/** Refuses to build on a text that is hidden: it would come back into what everyone reads. */
export async function refuseHidden(on: Queryable, ...ids: (string | null)[]): Promise<void> {
  for (const id of ids)
    if (id !== null && (await findHiding(on, id))?.isTextHidden)
      throw new DomainError("conflict", "revision_hidden");
}
