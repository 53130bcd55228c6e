// @ts-check
import { chromium } from "@playwright/test";

/**
 * What a first visit with an empty cache brings over the wire, in bytes, by type, heads of answers included.
 * @typedef {object} Visit
 * @property {string} path
 * @property {number} requests
 * @property {number} total
 * @property {number} html
 * @property {number} css
 * @property {number} scripts
 * @property {number} fonts
 * @property {number} other
 * @property {number} foreign requests that left the site: none may
 * @property {number} firstPaint milliseconds
 */

/** Chromium's name of a type, and ours. */
const TYPES = /** @type {const} */ ({
  Document: "html",
  Stylesheet: "css",
  Script: "scripts",
  Font: "fonts",
});

/** Chromium's arguments: no connections except to the pages under test. */
export const BROWSER_ARGUMENTS = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
  "--disable-dev-shm-usage",
];

/**
 * Visits pages, each with a browser that never saw the site.
 * @param {string} executablePath
 * @param {string} origin
 * @param {readonly string[]} paths
 * @returns {Promise<Visit[]>}
 */
export async function firstVisits(executablePath, origin, paths) {
  const browser = await chromium.launch({ executablePath, args: BROWSER_ARGUMENTS });
  try {
    const visits = [];
    for (const path of paths) visits.push(await visit(browser, origin, path));
    return visits;
  } finally {
    await browser.close();
  }
}

/**
 * @param {import("@playwright/test").Browser} browser
 * @param {string} origin
 * @param {string} path
 * @returns {Promise<Visit>}
 */
async function visit(browser, origin, path) {
  const context = await browser.newContext({ viewport: { width: 1280, height: 800 } });
  const page = await context.newPage();
  const count = await countTransfers(context, page, origin);
  await page.goto(`${origin}${path}`, { waitUntil: "load" });
  // Time for scripts that wait until the page is idle.
  await page.waitForTimeout(1_500);
  const firstPaint = await page.evaluate(
    () => performance.getEntriesByName("first-contentful-paint")[0]?.startTime ?? Number.NaN,
  );
  await context.close();
  return { path, ...count(), firstPaint: Math.round(firstPaint) };
}

/**
 * What the first visit of an editor asks for until one can type in it, counted whole even where it arrives later, with
 * the shifts of its layout and its largest paint.
 * @typedef {Omit<Visit, "firstPaint"> & { shift: number, largestPaint: number, ready: number }} EditorVisit
 */

/**
 * Opens an editor with an empty cache, as the member of a cookie.
 * @param {import("@playwright/test").Browser} browser
 * @param {string} origin
 * @param {string} path
 * @param {{ name: string, value: string }} cookie
 * @returns {Promise<EditorVisit>}
 */
export async function visitEditor(browser, origin, path, cookie) {
  const context = await browser.newContext({ viewport: { width: 1280, height: 800 } });
  await context.addCookies([{ ...cookie, url: origin, httpOnly: true, sameSite: "Lax" }]);
  const page = await context.newPage();
  await page.addInitScript(watchPaints);
  const count = await countTransfers(context, page, origin);
  const from = Date.now();
  await page.goto(`${origin}${path}`, { waitUntil: "commit" });
  await page.locator("#editor .ProseMirror, #editor .editing").first().waitFor();
  await page.waitForTimeout(3_000);
  const { shift, largestPaint, readyAt } = await page.evaluate(
    () =>
      /** @type {{ shift: number, largestPaint: number, readyAt: number }} */ (
        /** @type {any} */ (window).paints
      ),
  );
  await context.close();
  const ready = Math.round(readyAt - from);
  return { path, ...count(readyAt), ready, shift, largestPaint: Math.round(largestPaint) };
}

/** Runs in the page: records layout shifts, the largest paint, and when typing becomes possible. */
function watchPaints() {
  const paints = { shift: 0, largestPaint: 0, readyAt: 0 };
  /** @type {any} */ (window).paints = paints;
  new PerformanceObserver((list) => {
    for (const entry of /** @type {any[]} */ (list.getEntries()))
      if (!entry.hadRecentInput) paints.shift += entry.value;
  }).observe({ type: "layout-shift", buffered: true });
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries()) paints.largestPaint = entry.startTime;
  }).observe({ type: "largest-contentful-paint", buffered: true });
  new MutationObserver((_, observer) => {
    if (!document.querySelector("#editor .ProseMirror, #editor .editing")) return;
    paints.readyAt = performance.timeOrigin + performance.now();
    observer.disconnect();
  }).observe(document, { childList: true, subtree: true });
}

/**
 * Records all transfers of a page from now on. Returns a function that adds up those requested before a moment,
 * in milliseconds since 1970.
 * @param {import("@playwright/test").BrowserContext} context
 * @param {import("@playwright/test").Page} page
 * @param {string} origin
 */
async function countTransfers(context, page, origin) {
  const session = await context.newCDPSession(page);
  await session.send("Network.enable");
  /** @type {Map<string, { type: string, at: number, isForeign: boolean, bytes: number }>} */
  const asked = new Map();
  session.on("Network.requestWillBeSent", ({ requestId, type = "", request, wallTime }) => {
    const isForeign = !request.url.startsWith(origin) && !request.url.startsWith("data:");
    asked.set(requestId, { type, at: wallTime * 1_000, isForeign, bytes: 0 });
  });
  session.on("Network.loadingFinished", ({ requestId, encodedDataLength }) => {
    const one = asked.get(requestId);
    if (one) one.bytes = encodedDataLength;
  });
  return (until = Number.POSITIVE_INFINITY) => {
    const found = { requests: 0, total: 0, html: 0, css: 0, scripts: 0, fonts: 0, other: 0, foreign: 0 };
    for (const { type, at, isForeign, bytes } of asked.values()) {
      if (at > until) continue;
      if (isForeign) found.foreign += 1;
      if (bytes <= 0) continue;
      found.requests += 1;
      found.total += bytes;
      found[TYPES[/** @type {keyof typeof TYPES} */ (type)] ?? "other"] += bytes;
    }
    return found;
  };
}
