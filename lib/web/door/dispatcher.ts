/** Handles a request of a page or of the API. */
export type Dispatcher = (request: Request) => Promise<Response>;

// Framework and web process bundle this module separately; they share state by this symbol.
const KEY = Symbol.for("octopus.dispatcher");
const shared = globalThis as { [KEY]?: Dispatcher };

/** Registers the function that handles all requests passed on by the framework. */
export function setDispatcher(dispatcher: Dispatcher): void {
  shared[KEY] = dispatcher;
}

/** Handles a request by the registered function. Throws if the web process registered none. */
export function dispatch(request: Request): Promise<Response> {
  const dispatcher = shared[KEY];
  if (!dispatcher) throw new Error("No dispatcher is registered: start the product with scripts/serve.ts");
  return dispatcher(request);
}
