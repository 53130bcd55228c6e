import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import {
  type APIResponse,
  type BrowserContext,
  test as base,
  expect,
  type Locator,
  type Page,
} from "@playwright/test";
import { findForm } from "../tests/support/form-controls";
import { makePerson, PASSWORD, type Person } from "./people";
import { type Mail, mailsTo } from "./product";

export { expect, makePerson, PASSWORD, type Person };

/**
 * Signs in by sending the form of the page, without drawing it in the browser or following where it leads: for stories
 * of something else. Opens the page for the code if the account has a second factor.
 */
export async function signIn(page: Page, person: Person, locale = ""): Promise<void> {
  const answer = await sendForm(page, `${locale}/signin`, "password", {
    email: person.email,
    password: person.password,
  });
  const to = answer.headers().location ?? "";
  expect(answer.status(), await answer.text()).toBe(303);
  if (to.endsWith("/signin/code")) await page.goto(to);
}

/** Signs in by the page, as anyone does, and waits for the page to which it leads. */
export async function signInByPage(page: Page, person: Person, locale = ""): Promise<void> {
  await page.goto(`${locale}/signin`);
  await page.locator('input[name="email"]').fill(person.email);
  await page.locator('input[name="password"]').fill(person.password);
  await page.locator('main form[method="post"] button[type="submit"]').first().click();
  await page.waitForURL((url) => !url.pathname.endsWith("/signin"));
}

/**
 * Sends a form of the page at `path` as a browser without scripts does: with its hidden fields and the cookies of
 * `page`, whose own document stays as it is. Follows no redirect.
 */
export async function sendForm(
  page: Page,
  path: string,
  name: string,
  fields: Record<string, string>,
): Promise<APIResponse> {
  const opened = await page.request.get(path);
  const { action, hidden } = findForm(await opened.text(), name);
  const to = new URL(action || path, opened.url());
  return page.request.post(to.href, {
    form: { ...hidden, ...fields },
    headers: { origin: to.origin },
    maxRedirects: 0,
  });
}

/** Writes a section by its plain form, as a browser without the editor does: one edit, published at once. */
export async function writePlainly(
  page: Page,
  slug: string,
  section: string,
  text: string,
  summary: string,
): Promise<void> {
  await page.goto(`/countries/${slug}/edit/${section}`);
  const form = page.locator("main form:has(textarea)");
  await form.locator("textarea").first().fill(text);
  await form.getByLabel("Edit summary").fill(summary);
  await form.getByRole("button", { name: "Save changes" }).click();
  await page.waitForURL(/\?saved=/);
}

/** Opens the editor of a section and waits until it can be written in. */
export async function openEditor(page: Page, slug: string, section: string, prefix = ""): Promise<void> {
  await page.goto(`${prefix}/countries/${slug}/edit/${section}`);
  await expect(page.locator("#editor .ProseMirror, #editor .records").first()).toBeVisible();
}

/** Selects an entry of a long list by search, once scripts have replaced it with a search field. */
export async function choose(field: Locator, words: string, label = words): Promise<void> {
  await expect(field).toHaveAttribute("aria-autocomplete", "list");
  await field.fill(words);
  await field.press("Enter");
  await expect(field).toHaveValue(label);
}

/**
 * Selects an entry of the list called `name` by its value, in pages with and without scripts: a script hides a long
 * list behind a search field as soon as it has loaded.
 */
export async function chooseValue(page: Page, name: string, value: string): Promise<void> {
  await page.locator(`select[name="${name}"]`).selectOption(value, { force: true });
}

/** Types a paragraph at the end of an open editor's text. */
export async function typeAtEnd(page: Page, text: string): Promise<void> {
  await page.locator(".ProseMirror").click();
  await page.keyboard.press("Control+End");
  await page.keyboard.press("Enter");
  await page.keyboard.type(text);
}

/** Waits for a mail from the worker, by polling. */
export async function waitForMail(address: string, count = 1): Promise<Mail> {
  await expect
    .poll(async () => (await mailsTo(address)).length, { timeout: 60_000 })
    .toBeGreaterThanOrEqual(count);
  const mail = (await mailsTo(address))[count - 1];
  if (!mail) throw new Error("the mail went away");
  return mail;
}

const axeSource = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

/** Brings axe along with every page of a context that checks many: sending it to each costs a tenth of their time. */
export async function carryAxe(context: BrowserContext): Promise<void> {
  await context.addInitScript({ content: axeSource });
}

interface AxeResult {
  violations: { id: string; impact: string; nodes: { target: string[]; failureSummary: string }[] }[];
}
interface Axe {
  run: (options: object) => Promise<AxeResult>;
}

const STANDARDS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];

/**
 * Fails for every violation of WCAG 2.2 A and AA, and of axe's best practices, that axe finds on the current page, and
 * for an empty alert. `rules`: only these, for a second theme of the same page.
 */
export async function expectAccessible(page: Page, rules: readonly string[] = STANDARDS): Promise<void> {
  if (!(await page.evaluate(() => "axe" in window))) await page.evaluate(axeSource);
  const violations = await page.evaluate(async (runOnly) => {
    const { axe } = window as unknown as { axe: Axe };
    // Neither passes nor style sheets are needed for these rules, so both are skipped for speed.
    const options = { runOnly, resultTypes: ["violations"], preload: false };
    // An eighth of the work is to find out how to point to each element: needed only for what is told.
    const quick = await axe.run({ ...options, selectors: false });
    return quick.violations.length === 0 ? [] : (await axe.run(options)).violations;
  }, rules);
  const found = violations.map(
    (violation) =>
      `${violation.id}: ${violation.nodes.map((node) => `${node.target.join(" ")} (${node.failureSummary})`).join("; ")}`,
  );
  expect(found, page.url()).toEqual([]);
  // Screen readers announce an empty alert, and it hides a real one from those who look for the page's alert.
  await expect(page.locator('[role="alert"]:empty'), `${page.url()} has an empty alert`).toHaveCount(0);
}

/** Fills and sends the form for joining, in any language. */
export async function join(page: Page, email: string, country = "SN"): Promise<void> {
  await page.locator('input[name="fullName"]').fill("Awa Ndiaye");
  await page.locator('input[name="email"]').fill(email);
  await page.locator('input[name="password"]').fill(PASSWORD);
  await chooseValue(page, "country", country);
  await chooseValue(page, "sector", "judiciary");
  await page.locator('input[name="charter"]').check();
  await page.locator('main form button[type="submit"]').first().click();
}

/** Unfolds the links at the end of a section, or of a record. */
export async function openMore(part: Locator): Promise<void> {
  await part.locator(".ways > summary").last().click();
}

/** Unfolds the fields of an open record that few need. They are open if one has a value. */
export async function openMoreFields(entry: Locator): Promise<void> {
  const more = entry.locator(":scope > .fields > details");
  await more.waitFor();
  if (!(await more.evaluate((details: HTMLDetailsElement) => details.open)))
    await more.locator(":scope > summary").click();
}

/** Checks that nothing overflows the page sideways at its present width, once its layout is complete. */
export async function expectNoSidewaysScroll(page: Page): Promise<void> {
  const over = () =>
    page.evaluate(() => {
      // Between two pages there is no document for a moment: retry.
      const root = document.documentElement as HTMLElement | null;
      return root ? root.scrollWidth - root.clientWidth : Number.POSITIVE_INFINITY;
    });
  await expect.poll(over, { message: `${page.url()} is too wide`, timeout: 5_000 }).toBeLessThanOrEqual(0);
}

/** Closes the windows that a story opened: otherwise they would keep polling the product during later stories. */
export const test = base.extend<{ closed: undefined }>({
  closed: [
    async ({ browser }, use) => {
      await use(undefined);
      await Promise.all(browser.contexts().map((context) => context.close()));
    },
    { auto: true },
  ],
});

/**
 * Returns a country for the first attempt of a story, or the next ones for later attempts, which must not see
 * what an earlier one left behind.
 */
export function countryFor(first: string, ...next: string[]): string {
  return [first, ...next][base.info().retry % (next.length + 1)] ?? first;
}
