import { AsyncLocalStorage } from "node:async_hooks";
import type { Actor } from "@/lib/core/actor";
import type { Origin } from "@/lib/core/ctx";

/** What the front door knows of a request and everything behind it may ask. */
export interface RequestContext {
  /** The address as the reader typed it, before any rewrite. */
  pathname: string;
  search: string;
  origin: Origin;
  /**
   * Says in which encoding the body is that follows. The framework drops that header from a route's answer, since
   * it takes it for a leftover of a fetch, so it is set where the answer is written.
   */
  setEncoding?: (encoding: string) => void;
  /** Called when the page is drawn and kept, before it is sent: those who wait for it need not wait for a slow line. */
  drawn?: () => void;
  /** The actor, read once per request. */
  actor?: Promise<Actor | null>;
}

// The framework and the front door load this module twice; the storage must be one.
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

/** Where a request comes from, for audit entries and limits; a request that no front door saw has no address. */
export function requestOrigin(via: Origin["via"] = "web"): Origin {
  const origin = storage.getStore()?.origin;
  return origin ? { ...origin, via } : { via, ip: null, device: null };
}
