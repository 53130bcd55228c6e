import {
  chooseValue,
  expect,
  expectAccessible,
  expectNoSidewaysScroll,
  makePerson,
  signIn,
  test,
} from "./fixtures";

/* What a new member sees first: one task, the own country, what to watch, practice and the charter. */

for (const [prefix, direction] of [
  ["", "ltr"],
  ["/fr", "ltr"],
  ["/ar", "rtl"],
] as const) {
  test(`a new member chooses a country, finds a task in it and watches it, without scripts${prefix}`, async ({
    browser,
  }) => {
    const context = await browser.newContext({
      javaScriptEnabled: false,
      viewport: { width: 320, height: 800 },
    });
    const page = await context.newPage();
    await signIn(page, await makePerson({ name: "Awa Ndiaye" }), prefix);
    // A task is there even before a country is chosen.
    await page.goto(`${prefix}/welcome`);
    await expect(page.locator("html")).toHaveAttribute("dir", direction);
    const task = page.locator("section.box.info");
    await expect(task.locator("a.btn")).toHaveAttribute("href", /\/countries\/[a-z-]+\/edit\/[a-z-]+$/);
    await page.locator("#step-country + p + p a").click();
    await chooseValue(page, "country", "GA");
    await page.locator("main form:has(select[name='country']) button[type='submit']").first().click();
    await page.waitForURL(/done=saved/);

    await page.goto(`${prefix}/welcome`);
    await expect(task.locator("a.btn")).toHaveAttribute(
      "href",
      new RegExp(`^${prefix}/countries/gabon/edit/`),
    );
    await chooseValue(page, "of[]", "topic:cloud");
    await expect(page.locator('input[value="profile:gabon"]')).toBeChecked();
    await page.locator("main form:has([name='of[]']) button").first().click();
    await page.waitForURL(new RegExp(`${prefix}/welcome\\?done=watched`));
    await expect(page.locator("main").getByRole("status")).toBeVisible();
    await expect(page.locator('input[value="profile:gabon"]')).toHaveCount(0);
    await page.goto(`${prefix}/watchlist`);
    await expect(page.locator(`main a[href="${prefix}/countries/gabon"]`)).toBeVisible();

    // The accessibility check is itself a script.
    const scripted = await browser.newContext({
      storageState: await context.storageState(),
      viewport: { width: 320, height: 800 },
    });
    const narrow = await scripted.newPage();
    await narrow.goto(`${prefix}/welcome`);
    await expectNoSidewaysScroll(narrow);
    await expectAccessible(narrow);
  });
}

test("the first task leads to the editor, and its edit waits for review", async ({ page }) => {
  await signIn(page, await makePerson());
  await page.goto("/welcome");
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Welcome");
  const task = page.getByRole("region", { name: /^Your first task/ });
  await expect(task).toContainText("your edits are reviewed before they are published");
  await task.getByRole("link", { name: /^Edit “/ }).click();
  await expect(page.locator("#editor .ProseMirror, #editor .records").first()).toBeVisible();
  await page.goto("/welcome");
  await page.getByRole("link", { name: "Try the editor" }).click();
  await expect(page).toHaveURL(/\/help\/practice$/);
});
