import type { Browser, Page } from "@playwright/test";
import {
  countryFor,
  expect,
  expectAccessible,
  makePerson,
  type Person,
  signIn,
  test,
  writePlainly,
} from "./fixtures";

/** A browser without scripts in which someone is signed in: the plain form is all that it needs to write. */
async function plainly(browser: Browser, person: Person): Promise<Page> {
  const context = await browser.newContext({ javaScriptEnabled: false });
  const page = await context.newPage();
  await signIn(page, person);
  return page;
}

test("a run of bad edits is rolled back in one confirmed step, and can be undone", async ({
  browser,
  page,
}) => {
  const slug = countryFor("san-marino", "panama", "honduras");
  const section = `/countries/${slug}/history?section=policies`;
  const ana = await makePerson({ name: "Ana Careful", role: "trusted" });
  const ben = await makePerson({ name: "Ben Hasty", role: "trusted" });
  const author = await plainly(browser, ana);
  await writePlainly(author, slug, "policies", "A sourced sentence.", "Begins the section");
  // Without a second author there is nothing to roll back to.
  await author.goto(section);
  await expect(author.getByRole("link", { name: "Roll back" })).toHaveCount(0);
  await author.context().close();
  const other = await plainly(browser, ben);
  await writePlainly(other, slug, "policies", "A sentence without a source.", "Better so");
  await writePlainly(other, slug, "policies", "Nothing that is true.", "Better still");

  await signIn(page, ana);
  await page.goto(section);
  await page.getByRole("link", { name: "Roll back" }).click();
  await expect(page).toHaveURL(new RegExp(`/countries/${slug}/rollback/policies$`));
  const main = page.locator("main");
  await expect(main).toContainText("2 revisions will be undone:");
  await expect(main).toContainText(/Undone: Ben Hasty, revisions \d+ to \d+/);
  await expect(main).toContainText(/Restored: Ana Careful, revision \d+/);
  await expect(main.locator(".prose del").first()).toContainText("Nothing that is true.");
  await expect(main.locator(".prose ins").first()).toContainText("A sourced sentence.");
  await expectAccessible(page);

  // The same author edits again meanwhile: nothing is rolled back, and the page shows what would be removed
  // now.
  await writePlainly(other, slug, "policies", "Worse.", "And once more");
  await page.getByLabel("Edit summary").fill("No source for any of it");
  await page.getByRole("button", { name: "Roll back" }).click();
  await expect(main).toContainText("3 revisions will be undone:");
  await expect(page.getByLabel("Edit summary")).toHaveValue("No source for any of it");
  await page.getByRole("button", { name: "Roll back" }).click();
  await expect(page).toHaveURL(/\/diff\?to=\d+$/);
  await page.goto(`/countries/${slug}`);
  await expect(page.locator("#policies")).toContainText("A sourced sentence.");

  await page.goto(section);
  const newest = main.locator("tbody tr").first();
  await expect(newest).toContainText("Rollback");
  await expect(newest).toContainText("No source for any of it");
  await expect(newest).toContainText("Ben Hasty");
  await expect(main.locator("tbody tr")).toHaveCount(5);

  // A rollback can be undone like any other edit, also without scripts.
  await other.goto(section);
  await other
    .locator("main tbody tr")
    .first()
    .getByRole("link", { name: /^Change of revision/ })
    .click();
  await other.getByLabel("Edit summary").fill("It has a source after all");
  await other.getByRole("button", { name: "Undo" }).click();
  await other.goto(`/countries/${slug}`);
  await expect(other.locator("#policies")).toContainText("Worse.");
  await other.context().close();
});

test("a rollback is offered to members with permission; others see which role is needed", async ({
  browser,
  page,
}) => {
  for (const text of ["One sentence.", "One sentence, and another."]) {
    const author = await plainly(browser, await makePerson({ role: "trusted" }));
    await writePlainly(author, "monaco", "state-of-play", text, "Writes the section");
    await author.context().close();
  }
  const plain = await browser.newContext({ javaScriptEnabled: false });
  const visitor = await plain.newPage();
  await visitor.goto("/countries/monaco/history?section=state-of-play");
  await visitor.getByRole("link", { name: "Roll back" }).click();
  await expect(visitor).toHaveURL(/\/signin\?next=/);
  await plain.close();

  await signIn(page, await makePerson());
  await page.goto("/countries/monaco/history?section=state-of-play");
  await expect(page.getByRole("button", { name: "Compare" })).toBeVisible();
  await expect(page.getByRole("link", { name: "Roll back" })).toBeHidden();
  const answer = await page.goto("/countries/monaco/rollback/state-of-play");
  expect(answer?.status()).toBe(403);
});
