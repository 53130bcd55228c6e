import { expect, makePerson, openEditor, signIn, test, typeAtEnd } from "./fixtures";

test("text typed after continuing a draft and previewing it is saved", async ({ page }) => {
  await signIn(page, await makePerson({ role: "trusted" }));
  await openEditor(page, "slovakia", "policies");
  await typeAtEnd(page, "Words of the draft.");
  await expect(page.getByText(/Draft saved/)).toBeVisible();

  await openEditor(page, "slovakia", "policies");
  await page.getByRole("button", { name: "Continue with the draft" }).click();
  await expect(page.locator(".ProseMirror")).toContainText("Words of the draft.");
  await typeAtEnd(page, "Typed after continuing.");
  await page.getByRole("button", { name: "Preview changes" }).click();
  await expect(page.locator("ins").filter({ hasText: "Typed after continuing." })).toBeVisible();
  await page.getByLabel("Edit summary").fill("Continued, previewed, saved");
  await expect(page.locator(".ProseMirror")).toHaveCount(1);
  await page.getByRole("button", { name: "Save changes" }).click();
  await page.waitForURL(/saved=published/);
  await expect(page.locator("#policies")).toContainText("Typed after continuing.");
});
