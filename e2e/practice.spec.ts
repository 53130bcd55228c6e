import { expect, expectAccessible, expectNoSidewaysScroll, test } from "./fixtures";

/* The practice page: the real editor, for visitors without an account. Nothing leaves the page. */
test.use({ actionTimeout: 20_000 });

test("a visitor tries to write, link, cite, preview and save, and nothing is sent", async ({ page }) => {
  const sent: string[] = [];
  page.on("request", (request) => {
    if (request.method() !== "GET") sent.push(`${request.method()} ${request.url()}`);
  });
  await page.goto("/help");
  await page.getByRole("link", { name: "Try the editor" }).click();
  const text = page.locator("#editor .ProseMirror");
  await expect(text).toContainText("Service providers must preserve");
  const step = (name: string) => page.locator(`[data-practice="${name}"]`);
  await text.click();
  await page.keyboard.press("Control+End");
  await page.keyboard.type(" See ");
  await expect(step("write")).toContainText("Done");
  await page.locator('button[title="Link"]').click();
  const dialog = page.getByRole("dialog");
  await dialog.getByRole("combobox").fill("https://www.coe.int");
  await dialog.getByRole("button", { name: "Add link" }).click();
  await expect(step("link")).toContainText("Done");
  await page.locator('button[title="Cite a source"]').click();
  await dialog.getByRole("combobox").fill("Convention");
  await dialog.getByRole("option").first().click();
  await dialog.getByRole("button", { name: "Insert citation" }).click();
  await expect(step("cite")).toContainText("Done");
  await page.getByRole("button", { name: "Preview changes" }).click();
  await expect(page.locator('section.box[aria-busy="false"] ins').first()).toBeVisible();
  await expect(step("preview")).toContainText("Done");
  await page.getByRole("button", { name: "Save changes" }).click();
  // As in a profile, a save needs a summary.
  await expect(page.getByLabel("Edit summary")).toBeFocused();
  await page.getByLabel("Edit summary").fill("Tried the editor");
  await page.getByRole("button", { name: "Save changes" }).click();
  await expect(page.getByText("Nothing was saved: this is the practice page.")).toBeVisible();
  await expect(page.getByText("5 of 5 done.")).toBeVisible();
  await expectAccessible(page);
  expect(sent).toEqual([]);
  const kept = () => Object.keys(localStorage).filter((key) => key.startsWith("octopus.draft."));
  expect(await page.evaluate(kept)).toEqual([]);
});

for (const prefix of ["", "/fr", "/ar"]) {
  test(`the practice page is narrow, accessible and understood without scripts${prefix}`, async ({
    page,
    browser,
    baseURL,
  }) => {
    await page.setViewportSize({ width: 320, height: 800 });
    await page.goto(`${prefix}/help/practice`);
    await expect(page.locator("#editor .ProseMirror")).toBeVisible();
    await expectNoSidewaysScroll(page);
    await expectAccessible(page);
    const context = await browser.newContext({ baseURL: baseURL ?? "", javaScriptEnabled: false });
    const plain = await context.newPage();
    await plain.goto(`${prefix}/help/practice`);
    expect(await plain.locator("#editor noscript").textContent()).toMatch(/\S/);
  });
}
