import { readdirSync } from "node:fs";
import { join } from "node:path";
import type { Browser, BrowserContext, Locator, Page } from "@playwright/test";
import { findEmpties } from "../tests/support/empties";
import { readMain } from "../tests/support/static-main";
import { type Address, GROUPS, type Reader } from "./addresses";
import {
  test as base,
  carryAxe,
  expect,
  expectAccessible,
  expectNoSidewaysScroll,
  makePerson,
  signIn,
} from "./fixtures";
import { expectOwnMarkup } from "./inert";
import { OwnSite } from "./own-site";
import { setUpTwoFactor } from "./two-factor";

/*
 * Every address of the product (`addresses/`), with its route file, is checked in English and Arabic, and without scripts. An
 * address that is not listed fails.
 */
interface Signed {
  state: Awaited<ReturnType<BrowserContext["storageState"]>>;
  handle: string;
}

/** Leaves the setup of two-factor at its first step, which is the page to check. */
async function beginTwoFactor(page: Page): Promise<void> {
  await page.goto("/me/security");
  await page.getByRole("button", { name: "Set up two-factor" }).click();
  await page.waitForURL("**/me/security/two-factor");
}

async function signInOnce(browser: Browser, baseURL: string, role: string): Promise<Signed> {
  const context = await browser.newContext({ baseURL });
  const page = await context.newPage();
  await signIn(page, await makePerson({ role }));
  if (role === "administrator") await setUpTwoFactor(page);
  else await beginTwoFactor(page);
  const handle = await ownHandle(page);
  const state = await context.storageState();
  await context.close();
  return { state, handle };
}

async function ownHandle(page: Page): Promise<string> {
  await page.goto("/me");
  const own = await page.getByRole("link", { name: "Your public page" }).getAttribute("href");
  return own?.split("/").at(-1) ?? "";
}

/** Members sign in once per worker; each test uses their cookies. */
const test = base.extend<object, { signed: (reader: Reader) => Promise<Signed | undefined> }>({
  signed: [
    async ({ browser }, use, info) => {
      const baseURL = info.project.use.baseURL ?? "";
      const known = new Map<Reader, Promise<Signed>>();
      await use(async (reader) => {
        if (reader === "anyone") return undefined;
        const one = known.get(reader) ?? signInOnce(browser, baseURL, reader);
        known.set(reader, one);
        return one;
      });
    },
    { scope: "worker" },
  ],
});

function placeOf({ route, path }: Address, signed?: Pick<Signed, "handle">): string {
  return (path ?? route).replace(":self", signed?.handle ?? "");
}

/** Collects errors of scripts and in the browser's console, without those about the page's own status. */
function listen(page: Page): string[] {
  const complaints: string[] = [];
  page.on("pageerror", (error) => complaints.push(error.message));
  page.on("console", (message) => {
    const isOwnStatus = message.location().url === page.url() && /status of 4\d\d/.test(message.text());
    if (message.type() === "error" && !isOwnStatus) complaints.push(message.text());
  });
  return complaints;
}

/** Blocks inline scripts, whatever a page contains. */
const POLICY =
  /default-src 'none'.*script-src 'self'; style-src 'self'; form-action 'self'; report-uri \/api\/[a-z-]+; report-to policy$/;

async function expectSound(page: Page, locale: "en" | "ar"): Promise<void> {
  const html = page.locator("html");
  await expect(html).toHaveAttribute("lang", locale);
  await expect(html).toHaveAttribute("dir", locale === "ar" ? "rtl" : "ltr");
  await expect(page.locator("h1"), page.url()).toHaveCount(1);
  expect((await page.title()).trim(), page.url()).not.toBe("");
}

/** Opens everything that is folded in the page itself; the menus of the header would cover it. */
const unfold = (page: Page) =>
  page.evaluate(() => {
    for (const one of document.querySelectorAll<HTMLDetailsElement>("main details, footer details"))
      one.open = true;
  });

/**
 * English is checked in light and Arabic in dark: colours depend on the theme and not on the language
 * (`tests/design/languages.test.ts`), and they are most of the work of axe.
 */
const LANGUAGES = [
  { locale: "en", colorScheme: "light" },
  { locale: "ar", colorScheme: "dark" },
] as const;

/** The largest first, after the longer stories of errors, so that no browser works alone at the end. */
const LARGEST_FIRST = GROUPS.toSorted((a, b) => b.addresses.length - a.addresses.length);

/** Forms in the page that a person types into, apart from the editors, which save by themselves. */
const TYPED_FORMS =
  'main form[method="post"]:has(:is(textarea, input:not([type="hidden"], [type="checkbox"], [type="radio"], [type="file"])):visible)';

/** Empties every text of a form and sends it by its first button, by keyboard. Returns whether errors are shown. */
async function sendEmpty(page: Page, form: Locator): Promise<boolean> {
  for (const field of await form.locator('textarea, input:not([type="hidden"])').all())
    if ((await field.isVisible()) && (await field.isEditable()) && !(await isChoice(field)))
      await field.fill("");
  const gone = page.waitForEvent("domcontentloaded", { timeout: 3_000 }).catch(() => null);
  await form.locator('button:not([type="button"])').first().press("Enter");
  await gone;
  return (await page.locator('.errsum, main [role="alert"]').filter({ visible: true }).count()) > 0;
}

const isChoice = (field: Locator) =>
  field.evaluate((one) => /^(?:checkbox|radio|file|submit)$/.test((one as HTMLInputElement).type));

async function expectAccessibleInBoth(page: Page): Promise<void> {
  await page.emulateMedia({ colorScheme: "light" });
  await expectAccessible(page);
  await page.emulateMedia({ colorScheme: "dark" });
  await expectAccessible(page, ["color-contrast", "link-in-text-block"]);
}

/** Sends each form of a page empty and checks the page with its errors. Returns how many forms were refused. */
async function checkErrorsOf(page: Page, place: string): Promise<number> {
  await page.goto(place);
  const count = await page.locator(TYPED_FORMS).count();
  let refused = 0;
  for (let n = 0; n < count; n += 1) {
    if (n > 0) await page.goto(place);
    if (!(await sendEmpty(page, page.locator(TYPED_FORMS).nth(n)))) continue;
    refused += 1;
    await expectNoSidewaysScroll(page);
    await expectAccessibleInBoth(page);
  }
  return refused;
}

for (const [reader, least] of [
  ["administrator", 18],
  ["member", 18],
  ["anyone", 8],
] as const)
  test(`errors of forms are accessible in both themes and no wider than 320 px, on pages for ${reader}`, async ({
    browser,
  }) => {
    test.setTimeout(600_000);
    // What is accepted empty changes the site, so it is one of its own.
    const site = await OwnSite.begin({ data: "seeded" });
    try {
      const context = await browser.newContext({
        baseURL: site.url,
        viewport: { width: 320, height: 800 },
        reducedMotion: "reduce",
      });
      await carryAxe(context);
      const page = await context.newPage();
      if (reader !== "anyone") {
        await signIn(page, site.makePerson("administrator"));
        await setUpTwoFactor(page);
      }
      const handle = reader === "anyone" ? "" : await ownHandle(page);
      let refused = 0;
      for (const group of GROUPS.filter((one) => one.reader === reader))
        for (const address of group.addresses)
          refused += await checkErrorsOf(page, placeOf(address, { handle }));
      expect(refused).toBeGreaterThanOrEqual(least);
    } finally {
      await site.end();
    }
  });

for (const { name, reader, addresses } of LARGEST_FIRST) {
  for (const { locale, colorScheme } of LANGUAGES) {
    test(`${name}: sound, accessible in ${colorScheme} and no wider than 320 px, ${locale}`, async ({
      browser,
      signed,
    }) => {
      test.slow();
      const who = await signed(reader);
      const context = await browser.newContext({
        viewport: { width: 320, height: 800 },
        reducedMotion: "reduce",
        colorScheme,
        ...(who ? { storageState: who.state } : {}),
      });
      await carryAxe(context);
      const page = await context.newPage();
      const complaints = listen(page);
      for (const address of addresses) {
        const place = placeOf(address, who);
        const answer = await page.goto(locale === "en" ? place : `/ar${place === "/" ? "" : place}`);
        expect(answer?.status(), place).toBe(address.status ?? 200);
        if (address.route.includes("/edit/")) {
          await expect(page.locator("#editor .ProseMirror, #editor .records").first()).toBeVisible();
        }
        expect(answer?.headers()["content-security-policy"], place).toMatch(POLICY);
        await expectOwnMarkup(page);
        await expectSound(page, locale);
        // The HTML as sent: parts for scripts are filled in later.
        expect([place, findEmpties((await answer?.text()) ?? "")]).toEqual([place, []]);
        await expectNoSidewaysScroll(page);
        await unfold(page);
        await expectNoSidewaysScroll(page);
        expect(complaints, place).toEqual([]);
        await expectAccessible(page);
      }
      await context.close();
    });
  }
}

for (const { name, addresses } of LARGEST_FIRST.filter((group) => group.reader === "anyone")) {
  test(`${name}: readable without scripts, in three languages`, async ({ browser }) => {
    test.slow();
    const page = await (await browser.newContext({ javaScriptEnabled: false })).newPage();
    for (const address of addresses) {
      const place = placeOf(address);
      const answer = await page.goto(place, { waitUntil: "domcontentloaded" });
      const text = (await page.locator("main").allInnerTexts()).join(" ");
      expect(text.trim().length, place).toBeGreaterThan(60);
      await expect(page.locator("main h1"), place).toBeVisible();
      // In the other languages the heading is in the same elements, which the same styles show.
      const { path } = readMain((await answer?.text()) ?? "");
      for (const prefix of ["/fr", "/ar"]) {
        const translated = await page.request.get(prefix + place);
        const main = readMain(await translated.text());
        expect(main.text.length, prefix + place).toBeGreaterThan(60);
        expect(main.headings, prefix + place).toEqual([expect.stringMatching(/\p{L}/u)]);
        expect(main.path, prefix + place).toEqual(path);
      }
    }
  });
}

test("no address is left out of the table", () => {
  const root = join(process.cwd(), "app/[locale]");
  const routes = readdirSync(root, { recursive: true, encoding: "utf8" })
    .map((file) => /^(?:(.*)\/)?(?:route|page)\.tsx$/.exec(file.replaceAll("\\", "/")))
    .flatMap((match) => (match ? [`/${match[1] ?? ""}`] : []));
  const listed = GROUPS.flatMap(({ addresses }) => addresses.map(({ route }) => route));
  expect([...new Set(listed)].sort()).toEqual(routes.sort());
});
