import { AsyncLocalStorage } from "node:async_hooks";
import type { Actor } from "@/lib/core/actor";
import type { Origin } from "@/lib/core/ctx";

/** What the front door knows of a request, for everything behind it. */
export interface RequestContext {
  /** Address as typed, before any rewrite. */
  pathname: string;
  search: string;
  origin: Origin;
  /**
   * Sets the encoding of the body. The framework drops that header from a route's answer, taking it for a
   * leftover of a fetch, so it is set where the answer is written.
   */
  setEncoding?: (encoding: string) => void;
  /**
   * Called once the page is drawn and stored, before it is sent, so that waiting readers do not depend on a
   * slow connection.
   */
  drawn?: () => void;
  /** The actor, read once per request. */
  actor?: Promise<Actor | null>;
}

// Framework and front door load this module separately but must share the storage.
const KEY = Symbol.for("octopus.request-context");
const shared = globalThis as { [KEY]?: AsyncLocalStorage<RequestContext> };
shared[KEY] ??= new AsyncLocalStorage<RequestContext>();
const storage = shared[KEY];

export function runInRequest<T>(context: RequestContext, run: () => T): T {
  return storage.run(context, run);
}

export function requestContext(): RequestContext | undefined {
  return storage.getStore();
}

/** Returns the origin of a request, for audit entries and limits; without the front door it has no address. */
export function requestOrigin(via: Origin["via"] = "web"): Origin {
  const origin = storage.getStore()?.origin;
  return origin ? { ...origin, via } : { via, ip: null, device: null };
}
