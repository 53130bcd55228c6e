import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { test as base, expect, type Locator, type Page } from "@playwright/test";
import { makePerson, PASSWORD, type Person } from "./people";
import { type Mail, mailsTo } from "./product";

export { expect, makePerson, PASSWORD, type Person };

/** Signs in by the page, as anyone does. */
export async function signIn(page: Page, person: Person, locale = ""): Promise<void> {
  await page.goto(`${locale}/signin`);
  await page.locator('input[name="email"]').fill(person.email);
  await page.locator('input[name="password"]').fill(person.password);
  await page.locator('main form[method="post"] button[type="submit"]').first().click();
  await page.waitForURL((url) => !url.pathname.endsWith("/signin"));
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

/** Chooses of a long list what it finds for some words, once scripts have made a field of it that searches. */
export async function choose(field: Locator, words: string, label = words): Promise<void> {
  await expect(field).toHaveAttribute("aria-autocomplete", "list");
  await field.fill(words);
  await field.press("Enter");
  await expect(field).toHaveValue(label);
}

/** Types a paragraph at the end of an open editor's text. */
export async function typeAtEnd(page: Page, text: string): Promise<void> {
  await page.locator(".ProseMirror").click();
  await page.keyboard.press("Control+End");
  await page.keyboard.press("Enter");
  await page.keyboard.type(text);
}

/** Waits for the worker to send a mail; it is asked for, never slept for. */
export async function waitForMail(address: string, count = 1): Promise<Mail> {
  await expect
    .poll(async () => (await mailsTo(address)).length, { timeout: 60_000 })
    .toBeGreaterThanOrEqual(count);
  const mail = (await mailsTo(address))[count - 1];
  if (!mail) throw new Error("the mail went away");
  return mail;
}

const axeSource = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

interface AxeResult {
  violations: { id: string; impact: string; nodes: { target: string[]; failureSummary: string }[] }[];
}

const STANDARDS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];

/**
 * Fails for every violation of WCAG 2.2 A and AA that axe finds on the page as it stands. `rules` asks those rules
 * only, where the page was held to all of them before and nothing but its colours has changed.
 */
export async function expectAccessible(page: Page, rules?: string[]): Promise<void> {
  if (!(await page.evaluate(() => "axe" in window))) await page.evaluate(axeSource);
  const result = await page.evaluate(async (runOnly) => {
    const { axe } = window as unknown as { axe: { run: (options: object) => Promise<unknown> } };
    // What passes is not written down, and no style sheet is fetched anew: none of these rules reads them.
    return axe.run({ runOnly, resultTypes: ["violations"], preload: false });
  }, rules ?? STANDARDS);
  const found = (result as AxeResult).violations.map(
    (violation) =>
      `${violation.id}: ${violation.nodes.map((node) => `${node.target.join(" ")} (${node.failureSummary})`).join("; ")}`,
  );
  expect(found, page.url()).toEqual([]);
  // An empty alert is read as one by programs, and hides a real one from who looks for the alert of the page.
  await expect(page.locator('[role="alert"]:empty'), `${page.url()} has an empty alert`).toHaveCount(0);
}

/** Nothing stands out of the page sideways at its present width, once it has taken its shape for it. */
export async function expectNoSidewaysScroll(page: Page): Promise<void> {
  const over = () =>
    page.evaluate(() => {
      // Between two pages there is none for a moment: it is asked again.
      const root = document.documentElement as HTMLElement | null;
      return root ? root.scrollWidth - root.clientWidth : Number.POSITIVE_INFINITY;
    });
  await expect.poll(over, { message: `${page.url()} is too wide`, timeout: 5_000 }).toBeLessThanOrEqual(0);
}

/**
 * Closes with each story the windows that it opened: left open they would go on asking the product for what is new,
 * beside all later stories.
 */
export const test = base.extend<{ closed: undefined }>({
  closed: [
    async ({ browser }, use) => {
      await use(undefined);
      await Promise.all(browser.contexts().map((context) => context.close()));
    },
    { auto: true },
  ],
});

/** The country of a story's first attempt, or of the next: what an attempt left behind is not met by another. */
export function countryFor(first: string, ...next: string[]): string {
  return [first, ...next][base.info().retry % (next.length + 1)] ?? first;
}
