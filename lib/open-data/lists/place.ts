import type { Queryable } from "@/db/client";
import { invalidFields } from "@/lib/core/errors";

/** Position and number of rows of a page of a list. */
export interface Place {
  after?: string | undefined;
  limit: number;
}

/** A page of a list, and the key for the next page; null at the end. */
export interface Listed<Row> {
  rows: Row[];
  next: string | null;
}

/** Lists a page of rows that visitors can read, for any reader. */
export type Lister<Filters> = (filters: Filters & Place, on: Queryable) => Promise<Listed<unknown>>;

/** Cuts rows to the page's length; one more was read to know whether there is a next page. */
export function cut<Row>(rows: readonly Row[], limit: number, keyOf: (row: Row) => string): Listed<Row> {
  const kept = rows.slice(0, limit);
  const last = kept.at(-1);
  return { rows: kept, next: rows.length > limit && last !== undefined ? keyOf(last) : null };
}

/** Splits the key of a page into its parts. Throws `invalid` if it is not a key of this list. */
export function partsOfKey(after: string, pattern: RegExp): string[] {
  const found = pattern.exec(after);
  if (!found) throw invalidFields({ after: ["format"] });
  return found.slice(1).map((part) => part ?? "");
}

export const UUID = "[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}";
