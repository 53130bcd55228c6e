import {
  countryFor,
  expect,
  expectAccessible,
  makePerson,
  signIn,
  test,
  waitForMail,
  writePlainly,
} from "./fixtures";
import { openAsModerator } from "./two-factor";

/** Returns the first link of a mail's text to a path. */
function linkOf(text: string, path: string): string {
  const found = text.match(/https?:\/\/\S+/g)?.find((one) => new URL(one).pathname.endsWith(path));
  if (!found) throw new Error(`the mail has no link to ${path}`);
  return found;
}

test("somebody without an account reports a post, confirms it, and reads the decision", async ({
  browser,
}) => {
  const visitor = await (await browser.newContext({ javaScriptEnabled: false })).newPage();
  const email = `ama.${Date.now().toString(36)}@example.org`;
  await visitor.goto("/blog/preserve-first-ask-later");
  await visitor.getByRole("link", { name: "Report without an account" }).click();
  await expect(visitor.getByLabel("Address of the content")).toHaveValue("/blog/preserve-first-ask-later");
  await visitor.getByLabel("What is wrong").selectOption({ label: "Defamation or insult" });
  await visitor.getByLabel("Why it is unlawful").fill("It says that I took a bribe, which is not true.");
  await visitor.getByLabel("Your name").fill("Ama Mensah");
  await visitor.getByLabel("Your email address").fill(email);
  await visitor.getByRole("button", { name: "Send report" }).click();
  await expect(visitor.getByText("There is one problem")).toBeVisible();
  await visitor.getByLabel("I believe in good faith").check();
  await visitor.getByRole("button", { name: "Send report" }).click();
  await expect(visitor.getByText("One more step: confirm your report")).toBeVisible();

  const mail = await waitForMail(email);
  await visitor.goto(linkOf(mail.text, "/report/status"));
  await visitor.getByRole("button", { name: "Confirm my report" }).click();
  await expect(visitor.getByText("Your report waits for a moderator")).toBeVisible();

  const moderator = await openAsModerator(browser);
  await moderator.goto("/moderation/flags?kind=post");
  await moderator.locator("main ul.list a").first().click();
  await expect(moderator.getByText("Ama Mensah")).toBeVisible();
  await expectAccessible(moderator);
  await moderator.getByRole("radio", { name: "Dismiss the reports" }).check();
  await moderator.getByLabel("Reason").fill("The post names no person.");
  await moderator.getByRole("button", { name: "Save decision" }).click();
  await expect(moderator.getByText("Your decision is saved.")).toBeVisible();
  await visitor.reload();
  await expect(visitor.getByText("The post names no person.")).toBeVisible();
  await expect(visitor.getByRole("button", { name: "Ask for another look" })).toBeVisible();
  await moderator.goto(visitor.url());
  await expectAccessible(moderator);
});

test("new changes are looked through by keys, which do nothing in fields and can be turned off", async ({
  browser,
}) => {
  const country = countryFor("trinidad-and-tobago");
  const author = await (await browser.newContext({ javaScriptEnabled: false })).newPage();
  await signIn(author, await makePerson({ role: "trusted" }));
  for (const text of ["One policy.", "Another policy."])
    await writePlainly(author, country, "public-private", text, "Writes the section");

  const page = await openAsModerator(browser);
  // The list of changes marks them for those who patrol, each with its place there, also after a filter.
  await page.goto(`/changes?country=${country}`);
  await expect(page.getByRole("link", { name: "Not patrolled" })).toHaveCount(2);
  await page.getByLabel("Period").selectOption({ index: 1 });
  await expect(page).toHaveURL(/days=/);
  await expect(page.getByRole("link", { name: "Not patrolled" })).toHaveCount(2);
  await expectAccessible(page);
  await page.getByRole("link", { name: "Not patrolled" }).first().click();
  await expect(page).toHaveURL(/\/moderation\/patrol\?at=/);
  await expect(page.getByRole("heading", { level: 2 }).first()).toContainText("Public/private");
  await author.goto(`/changes?country=${country}`);
  await expect(author.getByRole("link", { name: "Not patrolled" })).toHaveCount(0);
  await page.getByRole("link", { name: "Changes of this country" }).click();
  await expect(page).toHaveURL(`/changes?country=${country}`);
  await page.goto("/moderation/patrol");
  await expectAccessible(page);
  // In a field the letter is typed.
  await page.getByLabel("Edit summary").focus();
  await page.keyboard.type("f");
  await expect(page).not.toHaveURL(/done=/);
  await page.getByRole("heading", { level: 1 }).click();
  await page.keyboard.press("j");
  await expect(page).toHaveURL(/at=/);
  await page.keyboard.press("f");
  await expect(page.getByText("Marked as fine.")).toBeVisible();

  await page.keyboard.press("?");
  await page.getByLabel("Use single keys on this device").uncheck();
  await page.keyboard.press("Escape");
  await page.goto("/moderation/patrol");
  await page.keyboard.press("f");
  await expect(page).not.toHaveURL(/done=/);
  await page.getByRole("button", { name: "Fine" }).click();
  await expect(page.getByText("Marked as fine.")).toBeVisible();
});
