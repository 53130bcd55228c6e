import type { Page } from "@playwright/test";
import { countryFor, expect, makePerson, openEditor, signIn, test, typeAtEnd } from "./fixtures";

/* A draft that cites sources made while writing is saved later: after a reload, on another device, by review. */

/** Writes a sentence that cites a new source. */
async function citeNew(page: Page, words: string, title: string): Promise<void> {
  await typeAtEnd(page, words);
  await page.keyboard.press("Alt+c");
  const dialog = page.getByRole("dialog");
  await dialog.getByRole("button", { name: "New source" }).click();
  await dialog.getByLabel("Title").fill(title);
  await dialog.getByRole("button", { name: "Insert citation" }).click();
  await expect(page.locator(".ProseMirror .cite").last()).toContainText(title);
}

async function save(page: Page): Promise<void> {
  await page.getByLabel("Edit summary").fill("Cites what was read");
  await page.getByRole("button", { name: "Save changes" }).click();
}

const isDraftSaved = (page: Page) =>
  expect(page.locator("#editor .state").first()).toContainText("Draft saved");

test("a draft that cites a new source is continued on another device, and saved", async ({
  browser,
  page,
}) => {
  const country = countryFor("timor-leste", "solomon-islands", "tuvalu");
  const person = await makePerson({ role: "trusted" });
  await signIn(page, person);
  await openEditor(page, country, "policies");
  await citeNew(page, "A strategy was adopted", "Gazette of the strategy");
  await isDraftSaved(page);
  await page.goto("about:blank");

  const other = await (await browser.newContext()).newPage();
  await signIn(other, person);
  await openEditor(other, country, "policies");
  await other.getByRole("button", { name: "Compare with the current text" }).click();
  await expect(other.locator("ins").filter({ hasText: "A strategy was adopted" })).toBeVisible();
  await other.getByRole("button", { name: "Continue with the draft" }).click();
  await expect(other.locator(".ProseMirror .cite")).toContainText("Gazette of the strategy");
  await citeNew(other, "It was renewed", "Gazette of the renewal");
  await isDraftSaved(other);
  await other.reload();
  await other.getByRole("button", { name: "Continue with the draft" }).click();
  await expect(other.locator(".ProseMirror .cite")).toHaveCount(2);
  await save(other);
  await other.waitForURL(/\?saved=published/);
  await expect(other.locator("#policies")).toContainText("It was renewed");
  await expect(other.locator("main")).toContainText("Gazette of the strategy");
  await expect(other.locator("main")).toContainText("Gazette of the renewal");

  // Nothing is left to continue.
  await openEditor(other, country, "policies");
  await expect(other.getByRole("button", { name: "Continue with the draft" })).toHaveCount(0);
});

test("a draft whose session ended keeps its new source on the device, and waits for review", async ({
  page,
}) => {
  const country = countryFor("guinea-bissau", "equatorial-guinea", "angola");
  const person = await makePerson();
  await signIn(page, person);
  await openEditor(page, country, "policies");
  const jar = await page.context().cookies();
  await page.context().clearCookies();
  await citeNew(page, "A unit was founded", "Decree on the unit");
  await expect(page.locator("#editor .state").first()).toContainText("Your session has ended");
  // Another source whose citation is undone: it is not saved with the text.
  await citeNew(page, "It moved", "Decree that was not needed");
  await page.keyboard.press("Backspace");
  await expect(page.locator(".ProseMirror .cite")).toHaveCount(1);
  // The copy on the device is written within a second of the last key.
  await expect
    .poll(() => page.evaluate(() => JSON.stringify(localStorage).includes("Decree that was not needed")))
    .toBe(true);
  page.on("dialog", (dialog) => void dialog.accept());
  await page.goto("about:blank");
  await page.context().addCookies(jar);

  await openEditor(page, country, "policies");
  await page.getByRole("button", { name: "Continue with the draft" }).click();
  await expect(page.locator(".ProseMirror .cite")).toContainText("Decree on the unit");
  await save(page);
  await page.waitForURL(/\?saved=pending/);
  // The proposal is continued, with its source.
  await openEditor(page, country, "policies");
  await expect(page.locator(".ProseMirror .cite")).toContainText("Decree on the unit");
  await typeAtEnd(page, "It has twelve officers.");
  await isDraftSaved(page);
  await page.reload();
  await page.getByRole("button", { name: "Continue with the draft" }).click();
  await save(page);
  await page.waitForURL(/\?saved=pending/);
});
