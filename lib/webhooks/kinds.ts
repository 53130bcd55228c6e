import type { Queryable } from "@/db/client";
import { Composed } from "@/lib/core/composed";
import { composeEventKinds, TEST_KIND } from "./model";

/** What is said of an event: facts and addresses, never texts. Paths begin with "/". */
export interface PublicThing {
  countries: readonly string[];
  topics: readonly string[];
  /** As "185:18". */
  articles: readonly string[];
  /** The page for people, and the address of the same in the API; null where it has none. */
  path: string;
  apiPath: string | null;
  /** Further fields. */
  more: Readonly<Record<string, unknown>>;
}

/** A kind of public events, as the domain in which they happen describes it. */
export interface EventKind {
  kind: string;
  /** Reads what an event is about as everybody can read it now; null if not everybody can. */
  read(subjectId: string, on: Queryable): Promise<PublicThing | null>;
}

/** An event about nothing, for one endpoint. */
const TEST: EventKind = {
  kind: TEST_KIND,
  read: () =>
    Promise.resolve({ countries: [], topics: [], articles: [], path: "/", apiPath: "/api/v1", more: {} }),
};

const table = new Composed<readonly EventKind[]>("lib/webhook-kinds.ts");

/** Registers the kinds of events. The table imports every domain that has some. */
export function composeWebhooks(kinds: readonly EventKind[]): void {
  table.set(kinds);
  composeEventKinds(kinds.map(({ kind }) => kind));
}

/** Reads what an event is about, for everybody. An event of a kind that a later version removed is about nothing. */
export async function readPublic(
  event: { kind: string; subjectId: string },
  on: Queryable,
): Promise<PublicThing | null> {
  const known = [...table.get(), TEST].find(({ kind }) => kind === event.kind);
  return known ? known.read(event.subjectId, on) : null;
}
