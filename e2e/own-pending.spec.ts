import type { Browser, Page } from "@playwright/test";
import {
  countryFor,
  expect,
  expectAccessible,
  expectNoSidewaysScroll,
  makePerson,
  openEditor,
  signIn,
  test,
  typeAtEnd,
  writePlainly,
} from "./fixtures";

/* An author sees at the section that their change awaits review; nobody else does. */

const WAITS = "Your change is waiting for review.";

async function newPage(browser: Browser, javaScriptEnabled = true): Promise<Page> {
  const page = await (await browser.newContext({ javaScriptEnabled })).newPage();
  await signIn(page, await makePerson());
  return page;
}

test("a new member's change of an empty section is noted there until they withdraw it", async ({
  browser,
  page,
}) => {
  const slug = countryFor("brunei-darussalam", "liberia");
  const writer = await newPage(browser);
  await openEditor(writer, slug, "policies");
  await typeAtEnd(writer, "A strategy of five years.");
  await writer.getByLabel("Edit summary").fill("Names the strategy");
  await writer.getByRole("button", { name: "Save changes" }).click();
  await expect(writer).toHaveURL(/\?saved=pending#policies$/);
  const note = writer.locator("#policies .note");
  await expect(note).toContainText(WAITS);
  await expect(note).toHaveCount(1);
  await expect(note).toBeInViewport();
  await expectAccessible(writer);

  await writer.goto(`/countries/${slug}`);
  await expect(note).toContainText(WAITS);
  await writer.setViewportSize({ width: 320, height: 800 });
  await expectNoSidewaysScroll(writer);
  await writer.setViewportSize({ width: 1280, height: 800 });
  await note.getByRole("link", { name: "View the change" }).click();
  await expect(writer.locator("main ins", { hasText: "A strategy of five years." }).first()).toBeVisible();

  // For everyone else there is no trace at the section.
  const other = await newPage(browser);
  for (const reader of [other, page]) {
    const known = reader === other ? reader.waitForResponse("**/api/me*") : null;
    await reader.goto(`/countries/${slug}`);
    await known;
    await expect(reader.locator("#waiting")).toBeVisible();
    await expect(reader.locator("main").getByText(WAITS)).toHaveCount(0);
    await expect(reader.locator("#policies .note")).toHaveCount(0);
  }

  await writer.goto(`/countries/${slug}`);
  await note.getByRole("link", { name: "Continue editing" }).click();
  await expect(writer.locator(".ProseMirror")).toContainText("A strategy of five years.");
  await writer.goto(`/countries/${slug}`);
  await note.getByRole("button", { name: "Withdraw the change" }).click();
  await expect(writer.getByRole("status")).toContainText("no longer waiting for review");
  const known = writer.waitForResponse("**/api/me*");
  await writer.goto(`/countries/${slug}`);
  await known;
  await expect(writer.locator("#waiting")).toHaveCount(0);
  await expect(writer.locator("main").getByText(WAITS)).toHaveCount(0);
});

test("without scripts the page after the save confirms it at the section, and leads to the change", async ({
  browser,
}) => {
  const slug = countryFor("djibouti", "madagascar");
  const writer = await newPage(browser, false);
  await writePlainly(writer, slug, "policies", "A strategy of three years.", "Names the strategy");
  await expect(writer).toHaveURL(/\?saved=pending#policies$/);
  const note = writer.locator(".saved-here:visible");
  await expect(note).toHaveCount(1);
  await expect(note).toContainText(WAITS);
  await expect(note).toBeInViewport();
  await note.getByRole("link", { name: "View the change" }).click();
  await expect(writer).toHaveURL(/\/pending\?revision=\d+$/);
  await writer.getByRole("button", { name: "Withdraw the change" }).click();
  await expect(writer.getByRole("status")).toContainText("no longer waiting for review");
});
