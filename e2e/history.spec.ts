import type { Page } from "@playwright/test";
import { expect, expectAccessible, expectNoSidewaysScroll, makePerson, signIn, test } from "./fixtures";

/** Writes a section by its plain form, as a browser without the editor does: one edit, published at once. */
async function edit(page: Page, slug: string, section: string, text: string, summary: string): Promise<void> {
  await page.goto(`/countries/${slug}/edit/${section}`);
  const form = page.locator("main form:has(textarea)");
  await form.locator("textarea").first().fill(text);
  await form.getByLabel("Edit summary").fill(summary);
  await form.getByRole("button", { name: "Save changes" }).click();
  await page.waitForURL(/\?saved=/);
}

test.describe("history, comparison, undo and revert", () => {
  test("a member edits twice, compares, undoes, and goes back to the first, all without scripts", async ({
    browser,
  }) => {
    const context = await browser.newContext({ javaScriptEnabled: false });
    const page = await context.newPage();
    await signIn(page, makePerson({ name: "Ada Historian" }));
    await edit(page, "andorra", "policies", "A first sentence.\n\nA second paragraph.", "Begins the section");
    await edit(
      page,
      "andorra",
      "policies",
      "A first sentence, made longer.\n\nA second paragraph.",
      "Says more",
    );

    await page.goto("/countries/andorra/history?section=policies");
    await expect(page.locator("main tbody tr")).toHaveCount(2);
    await expect(page.locator("main tbody tr").first()).toContainText("Ada Historian");
    await page.getByRole("button", { name: "Compare" }).click();
    await expect(page).toHaveURL(/\/diff\?from=\d+&to=\d+$/);
    await expect(page.locator("main ins").first()).toContainText("made longer");
    await expect(page.getByRole("heading", { name: "2 Policies" })).toBeVisible();

    await page.getByLabel("Edit summary").fill("It said too much");
    await page.getByRole("button", { name: "Undo" }).click();
    await expect(page).toHaveURL(/\/diff\?to=\d+$/);
    await expect(page.locator("main")).toContainText("It said too much");
    await expect(page.locator("main del").first()).toContainText("made longer");
    await page.goto("/countries/andorra");
    await expect(page.locator("#policies")).toContainText("A first sentence.");
    await expect(page.locator("#policies")).not.toContainText("made longer");

    // The second edit is still there to be read, and to be gone back to.
    await page.goto("/countries/andorra/history?section=policies");
    await page.locator("main tbody tr").nth(1).getByRole("rowheader").getByRole("link").click();
    await expect(page.locator("#policies")).toContainText("made longer");
    await expect(page.getByText(/You are reading revision \d+, not the current text/)).toBeVisible();
    await page.getByRole("button", { name: "Revert to this revision" }).click();
    await page.goto("/countries/andorra");
    await expect(page.locator("#policies")).toContainText("made longer");

    await page.goto("/changes?country=andorra");
    await expect(page.locator("tbody tr").first()).toContainText("Revert");
    await expect(page.locator("tbody tr").nth(1)).toContainText("Undo");
    const feed = await (await page.request.get("/changes/feed.xml?country=andorra")).text();
    expect(feed).toContain('<summary type="text">It said too much</summary>');
    await context.close();
  });

  test("a visitor who undoes is led to sign in, and back to the form as it was filled", async ({ page }) => {
    await page.goto("/countries/senegal/diff?to=2");
    await page.getByLabel("Edit summary").fill("A visitor's reason");
    await page.getByRole("button", { name: "Undo" }).click();
    await expect(page).toHaveURL(/\/signin\?next=/);
    const person = makePerson();
    await page.locator('input[name="email"]').fill(person.email);
    await page.locator('input[name="password"]').fill(person.password);
    await page.locator('main form[method="post"] button[type="submit"]').first().click();
    await expect(page).toHaveURL(/\/countries\/senegal\/diff/);
    await expect(page.getByLabel("Edit summary")).toHaveValue("A visitor's reason");
  });

  test("the history of a record has each of its values", async ({ page }) => {
    await page.goto("/countries/romania");
    await page.locator("#laws").getByRole("link", { name: "Record history" }).first().click();
    await expect(page).toHaveURL(/history\?section=laws&record=/);
    await expect(page.getByRole("heading", { level: 2, name: /^Revision \d+$/ })).toHaveCount(1);
    await expectAccessible(page);
  });

  test("what was never published does not exist", async ({ request }) => {
    for (const path of ["/revisions/9999", "/diff?from=1&to=9999", "/revisions/0", "/revisions/abc"]) {
      expect((await request.get(`/countries/senegal${path}`)).status(), path).toBe(404);
    }
  });

  for (const prefix of ["", "/ar"]) {
    test(`pages of history hold at 320 px and are accessible ${prefix}`, async ({ page }) => {
      await page.setViewportSize({ width: 320, height: 800 });
      for (const path of ["/history", "/revisions/2", "/diff?from=1&to=4", "/diff?from=0&to=1&view=inline"]) {
        await page.goto(`${prefix}/countries/senegal${path}`);
        await expectNoSidewaysScroll(page);
        await expectAccessible(page);
      }
    });
  }
});
