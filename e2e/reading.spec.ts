import type { Browser, Page } from "@playwright/test";
import { expect, expectAccessible, makePerson, type Person, signIn, test } from "./fixtures";

async function signedIn(browser: Browser, person: Person, javaScriptEnabled = true): Promise<Page> {
  const page = await (await browser.newContext({ javaScriptEnabled })).newPage();
  await signIn(page, person);
  return page;
}

async function reply(page: Page, address: string, text: string): Promise<void> {
  await page.goto(address);
  await page.getByLabel("Reply").fill(text);
  await page.getByRole("button", { name: "Post reply" }).click();
  await expect(page.getByText(text)).toBeVisible();
}

/** Whether the script has stored that a topic was read, as far as it was in view. */
const isStored = (page: Page) =>
  page.waitForResponse((answer) => answer.url().endsWith("/api/me/reading") && answer.ok());

test("a member continues at the first unread reply on another device, and undoes a mark", async ({
  browser,
}) => {
  const title = `Retention of logs: how long? ${Date.now().toString(36)}`;
  const writing = await signedIn(browser, await makePerson({ name: "Wanda Writes", role: "trusted" }));
  await writing.goto("/discussions/new");
  await writing.getByLabel("Title").fill(title);
  await writing.getByLabel("Category").selectOption({ label: "Electronic evidence" });
  await writing.getByLabel("Your message").fill("Which rule sets how long a provider stores logs?");
  await writing.getByRole("button", { name: "Start topic" }).click();
  await expect(writing.getByRole("heading", { level: 1, name: title })).toBeVisible();
  const address = writing.url();
  await reply(writing, address, "The first reply to the question.");

  const reader = await makePerson({ name: "Rita Reads", role: "trusted" });
  const desk = await signedIn(browser, reader);
  await desk.goto("/me/discussions?list=new");
  await expect(desk.getByRole("listitem").filter({ hasText: title })).toBeVisible();
  const stored = isStored(desk);
  await desk.getByRole("link", { name: title }).click();
  await desk.locator("#r1").scrollIntoViewIfNeeded();
  await stored;
  await expect
    .poll(async () => (await (await desk.request.get("/me/discussions?list=new")).text()).includes(title))
    .toBe(false);

  await reply(writing, address, "The second reply to the question.");
  // Another device, without scripts: the list leads to the first unread reply, and a form marks it as read.
  const phone = await signedIn(browser, reader, false);
  await phone.goto("/me/discussions");
  const row = phone.getByRole("listitem").filter({ hasText: title });
  await expect(row).toContainText("unread: 1");
  await row.getByRole("link", { name: title }).click();
  await expect(phone).toHaveURL(/#r2$/);
  await phone.getByRole("button", { name: "Mark as read up to reply 2" }).click();
  await expect(phone.getByText("Marked as read.")).toBeVisible();
  await expect(phone.getByRole("link", { name: title })).toHaveCount(0);
  await phone.getByRole("button", { name: "Undo" }).click();
  await expect(phone.getByRole("link", { name: title })).toBeVisible();

  // With scripts, the public list shows the same, and the topic marks the reply.
  await desk.goto("/discussions?list=new");
  const listed = desk.getByRole("listitem").filter({ hasText: title }).first();
  await expect(listed.locator(".count")).toHaveText("unread: 1");
  await listed.getByRole("link", { name: title }).click();
  await expect(desk).toHaveURL(/#r2$/);
  await expect(desk.getByText("First unread reply", { exact: true })).toBeVisible();
  await expectAccessible(desk);
  await desk.goto("/me/discussions?list=new&category=electronic-evidence");
  await expectAccessible(desk);
  for (const page of [writing, desk, phone]) await page.context().close();
});
