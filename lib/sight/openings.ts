import type { Actor } from "@/lib/core/actor";

/** What answers an address of the site, and to whom. */
export interface Opening {
  kind: "page" | "screen";
  /** Whether the address shows its page to an actor (null: a visitor), as it would if they opened it. */
  opens: (actor: Actor | null) => Promise<boolean>;
}

/** Finds what answers a path without language; null if nothing does. */
export type FindOpening = (path: string) => Promise<Opening | null>;

// The web process registers it: the routes import the domains, never the reverse.
const KEY = Symbol.for("octopus.openings");
const shared = globalThis as { [KEY]?: FindOpening };

/** Registers the function that finds what answers an address. */
export function setOpenings(find: FindOpening): void {
  shared[KEY] = find;
}

/** Finds by the registered function. Throws if the web process registered none. */
export function findOpening(path: string): Promise<Opening | null> {
  const find = shared[KEY];
  if (!find) throw new Error("No openings are registered: start the product with scripts/serve.ts");
  return find(path);
}
