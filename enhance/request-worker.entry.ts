/*
 * Keeps the page of the wizard with its files in this browser, so that it opens without a connection. It answers for this
 * page alone, stores nothing that was typed, and asks the network first, so that a new version is seen at once.
 */

const CACHE = "octopus-request-1";
const PAGE = /^(?:\/[a-z]{2})?\/cooperation\/request$/;
const ASSET = /^\/assets\//;

interface Lasting {
  waitUntil(done: Promise<unknown>): void;
}
/** The parts of a worker that are used here; TypeScript knows those of pages only. */
interface Worker {
  skipWaiting(): Promise<void>;
  clients: { claim(): Promise<void> };
  addEventListener(kind: "install" | "activate", run: (event: Lasting) => void): void;
  addEventListener(kind: "message", run: (event: Lasting & { data: unknown }) => void): void;
  addEventListener(
    kind: "fetch",
    run: (event: Lasting & { request: Request; respondWith(answer: Promise<Response>): void }) => void,
  ): void;
}

const worker = globalThis as unknown as Worker;

worker.addEventListener("install", (event) => event.waitUntil(worker.skipWaiting()));
worker.addEventListener("activate", (event) => event.waitUntil(worker.clients.claim()));

/** The page names itself and the files that it was drawn with; those of earlier versions are dropped. */
worker.addEventListener("message", (event) => {
  const { data } = event;
  const named = Array.isArray(data) ? data.filter((one): one is string => typeof one === "string") : [];
  if (named.length > 0) event.waitUntil(keep(named));
});

async function keep(named: readonly string[]): Promise<void> {
  const cache = await caches.open(CACHE);
  const wanted = named.map((one) => new URL(one, location.origin)).filter(isOurs);
  const known = await cache.keys();
  const addresses = new Set(wanted.map(({ href }) => href));
  await Promise.all(
    known.filter(({ url }) => isAsset(url) && !addresses.has(url)).map((one) => cache.delete(one)),
  );
  const missing = wanted.filter(({ href }) => !known.some(({ url }) => url === href && isAsset(url)));
  await Promise.all(missing.map(({ href }) => cache.add(href)));
}

const isOurs = ({ origin, pathname }: URL) =>
  origin === location.origin && (PAGE.test(pathname) || ASSET.test(pathname));
const isAsset = (address: string) => ASSET.test(new URL(address).pathname);

worker.addEventListener("fetch", (event) => {
  const { request } = event;
  const at = new URL(request.url);
  if (request.method !== "GET" || !isOurs(at)) return;
  event.respondWith(isAsset(request.url) ? kept(request) : newest(request, at));
});

/** Files have their version in their address: what is kept is right. */
async function kept(request: Request): Promise<Response> {
  return (await caches.match(request)) ?? fetch(request);
}

/** The page as it is now; without a connection, as it was. Its query says nothing, so it is left out. */
async function newest(request: Request, { origin, pathname }: URL): Promise<Response> {
  try {
    return await fetch(request);
  } catch (error) {
    const before = await caches.match(`${origin}${pathname}`);
    if (before) return before;
    throw error;
  }
}

export {};
