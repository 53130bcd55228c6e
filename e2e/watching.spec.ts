import { randomUUID } from "node:crypto";
import { type APIRequestContext, type Page, request } from "@playwright/test";
import {
  expect,
  expectAccessible,
  expectNoSidewaysScroll,
  makePerson,
  openMore,
  type Person,
  signIn,
  test,
} from "./fixtures";
import { letAnHourPass, linkIn, type Mail, mailsTo } from "./product";

const SENEGAL = "/countries/senegal";
const TREATY = `${SENEGAL}/history?section=treaty-status&record=treaty-185`;

interface Stored {
  revision: { number: number } | null;
  content: { records?: Record<string, unknown>[]; doc?: { content: unknown[] } };
}

/** Saves a section as another program does: by the API, within the session. */
async function save(
  api: APIRequestContext,
  origin: string,
  section: string,
  change: (content: Stored["content"]) => unknown,
): Promise<void> {
  const address = `/api/v1${SENEGAL}/sections/${section}`;
  const { revision, content } = (await (await api.get(address)).json()) as Stored;
  const answer = await api.put(address, {
    headers: { origin },
    data: {
      base: revision?.number ?? null,
      clientToken: randomUUID(),
      summary: `What changed in ${section}`,
      content: change(content),
    },
  });
  expect(answer.status(), await answer.text()).toBe(200);
}

const addParagraph = (content: Stored["content"]) => ({
  ...content,
  doc: {
    ...content.doc,
    content: [
      ...(content.doc?.content ?? []),
      {
        type: "paragraph",
        attrs: { id: randomUUID().replaceAll("-", "").slice(0, 10) },
        content: [{ type: "text", text: `A decree of ${new Date().getFullYear()} was added.` }],
      },
    ],
  },
});

/** Waits for a mail about changes, ignoring mails about the account. */
async function waitForNews(to: Person, count = 1): Promise<Mail> {
  const news = async () => (await mailsTo(to.email)).filter((mail) => mail.oneClick !== null);
  await expect.poll(async () => (await news()).length, { timeout: 60_000 }).toBe(count);
  const mail = (await news()).at(-1);
  if (!mail) throw new Error("the mail went away");
  return mail;
}

/** Reloads until the worker has created the notices: the number is fetched after the page is drawn. */
async function expectBell(page: Page, number: number, told = number): Promise<void> {
  await expect(async () => {
    await page.goto("/notifications");
    await expect(page.locator("[data-unseen] [data-number]")).toHaveText(String(number), { timeout: 1_000 });
    await expect(page.locator(".notices > li")).toHaveCount(told, { timeout: 1_000 });
  }).toPass({ timeout: 60_000 });
}

test("a section and one field are watched, a mail reports another member's change, its link marks it as seen, and one click stops such mails (S4, N5)", async ({
  browser,
  baseURL,
}) => {
  test.slow();
  const origin = baseURL ?? "";
  const reader = await makePerson({ name: "Awa Diop" });
  const page = await (await browser.newContext()).newPage();
  await signIn(page, reader);
  const writerPage = await (await browser.newContext()).newPage();
  await signIn(writerPage, await makePerson({ name: "Kofi Mensah", role: "trusted" }));
  const writer = writerPage.request;

  await page.goto(SENEGAL);
  const section = page.locator("#legislation > .meta");
  await openMore(section);
  await section.getByRole("button", { name: "Watch" }).click();
  await expect(section.getByRole("button", { name: "Stop watching" })).toBeVisible();
  await expect(page.locator("#watch-words")).toContainText("You are now watching this.");
  await page.goto(`${TREATY}&field=note`);
  await page.getByRole("button", { name: /^Watch/ }).click();
  await expect(page.getByRole("button", { name: /^Stop watching/ })).toBeVisible();
  await expectAccessible(page);

  await save(writer, origin, "legislation", addParagraph);
  await save(writer, origin, "policies", addParagraph);
  const note = (text: string) => (content: Stored["content"]) => ({
    ...content,
    records: content.records?.map((one) => (one.id === "treaty-185" ? { ...one, note: text } : one)),
  });
  await save(
    writer,
    origin,
    "treaty-status",
    note(`The instrument was deposited in Strasbourg (${randomUUID()}).`),
  );
  await expectBell(page, 2);
  await expect(page.locator(".notices")).toContainText("What changed in legislation");
  await expect(page.locator(".notices")).not.toContainText("What changed in policies");
  await expectAccessible(page);
  // Authors are not notified of their own edits, and the watchlist counts unseen changes.
  await writerPage.goto("/notifications");
  await expect(writerPage.locator("main")).not.toContainText("What changed in");
  await page.goto("/watchlist?show=unseen");
  await expect(page.getByRole("row")).toHaveCount(3);

  await letAnHourPass(reader);
  const mail = await waitForNews(reader);
  expect(mail.subject).toMatch(/2 changes/);
  expect(mail.text).toContain("by \u2068Kofi Mensah\u2069");
  await page.goto(linkIn(mail, `${SENEGAL}/diff`));
  await expect(page.locator("[data-unseen] [data-number]")).toHaveText("1");
  await page.goto("/watchlist?show=unseen");
  await expect(page.getByRole("row")).toHaveCount(2);

  // The reader's mail program sends the request, without cookies and without following redirects.
  const program = await request.newContext();
  const stopped = await program.post(mail.oneClick ?? "", {
    form: { "List-Unsubscribe": "One-Click" },
    maxRedirects: 0,
  });
  expect(stopped.status()).toBe(200);
  await program.dispose();
  await page.goto("/me/notifications");
  await expect(page.getByLabel("Countries, sections, records and fields that you watch")).toHaveValue("none");
  await save(writer, origin, "legislation", addParagraph);
  await expectBell(page, 2, 3);
  await letAnHourPass(reader);
  await page.goto(linkIn(mail, "/unsubscribe"));
  await expect(page.locator("main")).toContainText("You no longer receive these emails");
  await expectAccessible(page);
  await page.getByRole("button", { name: "Send them again" }).click();
  await expect(page.locator("main").getByRole("status")).toContainText("switched on again");
  await letAnHourPass(reader);
  const next = await waitForNews(reader, 2);
  expect(next.subject).toContain("Senegal");
});

test("without scripts everything is watched, seen and left by plain forms", async ({ browser }) => {
  const reader = await makePerson({ name: "Nadia Haddad" });
  const context = await browser.newContext({
    javaScriptEnabled: false,
    viewport: { width: 320, height: 700 },
  });
  const page = await context.newPage();
  await page.goto("/countries?region=Africa");
  await page.getByRole("link", { name: "Watch Africa" }).click();
  await expect(page).toHaveURL(/\/signin\?next=/);
  await page.getByLabel("Email").fill(reader.email);
  await page.locator('input[name="password"]').fill(reader.password);
  await page.locator('main form[method="post"] button[type="submit"]').first().click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Watch Africa");
  await page.getByLabel(/^Tracking/).check();
  await page.getByRole("button", { name: "Save" }).click();
  await expect(page.locator("main").getByRole("status")).toContainText("You are now tracking this");
  await page.goto("/countries/senegal");
  await page
    .locator("main .acts")
    .getByRole("link", { name: /^Watch/ })
    .click();
  await expect(page.locator("main")).toContainText("You have chosen Tracking for Africa");
  await page.getByRole("button", { name: "Save" }).click();
  await page.getByRole("link", { name: "Your watchlist" }).click();
  await expect(page.getByRole("rowheader")).toHaveCount(2);
  await expectNoSidewaysScroll(page);
  await page.getByRole("link", { name: /^Change level.*Senegal/ }).click();
  await page.getByRole("button", { name: "Stop watching" }).click();
  await expect(page.locator("main").getByRole("status")).toContainText("You are no longer watching this");
  await expect(page.getByRole("rowheader")).toHaveCount(1);
  await page.goto("/me/notifications");
  await page.getByLabel("Regions that you watch").selectOption("weekly");
  await page.getByRole("button", { name: "Save", exact: true }).click();
  await expect(page.getByLabel("Regions that you watch")).toHaveValue("weekly");
});

test("a post is watched, a comment on it is notified once, and reading it marks it as seen", async ({
  browser,
}) => {
  test.slow();
  const post = "/blog/preserve-first-ask-later";
  const reader = await makePerson({ name: "Lina Haddad" });
  const page = await (await browser.newContext()).newPage();
  await signIn(page, reader);
  await page.goto(post);
  const watch = page.locator("article").getByRole("button", { name: /^Watch/ });
  await watch.click();
  await expect(page.locator("article").getByRole("button", { name: /^Stop watching/ })).toBeVisible();
  await expectAccessible(page);

  const writer = await (await browser.newContext()).newPage();
  await signIn(writer, await makePerson({ name: "Kofi Boateng", role: "trusted" }));
  await writer.goto(post);
  const words = `The model form works at our court as well (${randomUUID().slice(0, 8)}).`;
  await writer.getByLabel("Comment", { exact: true }).fill(words);
  await writer.getByRole("button", { name: "Post comment" }).click();
  await expect(writer.locator("#comments")).toContainText(words);

  await expectBell(page, 1);
  const notice = page.locator(".notices > li").first();
  await expect(notice).toContainText(/1 comment by \P{L}?Kofi Boateng/u);
  await expect(notice).toContainText(words);
  await page.goto("/watchlist?kind=posts");
  await expect(page.getByRole("row")).toHaveCount(2);
  await expect(page.getByRole("row").nth(1)).toContainText("1 comment");
  await expectAccessible(page);
  await page.goto("/watchlist?kind=materials");
  await expect(page.locator("main")).toContainText("You are not watching anything of this kind yet.");

  await letAnHourPass(reader);
  const mail = await waitForNews(reader);
  expect(mail.subject).toContain("1 comment by Kofi Boateng");
  expect(mail.text).toContain(words);
  await page.goto(linkIn(mail, post));
  await expect(page.locator("[data-unseen]").first()).toBeHidden();
  // Participants are suggested by name at the start of a reply.
  const answer = page.getByLabel("Comment", { exact: true });
  await answer.pressSequentially("For @kofi");
  await expect(page.getByRole("option", { name: /Kofi Boateng/ }).first()).toBeVisible();
  await expectAccessible(page);
  await answer.press("Enter");
  await expect(answer).toHaveValue(/^For @kofi-boateng\S* $/);
  await page.goto("/watchlist?show=unseen");
  await expect(page.locator("main")).toContainText("Nothing has changed since you last looked.");
});
