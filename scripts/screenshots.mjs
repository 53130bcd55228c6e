/**
 * Shoots the product as it runs, into docs/screenshots: the main pages at three widths, light and dark, in English
 * and Arabic.
 *
 *   BASE=http://localhost:3000 EMAIL=… PASSWORD=… node scripts/screenshots.mjs [page …]
 *
 * EMAIL and PASSWORD are those of a member without two-factor sign-in; without them the editor is left out. The few
 * pictures that the README shows are kept in git (see docs/screenshots/.gitignore); the others are for looking at.
 */
import { existsSync } from "node:fs";
import { mkdir, writeFile } from "node:fs/promises";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { chromium } from "@playwright/test";

const OUT = path.resolve(path.dirname(fileURLToPath(import.meta.url)), "../docs/screenshots");
const BASE = process.env.BASE ?? "http://localhost:3000";
const EXECUTABLE = process.env.CHROMIUM_PATH ?? "/usr/bin/chromium";
const MAX_HEIGHT = 2600;

const PAGES = {
  home: "/",
  countries: "/countries",
  country: "/countries/senegal",
  edit: "/countries/senegal/edit/legislation",
  history: "/countries/senegal/history",
  diff: "/countries/senegal/diff?from=1&to=2",
  join: "/join",
  signin: "/signin",
};
const NEEDS_MEMBER = new Set(["edit"]);
const WIDTHS = [1440, 390, 320];
const SCHEMES = ["light", "dark"];
const LOCALES = ["en", "ar"];

const wanted = process.argv.slice(2);
const unknown = wanted.filter((name) => !(name in PAGES));
if (unknown.length > 0) {
  console.error(`No such page: ${unknown.join(", ")}. Known: ${Object.keys(PAGES).join(", ")}`);
  process.exit(1);
}

const browser = await chromium.launch({
  ...(existsSync(EXECUTABLE) ? { executablePath: EXECUTABLE } : {}),
  args: [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-dev-shm-usage",
  ],
});
try {
  await mkdir(OUT, { recursive: true });
  const member = await signIn();
  for (const [name, address] of Object.entries(PAGES)) {
    if (wanted.length > 0 && !wanted.includes(name)) continue;
    if (NEEDS_MEMBER.has(name) && !member) {
      console.log(`${name}: left out, EMAIL and PASSWORD are not set`);
      continue;
    }
    await shootAll(name, address, NEEDS_MEMBER.has(name) ? member : undefined);
  }
} finally {
  await browser.close();
}

/** The cookies of a member, or null when none is given. */
async function signIn() {
  const { EMAIL, PASSWORD } = process.env;
  if (!EMAIL || !PASSWORD) return null;
  const context = await browser.newContext({ baseURL: BASE });
  const page = await context.newPage();
  await page.goto("/signin");
  await page.getByLabel("Email", { exact: true }).fill(EMAIL);
  await page.getByLabel("Password", { exact: true }).fill(PASSWORD);
  await page.getByRole("button", { name: "Sign in" }).click();
  await page.waitForURL((url) => !url.pathname.endsWith("/signin"));
  const state = await context.storageState();
  await context.close();
  return state;
}

async function shootAll(name, address, storageState) {
  for (const locale of LOCALES) {
    for (const colorScheme of SCHEMES) {
      const context = await browser.newContext({
        baseURL: BASE,
        colorScheme,
        reducedMotion: "reduce",
        ...(storageState ? { storageState } : {}),
      });
      const page = await context.newPage();
      for (const width of WIDTHS) {
        await page.setViewportSize({ width, height: 900 });
        const response = await page.goto(localised(locale, address), { waitUntil: "networkidle" });
        if (!response?.ok()) console.warn(`${name} (${locale}): status ${response?.status()}`);
        await shoot(page, width, `${name}-${width}-${colorScheme}-${locale}.webp`);
      }
      await context.close();
    }
  }
  console.log(`${name}: ${LOCALES.length * SCHEMES.length * WIDTHS.length} pictures`);
}

function localised(locale, address) {
  if (locale === "en") return address;
  return address === "/" ? `/${locale}` : `/${locale}${address}`;
}

/** One picture of the page from its top, as WebP, which the browser itself can make. */
async function shoot(page, width, file) {
  const height = await page.evaluate(() => document.documentElement.scrollHeight);
  const session = await page.context().newCDPSession(page);
  const { data } = await session.send("Page.captureScreenshot", {
    format: "webp",
    quality: 80,
    captureBeyondViewport: true,
    clip: { x: 0, y: 0, width, height: Math.min(height, MAX_HEIGHT), scale: 1 },
  });
  await session.detach();
  await writeFile(path.join(OUT, file), Buffer.from(data, "base64"));
}
