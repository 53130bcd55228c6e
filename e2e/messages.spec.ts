import type { Browser, Page } from "@playwright/test";
import {
  expect,
  expectAccessible,
  expectNoSidewaysScroll,
  makePerson,
  type Person,
  signIn,
  test,
  waitForMail,
} from "./fixtures";
import { openAsAdministrator, setUpTwoFactor } from "./two-factor";

const SECRET = "The informant's name is on page 4.";
const THREAT = "You will regret this.";

/** Signs a member in and returns their page. */
async function openAs(browser: Browser, person: Person, options = {}): Promise<Page> {
  const page = await (await browser.newContext(options)).newPage();
  await signIn(page, person);
  return page;
}

/** Lists a member in the directory, so that others can write to them. Returns the path of their page. */
async function list(page: Page): Promise<string> {
  await page.goto("/me");
  await page.getByRole("checkbox", { name: /directory/i }).check();
  await page.getByRole("button", { name: "Save profile" }).click();
  await expect(page.getByRole("status")).toBeVisible();
  return (await page.locator("a[data-contributions]").getAttribute("href")) ?? "";
}

async function checkPage(page: Page): Promise<void> {
  await expectAccessible(page);
  await page.setViewportSize({ width: 320, height: 800 });
  await expectNoSidewaysScroll(page);
  await page.setViewportSize({ width: 1280, height: 800 });
}

async function send(page: Page, text: string): Promise<void> {
  await page.getByRole("textbox", { name: "Your reply" }).fill(text);
  await page.getByRole("button", { name: "Send message" }).click();
  await expect(page.getByRole("list", { name: "Messages" })).toContainText(text);
}

test("two members write to each other, one message is reported, and an administrator says why they read on", async ({
  browser,
}) => {
  test.slow();
  const [awa, ben] = [await makePerson(), await makePerson()];
  const receiver = await openAs(browser, ben);
  const place = await list(receiver);
  const sender = await openAs(browser, awa);

  await sender.goto(place);
  await sender.getByRole("link", { name: "Message", exact: true }).click();
  await sender
    .getByRole("textbox", { name: "Your message" })
    .fill("Which form do you use? See https://evil.example/");
  await checkPage(sender);
  await sender.getByRole("button", { name: "Send request" }).dblclick();
  await expect(sender.getByRole("status")).toContainText("Your request was sent");
  await expect(sender.getByText("Your request is waiting for an answer.")).toBeVisible();
  await expect(sender.getByRole("textbox", { name: "Your reply" })).toHaveCount(0);

  await receiver.goto("/");
  const menu = receiver.locator("[data-member] summary");
  await menu.click();
  await receiver.getByRole("link", { name: /Messages.*1/ }).click();
  await receiver.getByRole("link", { name: "Requests (1)" }).click();
  await receiver.getByRole("link", { name: awa.name }).first().click();
  await expect(receiver.getByRole("heading", { name: "Who is asking" })).toBeVisible();
  await expect(receiver.getByRole("link", { name: /evil/ })).toHaveCount(0);
  await checkPage(receiver);
  await receiver.getByRole("button", { name: "Accept" }).click();
  await expect(receiver.getByRole("status")).toContainText("You accepted the request");
  await send(receiver, "Form 3.");
  await sender.reload();
  await send(sender, SECRET);
  await send(sender, THREAT);

  await receiver.reload();
  await expect(receiver.getByText("New", { exact: true })).toHaveCount(2);
  await receiver.getByRole("link", { name: "Report", exact: true }).last().click();
  await receiver.getByRole("textbox", { name: "What is wrong with it?" }).fill("A threat.");
  await receiver.getByRole("button", { name: "Send report" }).click();
  await expect(receiver.getByRole("status")).toContainText("The message was reported");
  await checkPage(receiver);

  const moderator = await openAs(browser, await makePerson({ role: "moderator" }));
  await setUpTwoFactor(moderator);
  await moderator.goto("/moderation/messages");
  const item = moderator.getByRole("article", { name: `Message of ${awa.name}` });
  await expect(item).toContainText(THREAT);
  await expect(moderator.locator("main")).not.toContainText(SECRET);
  await expect(item.getByRole("link", { name: "Read the conversation" })).toHaveCount(0);

  const admin = await openAsAdministrator(browser);
  await admin.goto("/moderation/messages");
  await admin
    .getByRole("article", { name: `Message of ${awa.name}` })
    .getByRole("link", { name: "Read the conversation" })
    .click();
  await expect(admin.locator("main")).not.toContainText(SECRET);
  const reason = "We must know whether it was the first threat.";
  await admin.getByRole("textbox", { name: "Reason" }).fill(reason);
  await checkPage(admin);
  await admin.getByRole("button", { name: "Read this conversation" }).click();
  await expect(admin.getByRole("status")).toContainText("Both members have been notified");
  await expect(admin.getByRole("list", { name: "Messages" })).toContainText(SECRET);
  for (const { email } of [awa, ben]) {
    const mail = await waitForMail(email);
    expect(mail.text).toContain(reason);
    expect(mail.text).not.toContain(SECRET);
  }
  await sender.goto("/notifications");
  await expect(sender.locator("main")).toContainText(reason);

  await receiver.getByText("Archive or block").click();
  await receiver.getByRole("button", { name: "Block this member" }).click();
  await expect(receiver.getByRole("heading", { name: "Blocked members" })).toBeVisible();
  await sender.goto(place);
  await expect(sender.getByRole("heading", { level: 1 })).toBeVisible();
  await sender.goto(`${place}/write`);
  await expect(sender.getByText(/Members choose who can write to them/)).toBeVisible();
  await expect(sender.getByRole("textbox", { name: "Your reply" })).toHaveCount(0);
});

test("without scripts, in Arabic, a request is sent, declined, and looks unanswered to its sender", async ({
  browser,
}) => {
  const [awa, ben] = [await makePerson(), await makePerson()];
  const receiver = await openAs(browser, ben);
  const place = await list(receiver);
  const sender = await openAs(browser, awa, { javaScriptEnabled: false });
  await sender.goto(`/ar${place}/write`);
  await sender.locator('textarea[name="text"]').fill("أي نموذج تستخدمون؟");
  await sender.setViewportSize({ width: 320, height: 800 });
  await sender.locator('main form[method="post"] button[type="submit"]').click();
  await expect(sender.getByRole("status")).toContainText("أُرسل طلبك");
  await receiver.goto("/me/messages?show=requests");
  await receiver.getByRole("link", { name: awa.name }).first().click();
  await receiver.getByRole("button", { name: "Decline" }).click();
  await expect(receiver.getByRole("status")).toContainText("The sender is not notified");
  await sender.goto("/ar/me/messages");
  await expect(sender.getByText("في انتظار الرد", { exact: true })).toBeVisible();
});
