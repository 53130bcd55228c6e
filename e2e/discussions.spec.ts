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

/** Chooses a file in the form for a reply. */
async function chooseFile(page: Page, name: string): Promise<void> {
  await page.getByText("Attach files", { exact: true }).click();
  const file = { name, mimeType: "text/plain", buffer: Buffer.from(`The words of ${name}\n`) };
  await page.getByLabel("Files to attach").setInputFiles(file);
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
  // What happens meanwhile is said on the open page, and leaves what is typed there alone.
  await asking.getByLabel("Reply").fill("Typed meanwhile");
  await answering.getByLabel("Reply").fill("We use a letter that names the account and the days.");
  await expect(asking.getByText(/Kofi Knows.? is writing/)).toBeVisible({ timeout: 15_000 });
  await chooseFile(answering, "letter.txt");
  // Posted while it is on its way: the form waits until the file has arrived.
  await expect(answering.locator("[data-upload-rows]")).toContainText("letter.txt", { timeout: 15_000 });
  await answering.getByRole("button", { name: "Post reply" }).click();
  await expect(answering.locator("#r1")).toContainText("letter.txt");
  await asking.getByRole("button", { name: "1 new reply" }).click({ timeout: 15_000 });
  await expect(asking.locator("#r1")).toBeFocused();
  await expect(asking.getByLabel("Reply")).toHaveValue("Typed meanwhile");
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

  // The same without scripts: the text is kept while the file is sent.
  const plain = await signedIn(browser, kofi, false);
  await plain.goto(address);
  await plain.getByLabel("Reply").fill("And the annex,\n\nwith the days.");
  await chooseFile(plain, "annex.txt");
  await plain.getByRole("button", { name: "Attach", exact: true }).click();
  await expect(plain.getByText("1 file is uploaded.")).toBeVisible();
  await expect(plain.getByLabel("Reply")).toHaveValue("And the annex,\n\nwith the days.");
  await expect(plain.getByRole("checkbox", { name: /annex\.txt/ })).toBeChecked();
  await plain.getByRole("button", { name: "Post reply" }).click();
  await expect(plain.locator("#r3")).toContainText("with the days.");

  const visitor = await (await browser.newContext()).newPage();
  await visitor.goto(address);
  await expect(visitor.locator("#r3")).toContainText("annex.txt");
  const letter = visitor.locator("#r1").getByRole("link", { name: "letter.txt" });
  await expect(async () => {
    await visitor.reload();
    await expect(letter).toHaveAttribute("href", /^\/files\//, { timeout: 500 });
  }).toPass({ timeout: 90_000 });
  const got = await visitor.request.get((await letter.getAttribute("href")) ?? "");
  expect([got.status(), await got.text()]).toEqual([200, "The words of letter.txt\n"]);
  await expect(visitor.locator("#r1")).toContainText("Accepted answer");
  await expect(visitor.getByRole("link", { name: /Reply 1, by Kofi Knows/ })).toBeVisible();
  await expectAccessible(visitor);
  await visitor.locator("#r1").getByRole("link", { name: "Who reacted" }).click();
  await expect(visitor.getByRole("link", { name: "Ama Asks" })).toBeVisible();
  await expectAccessible(visitor);
  await visitor.goto("/discussions/electronic-evidence");
  const row = visitor.getByRole("listitem").filter({ hasText: TITLE });
  await expect(row).toContainText("Answered");
  await expect(row).toContainText("3 replies");
  // The permanent address of a reply, also by the number of the topic alone.
  await visitor.goto(`${address.replace(/\/[^/]+$/, "")}?page=1`);
  await expect(visitor.getByRole("heading", { level: 1, name: TITLE })).toBeVisible();
  for (const page of [asking, answering, plain, visitor]) await page.context().close();
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

test("a moderator moves replies and merges topics, and old links lead on, with scripts or without", async ({
  browser,
}) => {
  const mark = Date.now().toString(36);
  const [first, second] = [`Retention of traffic data ${mark}`, `Keeping logs abroad ${mark}`];
  const moderating = await openAsAdministrator(browser);
  await open(moderating, second, "For how long are logs kept abroad?");
  const into = /\/t\/(\d+)\//.exec(moderating.url())?.[1] ?? "";
  await open(moderating, first, "For how long is traffic data kept?");
  const old = moderating.url();
  const number = /\/t\/(\d+)\//.exec(old)?.[1] ?? "";
  for (const text of ["Six months here.", "Logs are another question.", "Twelve months there."]) {
    await moderating.goto(old);
    await moderating.getByLabel("Reply").fill(text);
    await moderating.getByRole("button", { name: "Post reply" }).click();
    await expect(moderating.getByText(text)).toBeVisible();
  }

  await moderating.goto(`/discussions/t/${number}/manage`);
  await expectAccessible(moderating);
  await moderating.getByRole("link", { name: "Move replies" }).click();
  await expectAccessible(moderating);
  await moderating.getByRole("button", { name: "Move to that topic" }).click();
  await expect(moderating.getByRole("alert")).toContainText("Write the number or the address of a topic");
  await moderating.getByRole("checkbox", { name: /^Reply #2 / }).check();
  await moderating.getByLabel("Number or address of the topic").fill(into);
  await moderating.getByRole("button", { name: "Move to that topic" }).click();
  await expect(moderating.locator("#r1")).toContainText("Logs are another question.");

  const visitor = await (await browser.newContext()).newPage();
  await visitor.goto(`${old}#r2`);
  await expect(visitor.locator("#r2")).toContainText("moved to");
  await expect(visitor.getByText("A moderator moved one reply to")).toBeVisible();
  await expectAccessible(visitor);
  await visitor.locator("#r2").getByRole("link", { name: "#1" }).click();
  await expect(visitor.getByRole("heading", { level: 1, name: second })).toBeVisible();

  await moderating.goto(`/discussions/t/${number}/merge`);
  await moderating.getByLabel("Number or address of the other topic").fill(into);
  await moderating.getByRole("button", { name: "Find the topic" }).click();
  await expectAccessible(moderating);
  await moderating.getByRole("button", { name: "Merge into this topic" }).click();
  await expect(moderating.getByText("For how long is traffic data kept?")).toBeVisible();
  // With scripts the old address of a reply leads to the reply; without them its row is there, with the link.
  await visitor.goto(`${old}#r3`);
  await expect(visitor).toHaveURL(new RegExp(`/t/${into}/[^#]*#r4$`));
  await expect(visitor.locator("#r4")).toContainText("Twelve months there.");
  const plain = await (await browser.newContext({ javaScriptEnabled: false })).newPage();
  await plain.goto(`${old}#r3`);
  await expect(plain.locator("#r3")).toContainText("moved to");
  await plain.locator("#r3").getByRole("link", { name: "#4" }).click();
  await expect(plain.locator("#r4")).toContainText("Twelve months there.");
  for (const page of [visitor, plain, moderating]) await page.context().close();
});
