/** Answers a request of a page or of the API. */
export type Dispatcher = (request: Request) => Promise<Response>;

// The framework bundles this module for itself and the web process for itself: what they share is one symbol.
const KEY = Symbol.for("octopus.dispatcher");
const shared = globalThis as { [KEY]?: Dispatcher };

/** Registers the function that answers all requests which the framework passes on. */
export function setDispatcher(dispatcher: Dispatcher): void {
  shared[KEY] = dispatcher;
}

/** Answers a request by the registered function. Throws when the web process has registered none. */
export function dispatch(request: Request): Promise<Response> {
  const dispatcher = shared[KEY];
  if (!dispatcher) throw new Error("No dispatcher is registered: start the product with scripts/serve.ts");
  return dispatcher(request);
}
