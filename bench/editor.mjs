// @ts-check
/*
 * `node bench/editor.mjs`: measures the time from a key press until its letter is painted, in the real editor,
 * on a section of 250,000 characters and 40 tables (E15: 95 of 100 within 50 ms); and the transfers of an
 * editor's first visit until one can type. Prints Markdown tables. `npm run bench:editor`; with `-- --visits`
 * only the first visits.
 */
import { chromium } from "@playwright/test";
import { buildAll } from "../scripts/lib/build.mjs";
import { findChromium, NO_CHROMIUM } from "../scripts/lib/chromium.mjs";
import { BROWSER_ARGUMENTS, visitEditor } from "./lib/first-visit.mjs";
import { startProduct } from "./lib/product.mjs";
import { machine } from "./lib/report.mjs";

const KEYS = 150;
/** Milliseconds between keys: a fast typist. */
const PAUSE = 70;
const LIMIT = 50;

/** Places to type in: what is clicked, and the typed text. */
const PLACES = [
  { name: "a paragraph in the middle", selector: ".ProseMirror > p", at: 0.5, text: "the court orders " },
  { name: "a cell of a table in the middle", selector: ".ProseMirror td p", at: 0.5, text: "article " },
  { name: "the first paragraph", selector: ".ProseMirror > p", at: 0, text: "the court orders " },
];

/** Editors opened with an empty cache: of a section, of records, of a new post; then of a material. */
const VISITED = [
  "/countries/editor/edit/policies",
  "/countries/editor/edit/sources",
  "/blog/new",
  "/fr/blog/new",
  "/ar/blog/new",
];

/**
 * Starts a material as the page's member and returns the address of its form.
 * @param {import("@playwright/test").Page} page
 * @param {string} memberId
 */
async function beginMaterial(page, memberId) {
  const slug = await page.evaluate(async (member) => {
    const response = await fetch("/api/materials", {
      method: "POST",
      headers: { "content-type": "application/json", "octopus-member": member },
      body: JSON.stringify({ title: "Course for measuring", language: "en", clientToken: "a".repeat(24) }),
    });
    return (await response.json()).slug;
  }, memberId);
  if (typeof slug !== "string") throw new Error("no material was begun");
  return `/training/${slug}/edit`;
}

/** Runs in the page: records for each key the time from the press until after the next frame. */
function watchKeys() {
  const seen = /** @type {{ times: number[] }} */ (/** @type {unknown} */ (window));
  seen.times = [];
  window.addEventListener(
    "keydown",
    (event) => {
      requestAnimationFrame(() => {
        // A message arrives after the frame was drawn.
        const { port1, port2 } = new MessageChannel();
        port1.onmessage = () => {
          seen.times.push(performance.now() - event.timeStamp);
          port1.close();
        };
        port2.postMessage(null);
      });
    },
    { capture: true },
  );
}

/** @param {number[]} times @param {number} share */
function quantile(times, share) {
  const sorted = [...times].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;
}

/**
 * @param {import("@playwright/test").Page} page
 * @param {typeof PLACES[number]} place
 */
async function typeIn(page, place) {
  const found = page.locator(place.selector);
  const target = found.nth(Math.floor(((await found.count()) - 1) * place.at));
  await target.scrollIntoViewIfNeeded();
  await target.click();
  await page.waitForTimeout(1_000);
  await page.evaluate(() => {
    /** @type {any} */ (window).times.length = 0;
  });
  for (let n = 0; n < KEYS; n += 1) {
    const letter = place.text[n % place.text.length] ?? "x";
    await page.keyboard.press(letter === " " ? "Space" : letter);
    await page.waitForTimeout(PAUSE);
  }
  await page.waitForTimeout(500);
  const times = await page.evaluate(() => /** @type {number[]} */ (/** @type {any} */ (window).times));
  return { place: place.name, times: [...times] };
}

/** @param {import("./lib/product.mjs").Product} product @param {string} executablePath */
async function measure(product, executablePath) {
  const browser = await chromium.launch({ executablePath, args: BROWSER_ARGUMENTS });
  try {
    const origin = `http://localhost:${product.port}`;
    const context = await browser.newContext({ viewport: { width: 1440, height: 900 } });
    const [name = "", value = ""] = (product.editors[0]?.cookie ?? "").split("=");
    await context.addCookies([{ name, value, url: origin, httpOnly: true, sameSite: "Lax" }]);
    const page = await context.newPage();
    await page.addInitScript(watchKeys);
    const from = performance.now();
    await page.goto(`${origin}/countries/editor/edit/legislation`);
    await page.locator(".ProseMirror p").first().waitFor();
    const opened = performance.now() - from;
    const size = await page.evaluate(() => ({
      characters: document.querySelector(".ProseMirror")?.textContent?.length ?? 0,
      tables: document.querySelectorAll(".ProseMirror table").length,
    }));
    const visits = [];
    const paths = [...VISITED, await beginMaterial(page, product.editors[0]?.memberId ?? "")];
    for (const path of paths) visits.push(await visitEditor(browser, origin, path, { name, value }));
    const typed = [];
    for (const place of process.argv.includes("--visits") ? [] : PLACES)
      typed.push(await typeIn(page, place));
    return { opened, size, typed, visits };
  } finally {
    await browser.close();
  }
}

const executablePath = await findChromium();
if (!executablePath) throw new Error(NO_CHROMIUM);
if (!process.argv.includes("--no-build")) await buildAll();
const product = await startProduct({
  load: ["--profiles", "1"],
  say: (line) => void process.stderr.write(`${line}\n`),
});
try {
  const { opened, size, typed, visits } = await measure(product, executablePath);
  const lines = typed.map(({ place, times }) => {
    const [p50, p95, p99] = [0.5, 0.95, 0.99].map((share) => quantile(times, share).toFixed(1));
    const isMet = times.length >= 100 && quantile(times, 0.95) <= LIMIT;
    return `| ${place} | ${times.length} | ${p50} | ${p95} | ${p99} | ${Math.max(...times).toFixed(1)} | ${isMet ? "met" : "**missed**"} |`;
  });
  const kb = (/** @type {number} */ bytes) => (bytes / 1024).toFixed(1);
  const first = visits.map(
    (one) =>
      `| ${one.path} | ${one.requests} | ${kb(one.total)} | ${kb(one.html)} | ${kb(one.css)} | ${kb(one.scripts)} | ${kb(one.fonts)} | ${one.shift.toFixed(3)} | ${one.largestPaint} | ${one.ready} |`,
  );
  const conditions = Object.entries(machine()).map(([name, value]) => `${name} ${value}`);
  process.stdout.write(`${new Date().toISOString()}; ${conditions.join(", ")}.
A section of ${size.characters.toLocaleString("en")} characters and ${size.tables} tables, opened in ${Math.round(opened)} ms.

| typed in | keys | p50 ms | p95 | p99 | longest | p95 ≤ ${LIMIT} |
| --- | --: | --: | --: | --: | --: | --- |
${lines.join("\n")}

| first visit, until one can type | requests | KB | HTML | CSS | scripts | fonts | layout shift | largest paint ms | ready ms |
| --- | --: | --: | --: | --: | --: | --: | --: | --: | --: |
${first.join("\n")}
`);
} finally {
  await product.stop();
}
