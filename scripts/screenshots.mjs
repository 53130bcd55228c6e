// @ts-check
/**
 * Takes screenshots of the built product with its starting data. Without arguments: the pictures of the README,
 * in docs/screenshots. With arguments: those pages at every width, theme and language, in a folder to look
 * through. `npm run screenshots`: the pictures of the README. `npm run screenshots -- all`: every page, or some
 * by name: home edit admin. `OUT=/some/folder`: target folder (default: test-results/screenshots).
 * `ONLY=1440-light-en,390-dark-ar`: these widths, themes and languages. Starts the product with its own data,
 * after `npm run build`, and stops it.
 */
import { execFileSync, spawn } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { mkdir, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { chromium } from "@playwright/test";
import { generateSync } from "otplib";
import { findChromium } from "./lib/chromium.mjs";

const ROOT = path.resolve(path.dirname(fileURLToPath(import.meta.url)), "..");
const KEPT_OUT = path.join(ROOT, "docs/screenshots");
const LOOK_OUT = path.resolve(process.env.OUT ?? path.join(ROOT, "test-results/screenshots"));
const PORT = process.env.E2E_PORT ?? "3961";
const BASE = `http://localhost:${PORT}`;
const EXECUTABLE = (await findChromium()) ?? "";
const PASSWORD = "a quiet harbour in november";
const MAX_HEIGHT = 2600;

/** @typedef {{ at: string, as?: "member" | "administrator", act?: (page: import("@playwright/test").Page) => Promise<void> }} Shot */

const POST = "/blog/preserve-first-ask-later";

/** @type {Record<string, Shot>} */
const PAGES = {
  home: { at: "/" },
  countries: { at: "/countries" },
  country: { at: "/countries/senegal" },
  history: { at: "/countries/senegal/history" },
  diff: { at: "/countries/senegal/diff?from=1&to=2" },
  revision: { at: "/countries/senegal/revisions/1" },
  changes: { at: "/changes" },
  blame: { at: "/countries/senegal/blame/legislation" },
  links: { at: "/countries/senegal/links" },
  report: { at: "/countries/senegal/report?section=laws" },
  legal: { at: "/countries/senegal/legal" },
  countrytopics: { at: "/countries/senegal/discussion" },
  gaps: { at: "/countries/senegal/legal/gaps" },
  convention: { at: "/convention" },
  article: { at: "/convention/185/16" },
  crosswalk: { at: "/convention/crosswalk" },
  compare: { at: "/compare?articles=2,16&countries=romania,france" },
  dual: { at: "/compare/dual-criminality?article=2&first=romania&second=france" },
  freshness: { at: "/countries/freshness" },
  translations: { at: "/countries/translations" },
  verify: { at: "/cooperation/verify" },
  reviewing: { at: "/help/reviewing" },
  members: { at: "/members" },
  about: { at: "/about" },
  help: { at: "/help/editing" },
  contact: { at: "/contact?page=/countries/senegal" },
  join: { at: "/join" },
  signin: { at: "/signin" },
  code: { at: "/signin/code" },
  forgot: { at: "/forgot" },
  missing: { at: "/no/such/page" },
  dead: { at: "/reset" },
  forbidden: { at: "/admin", as: "member" },
  edit: { at: "/countries/senegal/edit/legislation", as: "member", act: editorIsThere },
  copy: { at: "/countries/copy-law?to=georgia&of=senegal", as: "member" },
  copied: { at: "/countries/copy-law?to=georgia&of=senegal", as: "member", act: copyFirstLaw },
  records: { at: "/countries/senegal/edit/laws", as: "member", act: editorIsThere },
  cite: { at: "/countries/senegal/edit/legislation", as: "member", act: openCitation },
  newsource: { at: "/countries/senegal/edit/legislation", as: "member", act: openNewSource },
  welcome: { at: "/welcome", as: "member" },
  emptysection: { at: "/countries/tuvalu/edit/safeguards", as: "member", act: editorIsThere },
  newlaw: { at: "/countries/tuvalu/edit/laws", as: "member", act: editorIsThere },
  ownhome: { at: "/", as: "member" },
  me: { at: "/me", as: "member" },
  work: { at: "/me/work", as: "member" },
  waiting: { at: "/me/waiting", as: "member" },
  little: { at: "/countries/tuvalu" },
  contributions: { at: "/me/contributions", as: "member" },
  drafts: { at: "/me/drafts", as: "member" },
  notifications: { at: "/me/notifications", as: "member" },
  data: { at: "/me/data", as: "member" },
  security: { at: "/me/security", as: "member" },
  twofactor: { at: "/me/security/two-factor", as: "member" },
  admin: { at: "/admin", as: "administrator" },
  backups: { at: "/admin/backups", as: "administrator" },
  figures: { at: "/admin/figures", as: "administrator" },
  setup: { at: "/admin/setup", as: "administrator" },
  adminmembers: { at: "/admin/members", as: "administrator" },
  applications: { at: "/admin/applications", as: "administrator" },
  categories: { at: "/admin/categories", as: "administrator" },
  pushing: { at: "/me/notifications", as: "member" },
  webhooks: { at: "/admin/webhooks", as: "administrator" },
  filters: { at: "/admin/filters", as: "administrator" },
  changecategory: { at: "/admin/categories/electronic-evidence", as: "administrator" },
  mailbox: { at: "/admin/mailbox", as: "administrator" },
  messages: { at: "/me/messages", as: "member" },
  reportedmessages: { at: "/moderation/messages", as: "administrator" },
  audit: { at: "/admin/audit", as: "administrator" },
  jobs: { at: "/admin/jobs", as: "administrator" },
  settings: { at: "/admin/settings", as: "administrator" },
  access: { at: "/admin/settings?part=access", as: "administrator" },
  colours: { at: "/admin/settings?part=look", as: "administrator" },
  logo: { at: "/admin/settings?part=logo", as: "administrator" },
  announcements: { at: "/admin/settings?part=notices", as: "administrator" },
  menu: { at: "/admin/settings?part=menu", as: "administrator" },
  featured: { at: "/admin/settings?part=featured", as: "administrator" },
  invitations: { at: "/admin/invitations", as: "administrator" },
  invitelist: { at: "/admin/invitations/list", as: "administrator", act: checkList },
  verifying: { at: "/countries/senegal", as: "administrator" },
  words: { at: "/admin/search", as: "administrator" },
  pagetexts: { at: "/admin/settings/pages", as: "administrator" },
  editcharter: { at: "/charter/edit", as: "administrator", act: editorIsThere },
  blog: { at: "/blog" },
  post: { at: POST },
  newpost: { at: "/blog/new", as: "member" },
  ownposts: { at: "/blog/mine", as: "member" },
  comment: { at: `${POST}/comment`, as: "member" },
  discussions: { at: "/discussions" },
  category: { at: "/discussions/electronic-evidence" },
  topic: { at: "/discussions/t/33" },
  owntopics: { at: "/me/discussions?list=new", as: "member" },
  unreadtopics: { at: "/me/discussions?category=electronic-evidence", as: "member" },
  newtopic: { at: "/discussions/new", as: "member" },
  reply: { at: "/discussions/t/33/comment", as: "member" },
  polls: { at: "/discussions/t/33/polls", as: "member" },
  watchcategory: { at: "/watchlist/watch?of=category:electronic-evidence", as: "member" },
  flagqueue: { at: "/moderation/flags", as: "administrator" },
  managetopic: { at: "/discussions/t/33/manage", as: "administrator" },
  rooms: { at: "/rooms", as: "member" },
  room: { at: "/rooms/among-members", as: "member" },
  roomtopic: { at: "/rooms/t/1", as: "member" },
  newroomtopic: { at: "/rooms/new", as: "member" },
  edittopic: { at: "/discussions/t/33/edit", as: "administrator" },
  training: { at: "/training" },
  material: { at: "/training/preservation-request-checklist" },
  entry: { at: "/training/electronic-evidence-guide" },
  newmaterial: { at: "/training/new", as: "member" },
  uploads: { at: "/me/uploads", as: "member" },
  search: { at: "/search?q=preservation+of+data", act: untilAllIsFound },
  start: { at: "/search" },
  ownsearch: { at: "/me/search?q=electronic+evidence", as: "member", act: untilAllIsFound },
  watchlist: { at: "/watchlist", as: "member" },
  notices: { at: "/notifications", as: "member" },
  moderation: { at: "/moderation", as: "administrator" },
  edits: { at: "/moderation/edits", as: "administrator" },
  reports: { at: "/moderation/reports", as: "administrator" },
  hide: { at: "/moderation/revisions/senegal/1", as: "administrator" },
  protect: { at: "/moderation/sections/senegal/laws", as: "administrator" },
  roommembers: { at: "/admin/categories/among-members", as: "administrator" },
  discussionqueue: { at: "/discussions/review", as: "administrator" },
  hidemessage: { at: "/moderation/discussions/1/1", as: "administrator" },
  pending: { at: "/countries/senegal/pending", as: "administrator" },
  files: { at: "/moderation/files", as: "administrator" },
  review: { at: "/blog/review", as: "administrator" },
  library: { at: "/training/review", as: "administrator" },
};
const WIDTHS = [1440, 390, 320];
const SCHEMES = /** @type {const} */ (["light", "dark"]);
const LOCALES = ["en", "fr", "ar"];
const ONLY = process.env.ONLY?.split(",");

/** The pictures in docs/screenshots, most of them shown in the README: each page at a chosen size, theme and language. */
const KEPT = /** @type {const} */ ([
  { name: "home", width: 1440, scheme: "light", locale: "en", height: 1200 },
  { name: "countries", width: 1440, scheme: "light", locale: "en", height: 1200 },
  { name: "country", width: 1440, scheme: "light", locale: "en", height: 1200 },
  { name: "country", width: 390, scheme: "dark", locale: "ar", height: 1000 },
  { name: "edit", width: 1440, scheme: "light", locale: "en", height: 1000 },
  { name: "diff", width: 1440, scheme: "light", locale: "en", height: 1000 },
  { name: "history", width: 390, scheme: "light", locale: "en", height: 1000 },
  { name: "article", width: 1440, scheme: "light", locale: "en", height: 1000 },
  { name: "compare", width: 1440, scheme: "light", locale: "en", height: 1000 },
  { name: "search", width: 1440, scheme: "light", locale: "en", height: 1000 },
  { name: "post", width: 1440, scheme: "light", locale: "en", height: 1000 },
  { name: "material", width: 1440, scheme: "light", locale: "en", height: 1000 },
  { name: "discussions", width: 1440, scheme: "light", locale: "en", height: 1000 },
]);

const words = process.argv.slice(2);
const names = words.includes("all") ? Object.keys(PAGES) : words;
const unknown = names.filter((name) => !(name in PAGES));
if (unknown.length > 0) {
  console.error(`No such page: ${unknown.join(", ")}. Known: ${Object.keys(PAGES).join(", ")}`);
  process.exit(1);
}
if (!existsSync(path.join(ROOT, "dist/serve.mjs"))) {
  console.error("The product is not built yet. Run npm run build first.");
  process.exit(1);
}

const product = spawn(process.execPath, ["e2e/server.mjs"], {
  cwd: ROOT,
  env: { ...process.env, E2E_PORT: PORT },
  stdio: ["ignore", "ignore", "inherit"],
});
const ended = new Promise((done) => product.once("exit", done));
const browser = await chromium.launch({
  ...(existsSync(EXECUTABLE) ? { executablePath: EXECUTABLE } : {}),
  args: ["--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-dev-shm-usage"],
});
/** @type {Map<string, Promise<Awaited<ReturnType<import("@playwright/test").BrowserContext["storageState"]>>>>} */
const signedIn = new Map();
try {
  await untilReady();
  if (names.length === 0) await shootKept();
  for (const name of names) await shootEverywhere(name);
} finally {
  await browser.close();
  product.kill("SIGTERM");
  await ended;
}

async function untilReady() {
  for (let tries = 0; tries < 600; tries += 1) {
    if (product.exitCode !== null) throw new Error("The product ended before it was ready.");
    const answer = await fetch(`${BASE}/api/health/ready`).catch(() => null);
    if (answer?.ok) return;
    await sleep(500);
  }
  throw new Error("The product was not ready within five minutes.");
}

async function shootKept() {
  await mkdir(KEPT_OUT, { recursive: true });
  for (const { name, width, scheme, locale, height } of KEPT) {
    const page = await open(name, scheme, width);
    await show(page, name, locale);
    await shoot(page, width, height, path.join(KEPT_OUT, `${name}-${width}-${scheme}-${locale}.webp`));
    await page.context().close();
  }
  console.log(`${KEPT.length} pictures in docs/screenshots`);
}

/** @param {string} name */
async function shootEverywhere(name) {
  await mkdir(LOOK_OUT, { recursive: true });
  for (const scheme of SCHEMES) {
    const page = await open(name, scheme, 1440);
    for (const locale of LOCALES) {
      for (const width of WIDTHS) {
        if (ONLY && !ONLY.includes(`${width}-${scheme}-${locale}`)) continue;
        await page.setViewportSize({ width, height: 900 });
        await show(page, name, locale);
        await shoot(page, width, MAX_HEIGHT, path.join(LOOK_OUT, `${name}-${width}-${scheme}-${locale}.png`));
      }
    }
    await page.context().close();
  }
  console.log(`${name}: ${ONLY?.length ?? SCHEMES.length * LOCALES.length * WIDTHS.length} pictures`);
}

/**
 * Opens a browser, signed in if the page needs it.
 * @param {string} name
 * @param {"light" | "dark"} colorScheme
 * @param {number} width
 */
async function open(name, colorScheme, width) {
  const role = PAGES[name]?.as;
  if (role && !signedIn.has(role)) signedIn.set(role, signIn(role));
  const storageState = role ? await signedIn.get(role) : undefined;
  const context = await browser.newContext({
    baseURL: BASE,
    colorScheme,
    locale: "en-GB",
    timezoneId: "UTC",
    reducedMotion: "reduce",
    viewport: { width, height: 900 },
    ...(storageState ? { storageState } : {}),
  });
  return context.newPage();
}

/**
 * @param {import("@playwright/test").Page} page
 * @param {string} name
 * @param {string} locale
 */
async function show(page, name, locale) {
  const shot = PAGES[name];
  if (!shot) throw new Error(`no page ${name}`);
  const address = locale === "en" ? shot.at : `/${locale}${shot.at === "/" ? "" : shot.at}`;
  await page.goto(address, { waitUntil: "load" });
  await page.evaluate(() => document.fonts.ready);
  await shot.act?.(page);
}

/** @param {import("@playwright/test").Page} page */
async function copyFirstLaw(page) {
  await page.locator("main section li a").first().click();
  await editorIsThere(page);
}

/** @param {import("@playwright/test").Page} page */
async function openNewSource(page) {
  await openCitation(page);
  await page.locator('dialog button[aria-pressed="false"]').click();
}

/** @param {import("@playwright/test").Page} page */
async function editorIsThere(page) {
  await page.locator("#editor .ProseMirror, #editor .records").first().waitFor();
}

/**
 * The worker indexes after the product is ready: articles and pages first, then files once read. Reloads
 * until both are among the results and no more appear.
 * @param {import("@playwright/test").Page} page
 */
async function untilAllIsFound(page) {
  const late = page.locator('input[name="type"]:is([value="article"], [value="file"])');
  let before = "";
  let same = 0;
  for (let tries = 0; tries < 90; tries += 1) {
    const now = (await late.count()) === 2 ? ((await page.locator("h1").textContent()) ?? "") : "";
    same = now !== "" && now === before ? same + 1 : 0;
    if (same === 3) return;
    before = now;
    await sleep(1_000);
    await page.reload({ waitUntil: "load" });
    await page.evaluate(() => document.fonts.ready);
  }
  throw new Error(`Not all was found within a minute and a half: ${page.url()}`);
}

/**
 * Pastes a list of people, and has it checked.
 * @param {import("@playwright/test").Page} page
 */
async function checkList(page) {
  await page
    .locator("textarea[name=list]")
    .fill(
      [
        "awa.ndiaye@justice.example\tSénégal\tMinistère de la Justice\tfrançais",
        "kofi@court.example\tGhana\tHigh Court, Accra",
        "kofi@court.example",
      ].join("\n"),
    );
  await page.locator("main form button[type=submit]").first().click();
  await page.locator("#checked").waitFor();
}

/** @param {import("@playwright/test").Page} page */
async function openCitation(page) {
  await editorIsThere(page);
  await page.locator(".ProseMirror").click();
  await page.keyboard.press("Alt+c");
  await page.getByRole("dialog").waitFor();
}

/**
 * Returns the cookies of a member created for the pictures, without a second factor; an administrator has
 * one.
 * @param {"member" | "administrator"} role
 */
async function signIn(role) {
  const email = `${role}@example.org`;
  const name = role === "member" ? "Awa Diallo" : "Ines Carvalho";
  const { dataDir, databaseUrl } = JSON.parse(
    readFileSync(path.join(tmpdir(), `octopus-e2e-${PORT}.json`), "utf8"),
  );
  execFileSync(
    process.execPath,
    // biome-ignore format: one argument after the other
    ["dist/octopus.mjs", "user:create", "--email", email, "--name", name, "--role", role, "--password-stdin"],
    {
      cwd: ROOT,
      env: {
        ...process.env,
        DATA_DIR: dataDir,
        DATABASE_URL: databaseUrl,
        AUTH_SECRET: "a secret of the end-to-end tests, which signs nothing real",
        OCTOPUS_ROOT: ROOT,
        LOG_LEVEL: "error",
      },
      input: PASSWORD,
    },
  );
  const context = await browser.newContext({ baseURL: BASE });
  const page = await context.newPage();
  await page.goto("/signin");
  await page.locator('input[name="email"]').fill(email);
  await page.locator('input[name="password"]').fill(PASSWORD);
  await page.locator('main form[method="post"] button[type="submit"]').first().click();
  await page.waitForURL((url) => !url.pathname.endsWith("/signin"));
  await page.goto("/me/security");
  await page.getByRole("button", { name: "Set up two-factor" }).click();
  await page.waitForURL("**/me/security/two-factor");
  if (role === "administrator") {
    const secret = ((await page.locator("code.secret").textContent()) ?? "").replace(/\s/g, "");
    await page.getByLabel("Code", { exact: true }).fill(generateSync({ secret }));
    await page.getByRole("button", { name: "Continue" }).click();
    await page.locator("ol.codes").waitFor();
  }
  const state = await context.storageState();
  await context.close();
  return state;
}

/**
 * Takes a picture of the page from its top, made by the browser: as WebP or PNG, by the ending of `file`.
 * @param {import("@playwright/test").Page} page
 * @param {number} width
 * @param {number} most the greatest height, in pixels
 * @param {string} file
 */
async function shoot(page, width, most, file) {
  const height = await page.evaluate(() => document.documentElement.scrollHeight);
  const session = await page.context().newCDPSession(page);
  const isWebp = file.endsWith(".webp");
  const { data } = await session.send("Page.captureScreenshot", {
    format: isWebp ? "webp" : "png",
    ...(isWebp ? { quality: 80 } : {}),
    captureBeyondViewport: true,
    clip: { x: 0, y: 0, width, height: Math.min(height, most), scale: 1 },
  });
  await session.detach();
  await writeFile(file, Buffer.from(data, "base64"));
}
