import type { Page } from "@playwright/test";
import {
  countryFor,
  expect,
  expectAccessible,
  makePerson,
  openEditor,
  signIn,
  test,
  typeAtEnd,
} from "./fixtures";
import { beginMaterial, fillDetails } from "./materials";
import { openAsAdministrator, openAsModerator } from "./two-factor";

/** Makes a filter for a word and sets its stage. */
async function makeFilter(admin: Page, word: string, stage: string): Promise<void> {
  await admin.goto("/admin/filters");
  await admin.getByLabel("Name", { exact: true }).fill(`About ${word}`);
  await admin.getByLabel("What the writer reads").fill("We look at offers of loans.");
  await admin.getByLabel("Words and phrases").fill(word);
  await admin.getByRole("button", { name: "Create filter" }).click();
  await admin.getByRole("button", { name: "Test with the last 30 days" }).click();
  await expect(admin.getByText("The test is done.")).toBeVisible();
  await admin.getByRole("radio", { name: stage }).check();
  await admin.getByRole("button", { name: "Set", exact: true }).click();
  await expect(admin.getByText("The filter was set.")).toBeVisible();
}

test("the editor asks before it saves what a filter warns about, and moderators read which filter holds a text", async ({
  browser,
  page,
}) => {
  const word = `loans${Date.now().toString(36)}`;
  const admin = await openAsAdministrator(browser);
  await makeFilter(admin, word, "Warns the writer");
  const slug = countryFor(
    "united-arab-emirates",
    "bosnia-and-herzegovina",
    "democratic-republic-of-the-congo",
  );
  await signIn(page, await makePerson({ role: "trusted" }));
  await openEditor(page, slug, "policies");
  await typeAtEnd(page, `Ask for ${word}`);
  await page.getByLabel("Edit summary").fill("An offer");
  await page.getByRole("button", { name: "Save changes" }).click();
  const warning = page.getByRole("status").filter({ hasText: "has a warning about your text" });
  await expect(warning).toContainText("We look at offers of loans.");
  await expect(warning).toBeFocused();
  await expectAccessible(page);
  await warning.getByRole("button", { name: "Send anyway" }).click();
  await page.waitForURL(/\?saved=published/);
  await expect(page.locator("#policies")).toContainText(`Ask for ${word}`);

  await admin.getByRole("radio", { name: "Refuses the text" }).check();
  await admin.getByRole("button", { name: "Set", exact: true }).click();
  await expect(admin.getByText("The filter was set.")).toBeVisible();
  await openEditor(page, slug, "legislation");
  await typeAtEnd(page, `More ${word}`);
  await page.getByLabel("Edit summary").fill("Another offer");
  await page.getByRole("button", { name: "Save changes" }).click();
  const refusal = page.getByRole("status").filter({ hasText: "does not accept this text" });
  await expect(refusal).toContainText("We look at offers of loans.");
  await expect(refusal.getByRole("button")).toHaveCount(0);
  await expect(page.locator(".ProseMirror")).toContainText(`More ${word}`);

  await admin.getByRole("radio", { name: "Lets a moderator decide" }).check();
  await admin.getByRole("button", { name: "Set", exact: true }).click();
  await expect(admin.getByText("The filter was set.")).toBeVisible();
  await page.goto("/discussions/new");
  await page.getByLabel("Title").fill(`Who gives ${word}?`);
  await page.getByLabel("Category").selectOption({ label: "Electronic evidence" });
  await page.getByLabel("Your message").fill("A question about evidence.");
  await page.getByRole("button", { name: "Start topic" }).click();
  await expect(page.getByText("A rule of this site lets a moderator decide first.")).toBeVisible();
  await expect(page.getByText("We look at offers of loans.")).toBeVisible();
  await expect(page.getByText(`About ${word}`)).toHaveCount(0);
  const moderator = await openAsModerator(browser);
  await moderator.goto("/discussions/review");
  await expect(moderator.getByText(`Waits because of the filter About ${word}`)).toBeVisible();
  await expectAccessible(moderator);
  await admin.goto("/discussions/review");
  await admin.getByRole("link", { name: `About ${word}` }).click();
  await admin.getByRole("button", { name: "Delete filter" }).click();
  await expect(admin.getByText("The filter was deleted.")).toBeVisible();
});

test("a pending edit that a clean-up withdrew waits again after the clean-up is undone", async ({
  browser,
  page,
}) => {
  const slug = countryFor("china", "czech-republic", "germany");
  const person = await makePerson();
  await signIn(page, person);
  await openEditor(page, slug, "policies");
  await typeAtEnd(page, "A policy of their own.");
  await page.getByLabel("Edit summary").fill("Adds the policy");
  await page.getByRole("button", { name: "Save changes" }).click();
  await page.waitForURL(/\?saved=pending/);
  await page.goto("/me");
  const own = await page.getByRole("link", { name: "Your public page" }).getAttribute("href");

  const moderator = await openAsModerator(browser);
  const screen = `/moderation${own ?? ""}`;
  const waits = async (count: number) =>
    expect(async () => {
      await page.goto(`/countries/${slug}`);
      await expect(page.locator("#waiting")).toHaveCount(count, { timeout: 500 });
    }).toPass();
  await waits(1);
  await moderator.goto(screen);
  await moderator.getByRole("radio", { name: "Everything" }).check();
  await expect(moderator.getByText("1 pending edit", { exact: true }).last()).toBeVisible();
  await moderator.getByLabel("Reason for the clean-up").fill("Advertising");
  await moderator.getByRole("button", { name: "Clean up" }).click();
  await waits(0);
  await expect(async () => {
    await moderator.goto(screen);
    await expect(moderator.getByText("1 of 1 steps")).toBeVisible({ timeout: 500 });
  }).toPass();
  await moderator.getByRole("button", { name: "Undo clean-up" }).click();
  await waits(1);
  await moderator.goto("/moderation/edits");
  await expect(moderator.locator("main")).toContainText(person.name);
});

test("a published file that a clean-up withheld is opened by moderators only, released by hand, and stays so", async ({
  browser,
  page,
}) => {
  const person = await makePerson({ role: "trusted" });
  await signIn(page, person);
  await beginMaterial(page, {
    title: `A course for sale ${Date.now().toString(36)}`,
    summary: "Advertising that somebody published as training material.",
    kind: "exercise",
    level: "advanced",
    access: "public",
    handling: "clear",
    licence: "cc-by",
  });
  await fillDetails(page);
  await page.getByRole("button", { name: "Save details" }).click();
  await page.waitForURL(/done=saved/);
  const place = new URL(page.url()).pathname.replace(/\/edit$/, "");
  await page
    .locator('input[type="file"]')
    .setInputFiles({ name: "offer.txt", mimeType: "text/plain", buffer: Buffer.from("Buy this course") });
  const row = page.locator("#version-files .file-row", { hasText: "offer.txt" });
  await expect(row).toBeVisible();
  const fileId = await row.getAttribute("data-file");
  await page.getByRole("button", { name: "Publish", exact: true }).click();
  await page.waitForURL(/done=published/);
  const visitor = await (await browser.newContext()).newPage();
  const status = async () => (await visitor.request.get(`${place}/files/${fileId}`)).status();
  await expect.poll(status).toBe(200);
  await page.goto("/me");
  const own = await page.getByRole("link", { name: "Your public page" }).getAttribute("href");

  const moderator = await openAsModerator(browser);
  const screen = `/moderation${own ?? ""}`;
  await moderator.goto(screen);
  await moderator.getByRole("radio", { name: "Everything" }).check();
  await moderator.getByLabel("Reason for the clean-up").fill("Advertising");
  await moderator.getByRole("button", { name: "Clean up" }).click();
  await expect(async () => {
    await moderator.goto(screen);
    await expect(moderator.getByText("2 of 2 steps")).toBeVisible({ timeout: 500 });
  }).toPass();
  expect(await status()).toBe(404);
  await page.goto("/me/uploads");
  await expect(page.locator(`[data-file="${fileId}"]`)).toContainText("Moderators withhold this file.");

  await moderator.goto("/moderation/files");
  const file = moderator.locator(`[data-file="${fileId}"]`);
  await expect(file).toContainText("A clean-up of its uploader withholds this file.");
  await expectAccessible(moderator);
  const opened = await file.getByRole("link", { name: "Open the file" }).getAttribute("href");
  expect(await (await moderator.request.get(opened ?? "")).text()).toBe("Buy this course");
  expect((await visitor.request.get(opened ?? "")).status()).toBe(404);
  await file.getByRole("button", { name: "Make available again" }).click();
  await expect(moderator.getByText("The file is available again.")).toBeVisible();

  await moderator.goto(screen);
  await moderator.getByRole("button", { name: "Undo clean-up" }).click();
  await expect.poll(status).toBe(200);
  await moderator.goto(screen);
  await expect(moderator.getByText("others decided since")).toBeVisible();
});
