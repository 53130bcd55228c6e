import type { AnyPgColumn, PgTable } from "drizzle-orm/pg-core";
import type { Queryable } from "@/db/client";
import type { Ctx } from "./ctx";

/** What a domain keeps about members. */
export interface PersonalData {
  /** What it keeps about one, for their own copy. */
  collect?(on: Queryable, memberId: string): Promise<object>;
  /** Tables of which every row about a member goes with them. */
  tables?: readonly (PgTable & { memberId: AnyPgColumn })[];
  /** What else of it goes with a member: done before the rows of those tables go. */
  erase?(ctx: Ctx, memberId: string): Promise<unknown>;
  /** Removes what has had its time, whomever it is about; for the retention job. Answers how many of each sort. */
  expire?(ctx: Ctx): Promise<Record<string, number>>;
  /** Other columns that name a member: `erase` sees to them, or they go on saying that a former member did it. */
  besides?: readonly AnyPgColumn[];
}

let composed: readonly PersonalData[] | undefined;

/** Gives commands what every domain keeps. The table names them all, so it is handed over when it is loaded. */
export function composePersonalData(all: readonly PersonalData[]): void {
  composed = all;
}

/** What every domain keeps about members. Throws in a process that never loaded the table. */
export function personalData(): readonly PersonalData[] {
  if (!composed) throw new Error("lib/personal-data.ts was not loaded: import it, or lib/transact.ts, first");
  return composed;
}

/** Every table of which all rows about a member go with them. */
export const personalTables = () => personalData().flatMap(({ tables = [] }) => tables);
