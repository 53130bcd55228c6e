import type { FactName, Given } from "./audit";
import { Composed } from "./composed";
import type { Ctx } from "./ctx";
import type { Job } from "./jobs";

/** A step of a transaction. It can return further scopes that it found to be stale. */
type Step<Details, Named> = (ctx: Ctx, details: Details) => Promise<Named>;

/** What a fact triggers. */
export interface Consequence<Details> {
  /** Scopes whose documents are stale once the transaction commits. */
  stale?: (details: Details) => string[];
  /** Further stale scopes that need a query, e.g. the pages on which something is shown. */
  staleFromDb?: (ctx: Ctx, details: Details) => Promise<string[]>;
  /** Steps in the same transaction, e.g. projections and indexes. */
  now?: readonly (Step<Details, void> | Step<Details, readonly string[]>)[];
  /** Jobs to queue in the same transaction. */
  later?: (details: Details) => Job[];
}

export type Consequences = { [F in FactName]: Consequence<Given<F>> };

const table = new Composed<Consequences>("lib/consequences/");

/**
 * Registers the consequences of all facts. The table imports every domain and domains import the transaction,
 * so `lib/transact.ts` passes it in to avoid an import cycle.
 */
export function composeConsequences(all: Consequences): void {
  table.set(all);
}

/** Finds the consequences of a fact. Throws in a process that never loaded the table. */
export function consequenceOf<F extends FactName>(fact: F): Consequence<Given<F>> {
  return table.get()[fact];
}
