import { asc, desc, gt, lt, type SQL } from "drizzle-orm";
import type { PgColumn } from "drizzle-orm/pg-core";
import { db, type Queryable } from "@/db/client";
import type { Actor } from "@/lib/core/actor";
import { DomainError } from "@/lib/core/errors";
import { cutPage, PAGE_SIZE, type Page } from "@/lib/core/paging";
import { can } from "@/lib/core/policy";

/** Position at which a page of a list begins, and its direction. */
export interface ListedAt {
  before?: string | undefined;
  after?: string | undefined;
}

/** A kind of page to which members contribute. */
export interface ContributingKind<Row extends { id: string }> {
  /** Lists a page of a member's contributions plus one row; `total` counts all. Ids rise with time. */
  listOwn(on: Queryable, memberId: string, at: ListedAt): Promise<{ rows: Row[]; total: number }>;
}

/** Builds condition and order for reading a page before or after a key. */
export function readingBy(column: PgColumn, at: ListedAt): { past: SQL | undefined; order: SQL } {
  if (at.after !== undefined) return { past: gt(column, at.after), order: asc(column) };
  return { past: at.before ? lt(column, at.before) : undefined, order: desc(column) };
}

/**
 * Lists a page of the member's contributions of these kinds in any state, newest first. Ids rise with time,
 * so each kind is read for one page and the results are merged by id. `total` counts the same rows.
 */
export async function listContributions<Row extends { id: string }>(
  kinds: readonly ContributingKind<Row>[],
  actor: Actor,
  at: ListedAt,
  on: Queryable = db(),
): Promise<Page<Row> & { total: number }> {
  if (!can(actor, "account.manage", { memberId: actor.id }))
    throw new DomainError("forbidden", "account_manage");
  const backwards = at.after !== undefined;
  const parts = await Promise.all(kinds.map((kind) => kind.listOwn(on, actor.id, at)));
  const rows = parts.flatMap((part) => part.rows);
  rows.sort((a, b) => (a.id < b.id === backwards ? -1 : 1));
  const total = parts.reduce((sum, part) => sum + part.total, 0);
  const page = cutPage(rows.slice(0, PAGE_SIZE + 1), (row) => row.id, { cursor: at.before, backwards });
  return { ...page, total };
}
