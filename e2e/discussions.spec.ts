import type { Browser, Page } from "@playwright/test";
import { expect, expectAccessible, makePerson, type Person, signIn, test } from "./fixtures";
import { openAsAdministrator } from "./two-factor";

const TITLE = "Preservation in Ghana: which form does the court expect?";

async function signedIn(browser: Browser, person: Person, javaScriptEnabled = true): Promise<Page> {
  const page = await (await browser.newContext({ javaScriptEnabled })).newPage();
  await signIn(page, person);
  return page;
}

async function open(page: Page, title: string, text: string): Promise<void> {
  await page.goto("/discussions");
  await page.getByRole("link", { name: "Ask a question" }).click();
  await page.getByLabel("Title").fill(title);
  await page.getByLabel("Category").selectOption({ label: "Electronic evidence" });
  await page.getByLabel("Your message").fill(text);
  await page.getByRole("button", { name: "Start topic" }).click();
}

test("a question is asked, answered and solved, and everybody reads it", async ({ browser }) => {
  const [ama, kofi] = [
    await makePerson({ name: "Ama Asks", role: "trusted" }),
    await makePerson({ name: "Kofi Knows", role: "trusted" }),
  ];
  const asking = await signedIn(browser, ama);
  await open(asking, TITLE, "The Act has no form for preservation.\n\nWhich one do you use?");
  await expect(asking.getByRole("heading", { level: 1, name: TITLE })).toBeVisible();
  await expect(asking).toHaveURL(/\/discussions\/t\/\d+\/preservation-in-ghana-which-form/);
  const address = asking.url();

  const answering = await signedIn(browser, kofi);
  await answering.goto(address);
  await answering.getByLabel("Reply").fill("We use a letter that names the account and the days.");
  await answering.getByRole("button", { name: "Post reply" }).click();
  await expect(answering.locator("#r1")).toContainText("We use a letter");
  await expect(answering.getByRole("button", { name: "Accept answer" })).toBeHidden();

  await asking.goto(address);
  const useful = asking.locator("#r1").getByRole("button", { name: "Useful" });
  await expect(useful).toHaveAttribute("aria-pressed", "false");
  await useful.click();
  await asking.locator("#r1").getByRole("button", { name: "Thanks" }).click();
  await expect(useful).toHaveAttribute("aria-pressed", "true");
  await expect(useful).toContainText("1");
  await expect(asking.locator("#r1").getByRole("button", { name: "Thanks" })).toContainText("1");
  await asking.locator("#r1").getByRole("link", { name: "Quote" }).click();
  await expect(asking.getByLabel("Reply")).toHaveValue(/^> #1 Kofi Knows:\n> We use a letter/);
  await asking.getByLabel("Reply").press("ControlOrMeta+End");
  await asking.getByLabel("Reply").pressSequentially("Thank you, that is what we needed.");
  await asking.getByRole("button", { name: "Post reply" }).click();
  await expect(asking.locator("#r2")).toContainText("in reply to #1");
  await expect(asking.locator("#r2 blockquote")).toContainText("We use a letter that names the account");
  await expect(asking.locator("#r2 blockquote").getByRole("link", { name: "reply 1" })).toBeVisible();
  await asking.goto(address);
  await asking.locator("#r1").getByRole("button", { name: "Accept answer" }).click();
  await expect(asking.getByText("The reply is the accepted answer.")).toBeVisible();

  const visitor = await (await browser.newContext()).newPage();
  await visitor.goto(address);
  await expect(visitor.locator("#r1")).toContainText("Accepted answer");
  await expect(visitor.getByRole("link", { name: /Reply 1, by Kofi Knows/ })).toBeVisible();
  await expectAccessible(visitor);
  await visitor.locator("#r1").getByRole("link", { name: "Who reacted" }).click();
  await expect(visitor.getByRole("link", { name: "Ama Asks" })).toBeVisible();
  await expectAccessible(visitor);
  await visitor.goto("/discussions/electronic-evidence");
  const row = visitor.getByRole("listitem").filter({ hasText: TITLE });
  await expect(row).toContainText("Answered");
  await expect(row).toContainText("2 replies");
  // The permanent address of a reply, also by the number of the topic alone.
  await visitor.goto(`${address.replace(/\/[^/]+$/, "")}?page=1`);
  await expect(visitor.getByRole("heading", { level: 1, name: TITLE })).toBeVisible();
  for (const page of [asking, answering, visitor]) await page.context().close();
});

test("a new member opens a topic without scripts, and a moderator shows, closes and hides it", async ({
  browser,
}) => {
  const title = `How long may a request wait? ${Date.now().toString(36)}`;
  const asking = await signedIn(browser, await makePerson({ name: "Nana New" }), false);
  await open(asking, title, "A request came back after four months.\n\nHow long do yours wait?");
  await expect(asking.getByText("Your topic waits for a moderator.")).toBeVisible();
  const number = /\/t\/(\d+)\//.exec(asking.url())?.[1] ?? "";
  const visitor = await (await browser.newContext()).newPage();
  expect((await visitor.goto(`/discussions/t/${number}`))?.status()).toBe(404);
  await visitor.goto("/discussions?list=new");
  await expect(visitor.getByText(title)).toBeHidden();

  const moderating = await openAsAdministrator(browser);
  await moderating.goto(`/discussions/t/${number}/manage`);
  await expectAccessible(moderating);
  await moderating.getByRole("button", { name: "Show topic" }).click();
  await expect(moderating.getByText("The topic is visible.")).toBeVisible();
  await moderating.getByRole("button", { name: "Close" }).click();
  await expect(moderating.getByText("The topic is closed.")).toBeVisible();
  await visitor.goto(`/discussions/t/${number}`);
  await expect(visitor.getByText("This topic is closed: it accepts no more replies.")).toBeVisible();
  await expect(visitor.getByLabel("Reply")).toHaveCount(0);
  await moderating.getByLabel("Why it is hidden").fill("It describes a live case.");
  await moderating.getByRole("button", { name: "Hide topic" }).click();
  await expect(moderating.getByText("The topic is hidden.")).toBeVisible();
  expect((await visitor.goto(`/discussions/t/${number}`))?.status()).toBe(404);
  await asking.goto(`/discussions/t/${number}/manage`);
  await expect(asking.getByText("It describes a live case.")).toBeVisible();
  for (const page of [asking, visitor, moderating]) await page.context().close();
});
