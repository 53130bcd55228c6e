import type { FactName, Given } from "./audit";
import type { Ctx } from "./ctx";
import type { Job } from "./jobs";

/** A step of a transaction; some name scopes that they found to be stale. */
type Step<Details, Named> = (ctx: Ctx, details: Details) => Promise<Named>;

/** What follows from a fact. */
export interface Consequence<Details> {
  /** Scopes whose documents are stale from the commit on. */
  stale?: (details: Details) => string[];
  /** Further ones, which the database knows: where something is shown. */
  staleFromDb?: (ctx: Ctx, details: Details) => Promise<string[]>;
  /** Steps in the same transaction: projections, indexes. */
  now?: readonly (Step<Details, void> | Step<Details, readonly string[]>)[];
  /** Jobs, queued in the same transaction. */
  later?: (details: Details) => Job[];
}

export type Consequences = { [F in FactName]: Consequence<Given<F>> };

let composed: Consequences | undefined;

/**
 * Gives the transaction what follows from each fact. The table names every domain, and domains use the transaction, so
 * it is handed over when it is loaded (by `lib/transact.ts`) instead of imported.
 */
export function composeConsequences(all: Consequences): void {
  composed = all;
}

/** What follows from a fact. Throws in a process that never loaded the table. */
export function consequenceOf<F extends FactName>(fact: F): Consequence<Given<F>> {
  if (!composed) throw new Error("lib/consequences/ was not loaded: import lib/transact.ts first");
  return composed[fact];
}
