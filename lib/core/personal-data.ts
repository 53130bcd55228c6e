import type { AnyPgColumn, PgTable } from "drizzle-orm/pg-core";
import type { Queryable } from "@/db/client";
import { Composed } from "./composed";
import type { Ctx } from "./ctx";

/** What a domain stores about members. */
export interface PersonalData {
  /** Collects one member's data for their own export. */
  collect?(on: Queryable, memberId: string): Promise<object>;
  /** Tables whose rows about a member are all deleted when the member is erased. */
  tables?: readonly (PgTable & { memberId: AnyPgColumn })[];
  /** Further erasure, run before the rows of `tables` are deleted. */
  erase?(ctx: Ctx, memberId: string): Promise<unknown>;
  /**
   * Deletes data past its retention period, for all members; run by the retention job. Returns how many rows
   * of each kind.
   */
  expire?(ctx: Ctx): Promise<Record<string, number>>;
  /** Other columns that refer to a member. `erase` clears them, or they stay and show "former member". */
  besides?: readonly AnyPgColumn[];
}

const table = new Composed<readonly PersonalData[]>("lib/personal-data.ts");

/**
 * Registers the personal data of all domains. The table imports them all, so it is passed in to avoid an
 * import cycle.
 */
export function composePersonalData(all: readonly PersonalData[]): void {
  table.set(all);
}

/** Lists what every domain stores about members. Throws in a process that never loaded the table. */
export const personalData = (): readonly PersonalData[] => table.get();

/** Lists every table whose rows about a member are deleted on erasure. */
export const personalTables = () => personalData().flatMap(({ tables = [] }) => tables);
