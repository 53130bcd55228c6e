import { readFile } from "node:fs/promises";
import { expect as expectPlain, type Page } from "@playwright/test";
import { expect, expectAccessible, expectNoSidewaysScroll, makePerson, signIn, test } from "./fixtures";
import { openAsAdministrator } from "./two-factor";

/** Reloads the page until a task has ended. */
async function expectSoon(page: Page, text: RegExp): Promise<void> {
  await expectPlain(async () => {
    await page.goto("/admin/backups");
    await expectPlain(page.locator("main")).toContainText(text, { timeout: 1_000 });
  }).toPass({ timeout: 120_000 });
}

test("an administrator makes a backup, tries it and downloads it; nobody else knows of it", async ({
  browser,
}) => {
  test.slow();
  const [admin, other] = [
    await openAsAdministrator(browser),
    await openAsAdministrator(browser, { javaScriptEnabled: false }),
  ];
  await admin.goto("/admin/backups");
  await other.goto("/admin/backups");
  // Both press the button; one backup is made.
  await admin.getByRole("button", { name: "Make a backup now" }).click();
  await other.getByRole("button", { name: "Make a backup now" }).click();
  await expect(other.getByRole("status").first()).toContainText("The backup is being made.");
  await expectSoon(admin, /The backup \S+ was made/);
  await expectAccessible(admin);
  const row = admin.getByRole("row").nth(1);
  await expect(row).toContainText("rows in");

  await row.getByRole("button", { name: "Try it" }).click();
  await expectSoon(admin, /was restored as a test, and every table is as it was/);
  await expect(admin.getByRole("row").nth(1)).toContainText("Restored");
  await admin.setViewportSize({ width: 320, height: 800 });
  await expectNoSidewaysScroll(admin);
  await admin.setViewportSize({ width: 1280, height: 800 });

  const link = admin.getByRole("row").nth(1).getByRole("link", { name: "Download" });
  const path = (await link.getAttribute("href")) ?? "";
  const [download] = await Promise.all([admin.waitForEvent("download"), link.click()]);
  const bytes = await readFile(await download.path());
  // An archive in gzip.
  expect(bytes.subarray(0, 2).toString("hex")).toBe("1f8b");
  await admin.goto("/admin/audit?fact=backup.downloaded");
  await expect(admin.locator("main")).toContainText("Backup downloaded");

  const visitor = await (await browser.newContext()).newPage();
  expect((await visitor.goto(path))?.status()).toBe(404);
  await signIn(visitor, await makePerson({ role: "moderator" }));
  expect((await visitor.goto(path))?.status()).toBe(404);
  expect((await visitor.goto("/admin/backups"))?.status()).toBe(403);
});
