import type { Page } from "@playwright/test";
import {
  chooseValue,
  expect,
  expectAccessible,
  expectNoSidewaysScroll,
  signIn,
  test,
  waitForMail,
} from "./fixtures";
import { OwnSite } from "./own-site";
import { linkIn, mailsTo } from "./product";
import { openAsAdministrator, setUpTwoFactor } from "./two-factor";

let made = 0;
const unique = () => `${process.pid}-${++made}-${Date.now().toString(36)}`;

async function checkNarrow(page: Page): Promise<void> {
  await expectAccessible(page);
  await page.setViewportSize({ width: 320, height: 800 });
  await expectNoSidewaysScroll(page);
  await page.setViewportSize({ width: 1280, height: 800 });
}

interface Question {
  email: string;
  subject: string;
  text: string;
}

/** Fills the form of `/contact` and sends it, in any language. */
async function ask(page: Page, { email, subject, text }: Question): Promise<void> {
  await page.locator('input[name="name"]').fill("Awa Ndiaye");
  await page.locator('input[name="email"]').fill(email);
  await chooseValue(page, "topic", "data");
  await page.locator('input[name="subject"]').fill(subject);
  await page.locator('textarea[name="text"]').fill(text);
  await page.locator('main form[method="post"] button[type="submit"]').click();
}

/** Opens a question from the list of the mailbox. */
async function openQuestion(admin: Page, subject: string, state = "open"): Promise<void> {
  await admin.goto(`/admin/mailbox?state=${state}`);
  await admin.getByRole("link", { name: subject }).click();
  await expect(admin.getByRole("heading", { level: 1 })).toHaveText(subject);
}

async function answer(admin: Page, text: string): Promise<void> {
  await admin.getByRole("textbox", { name: "Answer" }).fill(text);
  await admin.getByRole("button", { name: "Send answer" }).click();
}

test("a visitor without scripts asks in Arabic, is answered by mail, and writes back once", async ({
  browser,
}) => {
  test.slow();
  const mark = unique();
  const email = `asker-${mark}@example.org`;
  const subject = `إعادة استخدام الملفات ${mark}`;
  const visitor = await (await browser.newContext({ javaScriptEnabled: false })).newPage();
  await visitor.goto("/ar/no/such/page");
  await visitor.getByRole("link", { name: "اسأل القائمين على هذا الموقع" }).click();
  await expect(visitor.locator('input[name="page"]')).toHaveValue("/ar/no/such/page");
  await visitor.locator('input[name="page"]').fill("/ar/countries/senegal");
  await ask(visitor, { email: "no address", subject, text: "قصير" });
  await expect(visitor.getByRole("alert")).toBeVisible();
  await expect(visitor.locator('input[name="subject"]')).toHaveValue(subject);
  await visitor.setViewportSize({ width: 320, height: 800 });
  await ask(visitor, {
    email,
    subject,
    text: "هل يمكننا طباعة ملف السنغال في دليل تدريبي؟\nhttps://evil.example/",
  });
  await expect(visitor.getByRole("status")).toContainText(email);

  const admin = await openAsAdministrator(browser);
  await admin.goto("/me/waiting");
  await expect(admin.getByRole("link", { name: /Questions to the site/ })).toBeVisible();
  await openQuestion(admin, subject);
  await expect(admin.getByRole("link", { name: "/ar/countries/senegal" })).toBeVisible();
  await expect(admin.locator('main a[href*="evil.example"]')).toHaveCount(0);
  await checkNarrow(admin);
  await admin.getByRole("button", { name: "Take it" }).click();
  await expect(admin.getByText("You are answering this question.", { exact: true })).toBeVisible();
  expect(await mailsTo(email)).toEqual([]);
  await answer(admin, "نعم، مع ذكر المصدر.");
  await expect(admin.getByRole("status")).toContainText("Your answer was saved");

  const mail = await waitForMail(email);
  expect(mail.subject).toContain(subject);
  expect(mail.text).toContain("> نعم، مع ذكر المصدر.");
  expect(mail.text).toContain("> هل يمكننا طباعة ملف السنغال");
  await expect(async () => {
    await admin.reload();
    await expect(admin.locator("main")).toContainText("Email sent");
  }).toPass();

  const link = linkIn(mail, "/contact/reply");
  await visitor.goto(link);
  await expect(visitor.locator("blockquote")).toHaveText("نعم، مع ذكر المصدر.");
  const reader = await (await browser.newContext()).newPage();
  await reader.goto(link);
  await checkNarrow(reader);
  await visitor.locator("textarea").fill("شكرًا، وما ترخيص الصور؟");
  await visitor.getByRole("button", { name: "إرسال", exact: true }).click();
  await expect(visitor.getByRole("status")).toBeVisible();
  expect((await visitor.goto(link))?.status()).toBe(410);

  await openQuestion(admin, subject);
  await expect(admin.locator("main")).toContainText("The asker wrote back");
  await answer(admin, "CC BY 4.0.");
  expect((await waitForMail(email, 2)).text).toContain("CC BY 4.0.");
});

test("two administrators cannot answer at once, and neither loses what was typed", async ({ browser }) => {
  test.slow();
  const mark = unique();
  const subject = `Which licence ${mark}`;
  const email = `twice-${mark}@example.org`;
  const visitor = await (await browser.newContext()).newPage();
  await visitor.goto("/ar/contact");
  await checkNarrow(visitor);
  await visitor.goto("/contact");
  await ask(visitor, { email: "no address", subject, text: "Short" });
  await expect(visitor.getByRole("alert")).toBeVisible();
  await checkNarrow(visitor);
  await ask(visitor, { email, subject, text: "Which licence do the pictures of the blog have?" });
  await expect(visitor.getByRole("status")).toContainText(email);
  await checkNarrow(visitor);

  const [first, second] = [await openAsAdministrator(browser), await openAsAdministrator(browser)];
  await openQuestion(first, subject);
  await openQuestion(second, subject);
  await first.getByRole("textbox", { name: "Answer" }).fill("CC BY 4.0.");
  await first.getByRole("button", { name: "Send answer" }).dblclick();
  await expect(first.locator("main")).toContainText("CC BY 4.0.");
  await answer(second, "I do not know.");
  await expect(second.getByRole("status")).toContainText("Something has happened to this question");
  await expect(second.getByRole("textbox", { name: "Answer" })).toHaveValue("I do not know.");
  await expectAccessible(second);
  await waitForMail(email);
  await second.goto(`/ar/admin/mailbox?state=answered`);
  await checkNarrow(second);
  await openQuestion(second, subject, "answered");
  await second.getByRole("button", { name: "Take it over" }).click();
  await second.getByRole("button", { name: "Mark as spam" }).click();
  await expect(second.getByRole("status")).toContainText("marked as spam");
  expect(await mailsTo(email)).toHaveLength(1);
});

test("a member asks with the account; the form can be closed, and then gives the address", async ({
  browser,
}) => {
  test.slow();
  const site = await OwnSite.begin();
  try {
    const member = await (await browser.newContext({ baseURL: site.url })).newPage();
    const person = site.makePerson("member");
    await member.goto("/help");
    await member.locator("main").getByRole("link", { name: "Contact" }).click();
    await member.getByRole("link", { name: "Ask with your account" }).click();
    await member.locator('input[name="email"]').fill(person.email);
    await member.locator('input[name="password"]').fill(person.password);
    await member.locator('main form[method="post"] button[type="submit"]').first().click();
    await expect(member).toHaveURL(/\/me\/contact$/);
    await expect(member.locator("main")).toContainText(person.email);
    await chooseValue(member, "topic", "use");
    await member.getByLabel("Subject").fill("How do I change my name?");
    await member.getByLabel("Your question").fill("I married last month and have another name.");
    await member.getByRole("button", { name: "Send question" }).click();
    await expect(member.getByRole("status")).toContainText(person.email);

    const admin = await (await browser.newContext({ baseURL: site.url })).newPage();
    await signIn(admin, site.makePerson("administrator"));
    await setUpTwoFactor(admin);
    await admin.goto("/admin/settings");
    await admin.getByLabel("Contact address").fill("desk@forum.example");
    await admin.getByLabel("Contact form").uncheck();
    await admin.getByRole("button", { name: "Save settings" }).click();
    await expect(admin.getByRole("status")).toContainText("The settings were saved");
    await admin.goto("/admin/mailbox");
    await expect(admin.locator("main")).toContainText("The contact form is closed");
    await member.goto("/contact");
    await expect(member.locator("main")).toContainText("Write to desk@forum.example");
    await expect(member.getByLabel("Your question")).toHaveCount(0);
    await expectAccessible(member);
  } finally {
    await site.end();
  }
});
