import type { Locator, Page } from "@playwright/test";
import { countryFor, expect, makePerson, openEditor, signIn, test, typeAtEnd } from "./fixtures";

/**
 * Presses a button like a person, who holds it for a moment: everything that leaving a field triggers happens
 * meanwhile.
 */
async function press(page: Page, button: Locator): Promise<void> {
  await button.scrollIntoViewIfNeeded();
  const box = await button.boundingBox();
  if (!box) throw new Error("the button is not on the page");
  await page.mouse.move(box.x + box.width / 2, box.y + box.height / 2);
  await page.mouse.down();
  await page.waitForTimeout(200);
  await page.mouse.up();
}

test("a button is pressed while a list below a field of the dialog is open", async ({ page }) => {
  await signIn(page, await makePerson({ role: "trusted" }));
  await openEditor(page, "senegal", "legislation");
  await typeAtEnd(page, "A citation follows.");
  await page.keyboard.press("Alt+c");
  const dialog = page.getByRole("dialog");
  // The choices appear a moment after the dialog, without moving anything above them.
  const place = () => dialog.getByRole("button", { name: "New source" }).boundingBox();
  const before = await place();
  await expect(dialog.getByRole("option").first()).toBeVisible();
  expect((await place())?.y).toBe(before?.y);
  await press(page, dialog.getByRole("button", { name: "Insert citation" }));
  await expect(dialog.getByRole("alert")).toBeVisible();
  await expect(dialog.getByRole("option")).toHaveCount(0);

  await dialog.getByRole("combobox").fill("20");
  await expect(dialog.getByRole("option").first()).toBeVisible();
  await press(page, dialog.getByRole("button", { name: "New source" }));
  await expect(dialog.getByLabel("Title")).toBeVisible();
});

test("a field's text is included when the button that sends it is pressed", async ({ page }) => {
  const title = `A post about Senegal ${Date.now().toString(36)}`;
  await signIn(page, await makePerson());
  await page.goto("/blog/new");
  await expect(page.locator("#editor .ProseMirror")).toBeVisible();
  await page.getByLabel("Title", { exact: true }).fill(title);
  await page.getByLabel("Summary", { exact: true }).fill("Whom to ask in Senegal.");
  await page.locator(".ProseMirror").click();
  await page.keyboard.type("Ask the contact point.");
  const country = page.getByRole("combobox", { name: "Add a country" });
  await country.fill("Senegal");
  await expect(page.getByRole("option", { name: "Senegal" })).toBeVisible();
  await press(page, page.getByRole("button", { name: "Save draft" }));
  await expect(page.getByText("Saved. It is a draft until you submit it.")).toBeVisible();
  await expect(page.getByRole("checkbox", { name: "Senegal" })).toBeChecked();
});

test("text typed into a record's list is included when Save is pressed", async ({ page }) => {
  const slug = countryFor("maldives", "jamaica", "guatemala");
  await signIn(page, await makePerson({ role: "trusted" }));
  await openEditor(page, slug, "institutions");
  await page.getByRole("button", { name: "Add record" }).click();
  await page.getByLabel(/^Name/).first().fill("Cybercrime Unit");
  await page
    .getByLabel(/source/i)
    .locator("visible=true")
    .last()
    .selectOption({ index: 2 });
  await page.getByLabel("Edit summary").fill("The unit and its languages");
  await page.getByLabel(/^Kind/).first().selectOption("police_unit");
  await page.getByLabel("Edit summary").fill("The unit and its languages");
  const languages = page.getByRole("combobox", { name: "Working languages" });
  await languages.fill("French");
  await expect(page.getByRole("option", { name: "French", exact: true })).toBeVisible();
  const saves = page.waitForRequest((asked) => asked.method() === "PUT" && !asked.url().includes("draft"));
  await press(page, page.getByRole("button", { name: "Save changes" }));
  expect((await saves).postData()).toContain('"languages":["fr"]');
  await page.waitForURL(/saved=/);
});

test("a key works where the caret is, however soon it follows the key that moved it", async ({ page }) => {
  await signIn(page, await makePerson({ role: "trusted" }));
  await openEditor(page, "senegal", "legislation");
  const text = page.locator(".ProseMirror");
  const blocks = text.locator("p");
  for (const n of [1, 2, 3]) {
    await text.click();
    await page.keyboard.press("Control+End");
    await page.keyboard.press("Enter");
    await page.keyboard.type(`Line ${n}.`);
    await expect(blocks.last()).toHaveText(`Line ${n}.`);
    await text.click();
    await page.keyboard.press("Control+Home");
    await page.keyboard.press("Enter");
    await page.keyboard.press("ArrowUp");
    await page.keyboard.type(`Head ${n}.`);
    await expect(blocks.first()).toHaveText(`Head ${n}.`);
  }
});
