import type { Browser, Page } from "@playwright/test";
import { expect, expectAccessible, makePerson, type Person, signIn, test } from "./fixtures";
import { openAsModerator } from "./two-factor";

async function signedIn(browser: Browser, person: Person, javaScriptEnabled = true): Promise<Page> {
  const page = await (await browser.newContext({ javaScriptEnabled })).newPage();
  await signIn(page, person);
  return page;
}

/** Reports the topic at `address`, without scripts. */
async function report(browser: Browser, address: string): Promise<Page> {
  const page = await signedIn(browser, await makePerson({ role: "trusted" }), false);
  await page.goto(address);
  await page.getByRole("link", { name: "Report this topic" }).click();
  await page.getByLabel("What is wrong").selectOption({ label: "Spam or advertising" });
  await page.getByRole("button", { name: "Send report" }).click();
  await expect(page.getByText("Your report was sent.")).toBeVisible();
  return page;
}

async function decide(page: Page, title: string, choice: string): Promise<void> {
  await page.goto("/moderation/flags");
  await page.getByRole("link", { name: title }).click();
  await page.getByRole("radio", { name: choice }).check();
  await page.getByLabel("Reason").fill("It advertises a course.");
}

test("reported spam hides, one of two moderators decides, and the author is notified and appeals", async ({
  browser,
}) => {
  const title = `Buy a course on hash values ${Date.now().toString(36)}`;
  const author = await signedIn(browser, await makePerson({ role: "trusted" }));
  await author.goto("/discussions/new");
  await author.getByLabel("Title").fill(title);
  await author.getByLabel("Category").selectOption({ label: "Electronic evidence" });
  await author.getByLabel("Your message").fill("Only today, half of the price.");
  await author.getByRole("button", { name: "Start topic" }).click();
  await expect(author.getByRole("heading", { level: 1, name: title })).toBeVisible();
  const address = author.url();

  const reporters: Page[] = [];
  for (let n = 0; n < 3; n += 1) reporters.push(await report(browser, address));
  const visitor = await (await browser.newContext()).newPage();
  expect((await visitor.goto(address))?.status()).toBe(404);

  await author.goto("/notifications");
  await author.getByRole("link", { name: "Reports of your contribution", exact: true }).click();
  await expect(author.getByText("hidden until a moderator decides")).toBeVisible();
  await expect(author.getByLabel("Your text")).toHaveValue("Only today, half of the price.");
  await expectAccessible(author);

  const first = await openAsModerator(browser);
  const second = await openAsModerator(browser);
  await decide(first, title, "Uphold the reports");
  await expectAccessible(first);
  await decide(second, title, "Dismiss the reports");
  await first.getByRole("button", { name: "Save decision" }).click();
  await expect(first.getByText("Your decision is saved.")).toBeVisible();
  await second.getByRole("button", { name: "Save decision" }).click();
  await expect(second.getByText("Already decided by")).toBeVisible();

  await reporters[0]?.goto("/notifications");
  await expect(reporters[0]?.locator("main") ?? author.locator("nothing")).toContainText(
    "agreed with your report",
  );
  await author.reload();
  await expect(author.getByText("It advertises a course.")).toBeVisible();
  await author.getByLabel("Why the decision is wrong").fill("The course is free and ours.");
  await author.getByRole("button", { name: "Send appeal" }).click();
  await expect(author.getByText("Your appeal was sent.")).toBeVisible();

  // The moderator who decided is not the one who decides on the appeal.
  await first.reload();
  await expect(first.getByText("Another moderator decides on this appeal.")).toBeVisible();
  await second.goto(first.url());
  await second.getByRole("radio", { name: "Overturn the decision" }).check();
  await second.getByLabel("Reason").fill("A free course is welcome.");
  await second.getByRole("button", { name: "Save decision" }).click();
  await expect(second.getByText("Your decision on the appeal is saved.")).toBeVisible();
  expect((await visitor.goto(address))?.status()).toBe(200);
});
