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

/** Chromium's word for a type, and ours. */
const TYPES = /** @type {const} */ ({
  Document: "html",
  Stylesheet: "css",
  Script: "scripts",
  Font: "fonts",
});

/** What Chromium is started with here: it talks to nobody but the pages that it is shown. */
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
  const found = await countTransfers(context, page, origin);
  await page.goto(`${origin}${path}`, { waitUntil: "load" });
  // Scripts that wait for the page to be still have their turn.
  await page.waitForTimeout(1_500);
  const firstPaint = await page.evaluate(
    () => performance.getEntriesByName("first-contentful-paint")[0]?.startTime ?? Number.NaN,
  );
  await context.close();
  return { path, ...found, firstPaint: Math.round(firstPaint) };
}

/**
 * What the first visit of an editor brings until one can type in it, with the shifts of its layout and its largest paint.
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
  const counted = await countTransfers(context, page, origin);
  const from = performance.now();
  await page.goto(`${origin}${path}`, { waitUntil: "commit" });
  await page.locator("#editor .ProseMirror, #editor .editing").first().waitFor();
  const ready = Math.round(performance.now() - from);
  const found = { ...counted };
  await page.waitForTimeout(3_000);
  const { shift, largestPaint } = await page.evaluate(
    () => /** @type {{ shift: number, largestPaint: number }} */ (/** @type {any} */ (window).paints),
  );
  await context.close();
  return { path, ...found, ready, shift, largestPaint: Math.round(largestPaint) };
}

/** Runs in the page: notes what moved without being asked to, and when the largest thing was painted. */
function watchPaints() {
  const paints = { shift: 0, largestPaint: 0 };
  /** @type {any} */ (window).paints = paints;
  new PerformanceObserver((list) => {
    for (const entry of /** @type {any[]} */ (list.getEntries()))
      if (!entry.hadRecentInput) paints.shift += entry.value;
  }).observe({ type: "layout-shift", buffered: true });
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries()) paints.largestPaint = entry.startTime;
  }).observe({ type: "largest-contentful-paint", buffered: true });
}

/**
 * Counts what comes over the wire for a page from now on.
 * @param {import("@playwright/test").BrowserContext} context
 * @param {import("@playwright/test").Page} page
 * @param {string} origin
 */
async function countTransfers(context, page, origin) {
  const session = await context.newCDPSession(page);
  await session.send("Network.enable");
  /** @type {Map<string, string>} */
  const types = new Map();
  const found = { requests: 0, total: 0, html: 0, css: 0, scripts: 0, fonts: 0, other: 0, foreign: 0 };
  session.on("Network.requestWillBeSent", ({ requestId, type, request }) => {
    types.set(requestId, type ?? "");
    if (!request.url.startsWith(origin) && !request.url.startsWith("data:")) found.foreign += 1;
  });
  session.on("Network.loadingFinished", ({ requestId, encodedDataLength }) => {
    if (encodedDataLength <= 0) return;
    const type = TYPES[/** @type {keyof typeof TYPES} */ (types.get(requestId))] ?? "other";
    found.requests += 1;
    found.total += encodedDataLength;
    found[type] += encodedDataLength;
  });
  return found;
}
