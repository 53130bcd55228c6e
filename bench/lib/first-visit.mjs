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
  await page.goto(`${origin}${path}`, { waitUntil: "load" });
  // Scripts that wait for the page to be still have their turn.
  await page.waitForTimeout(1_500);
  const firstPaint = await page.evaluate(
    () => performance.getEntriesByName("first-contentful-paint")[0]?.startTime ?? Number.NaN,
  );
  await context.close();
  return { path, ...found, firstPaint: Math.round(firstPaint) };
}
