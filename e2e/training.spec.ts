import type { Browser, Page } from "@playwright/test";
import { expect, expectAccessible, expectNoSidewaysScroll, makePerson, signIn, test } from "./fixtures";
import { beginMaterial, fillDetails, RESTRICTED } from "./materials";
import { setUpTwoFactor } from "./two-factor";

const WORDS = "The seized quokka wallet and its nine transfers";

async function signedIn(browser: Browser, baseURL: string | undefined, role: string): Promise<Page> {
  const context = await browser.newContext({ baseURL });
  const page = await context.newPage();
  await signIn(page, await makePerson({ role }));
  if (role !== "member") await setUpTwoFactor(page);
  return page;
}

/** Fills the first form of a restricted material. */
const begin = (page: Page, title: string) =>
  beginMaterial(page, { title, summary: "A wallet image with tasks and their solutions.", ...RESTRICTED });

test("a restricted file is for practitioners: others find neither it nor its words, and each download is written down", async ({
  browser,
  baseURL,
  page: visitor,
}) => {
  const owner = await signedIn(browser, baseURL, "practitioner");
  const title = `Virtual currencies, an exercise ${Date.now().toString(36)}`;
  await begin(owner, title);
  await fillDetails(owner);
  await owner.getByRole("button", { name: "Save details" }).click();
  await owner.waitForURL(/done=saved/);
  const place = new URL(owner.url()).pathname.replace(/\/edit$/, "");
  await owner
    .locator('input[type="file"]')
    .setInputFiles({ name: "wallet.txt", mimeType: "text/plain", buffer: Buffer.from(WORDS) });
  const row = owner.locator("#version-files .file-row", { hasText: "wallet.txt" });
  await expect(row).toBeVisible();
  const fileId = await row.getAttribute("data-file");
  await owner.getByRole("button", { name: "Publish", exact: true }).click();
  await owner.waitForURL(/done=published/);
  const address = `${place}/files/${fileId}`;
  await expect.poll(async () => (await owner.request.get(address)).status()).toBe(200);

  await visitor.goto(place);
  await expect(visitor.getByRole("heading", { level: 1 })).toContainText(title);
  await expect(visitor.getByText("The files are restricted.")).toBeVisible();
  await expect(visitor.getByRole("link", { name: "Ask for access" }).first()).toBeVisible();
  expect((await visitor.request.get(address)).status()).toBe(404);
  await visitor.goto("/search?q=quokka+wallet");
  await expect(visitor.getByText("nine transfers")).toHaveCount(0);

  const other = await signedIn(browser, baseURL, "practitioner");
  await other.goto(place);
  await other.getByRole("link", { name: "Ask for access" }).first().click();
  await expect(other.getByRole("link", { name: "wallet.txt", exact: true })).toBeVisible();
  await expect(other.getByLabel("What you need it for")).toHaveCount(0);
  const stretch = await other.request.get(address, { headers: { range: "bytes=4-9" } });
  expect([stretch.status(), await stretch.text()]).toEqual([206, WORDS.slice(4, 10)]);
  await expect
    .poll(async () => (await (await other.request.get("/me/search?q=quokka")).text()).includes(place))
    .toBe(true);

  const asker = await signedIn(browser, baseURL, "member");
  await asker.goto(`${place}/take-part`);
  await asker.getByLabel("What you need it for").fill("A course for judges in March");
  await asker.getByRole("button", { name: "Ask for access" }).click();
  await asker.waitForURL(/done=asked/);
  await owner.goto("/training/review");
  const question = owner.getByRole("listitem").filter({ hasText: title });
  await question.getByLabel("Give access").check();
  await question.getByRole("textbox").fill("For that course");
  await question.getByRole("button").click();
  await owner.waitForURL(/done=decided/);
  expect((await asker.request.get(address)).status()).toBe(200);
  await owner.goto(`${place}/take-part`);
  const granted = owner.getByRole("region", { name: "Who was given access" });
  await expect(granted).toContainText("A course for judges in March");
  await granted.locator("summary").click();
  await granted.getByLabel("Reason for ending access").fill("The course is over");
  await granted.getByRole("button", { name: "End access" }).click();
  await owner.waitForURL(/done=ended/);
  await expect(granted).toContainText("No access was given");
  expect((await asker.request.get(address)).status()).toBe(404);
  await asker.goto(`${place}/take-part`);
  await expect(asker.getByText("Access to these files was ended: The course is over")).toBeVisible();

  const administrator = await signedIn(browser, baseURL, "administrator");
  await administrator.goto("/admin/audit?fact=file.downloaded");
  await expect(administrator.getByRole("main")).toContainText("file");
});

test("a member's upload awaits review; its owner is notified of what readers do with it", async ({
  browser,
  baseURL,
  page: visitor,
}) => {
  const owner = await signedIn(browser, baseURL, "member");
  const title = `A link to a course ${Date.now().toString(36)}`;
  await begin(owner, title);
  const place = new URL(owner.url()).pathname.replace(/\/edit$/, "");
  await owner.getByLabel("Who may download it").selectOption("public");
  await owner.getByLabel("Handling label").selectOption("clear");
  await fillDetails(owner);
  await owner.locator("#linkUrl-0").fill("https://www.example.org/course");
  await owner.getByRole("button", { name: "Save details" }).click();
  await owner.waitForURL(/done=saved/);
  await owner.getByRole("button", { name: "Submit for review" }).click();
  await owner.waitForURL(/done=submitted/);
  expect((await visitor.goto(place))?.status()).toBe(404);

  const reviewer = await browser.newContext({ baseURL });
  const page = await reviewer.newPage();
  await signIn(page, await makePerson({ role: "trusted" }));
  await page.goto("/training/review");
  await page.getByRole("link", { name: title }).click();
  await page.getByRole("button", { name: "Publish", exact: true }).click();
  await page.waitForURL(/done=published/);
  expect((await visitor.goto(place))?.status()).toBe(200);

  await page.goto(`${place}/take-part`);
  await page.getByRole("radio", { name: "Very useful" }).check();
  await page.getByLabel("You used it as").selectOption("judge");
  await page.getByRole("button", { name: "Save rating" }).click();
  await page.waitForURL(/done=rated/);
  await visitor.goto(place);
  await expect(visitor.getByText("4 of 5").first()).toBeVisible();
});

test("a description is written in the editor: saved automatically, offered on return, merged with another edit", async ({
  browser,
  baseURL,
  page: visitor,
}) => {
  const owner = await signedIn(browser, baseURL, "practitioner");
  await begin(owner, `Described in the editor ${Date.now().toString(36)}`);
  const edit = new URL(owner.url()).pathname;
  const text = owner.locator("#editor .ProseMirror");
  await expect(text).toBeVisible();
  await expectAccessible(owner);
  await text.click();
  await owner.keyboard.type("Begin with the seizure.");
  await expect(owner.getByText(/^Draft saved/)).toBeVisible();
  // On return the draft is offered with its changes.
  await owner.goto(edit);
  await owner.getByRole("button", { name: "Compare with the current text" }).click();
  await expect(owner.getByRole("heading", { name: "What will change" })).toBeFocused();
  await expect(owner.locator("#editor section.box")).toContainText("Begin with the seizure.");
  await expectAccessible(owner);
  await owner.getByRole("button", { name: "Continue with the draft" }).click();
  await expect(text).toContainText("Begin with the seizure.");
  await text.click();
  await owner.keyboard.press("Control+End");
  await owner.keyboard.press("Enter");
  await owner.getByRole("button", { name: "Code", exact: true }).click();
  await owner.keyboard.type("wallet export --all");
  // The form asks for the reason and keeps the text.
  await owner.getByRole("button", { name: "Save changes" }).click();
  await expect(owner.getByRole("alert")).toContainText("Edit summary");
  await expect(text).toContainText("wallet export --all");
  await owner.getByLabel("Edit summary").fill("The first description");
  await owner.getByRole("button", { name: "Save changes" }).click();
  await owner.waitForURL(/done=saved/);
  await expect(owner.getByText("You have a draft")).toHaveCount(0);

  // Two people write on the same sentence: nothing of either is lost.
  await owner.goto(edit);
  await expect(text).toContainText("Begin with the seizure.");
  const moderator = await signedIn(browser, baseURL, "moderator");
  await moderator.goto(edit);
  const theirs = moderator.locator("#editor .ProseMirror");
  const end = async (page: Page, words: string) => {
    await page.locator("#editor .ProseMirror p").first().click();
    await page.keyboard.press("End");
    await page.keyboard.type(words);
  };
  await expect(theirs).toContainText("Begin with the seizure.");
  await end(moderator, " Photograph the screen.");
  await moderator.getByLabel("Edit summary").fill("Photographs");
  await moderator.getByRole("button", { name: "Save changes" }).click();
  await moderator.waitForURL(/done=saved/);
  await end(owner, " Keep the device on.");
  await owner.getByLabel("Edit summary").fill("The device");
  await owner.getByRole("button", { name: "Save changes" }).click();
  const dialog = owner.getByRole("dialog");
  await expect(dialog).toContainText("Photograph the screen.");
  await expect(dialog).toContainText("Keep the device on.");
  await expectAccessible(owner);
  await dialog.getByRole("radio").first().check();
  await dialog.getByRole("button", { name: "Save with these decisions" }).click();
  await owner.waitForURL(/done=saved/);

  // Without scripts the form says that the text has more than a plain field can show.
  const plain = await (await browser.newContext({ baseURL, javaScriptEnabled: false })).newPage();
  await plain.context().addCookies(await owner.context().cookies());
  await plain.goto(edit);
  await expect(
    plain.getByText("The description contains pictures, tables, code or formatting"),
  ).toBeVisible();
  expect((await visitor.goto(edit.replace("/edit", "")))?.status()).toBe(404);
  for (const locale of ["/fr", "/ar"]) {
    await owner.setViewportSize({ width: 320, height: 800 });
    await owner.goto(`${locale}${edit}`);
    await expect(text).toBeVisible();
    await expectNoSidewaysScroll(owner);
    await expectAccessible(owner);
  }
});

test("a description is looked at before it is saved by a browser without scripts too", async ({
  browser,
  baseURL,
}) => {
  const owner = await (await browser.newContext({ baseURL, javaScriptEnabled: false })).newPage();
  await signIn(owner, await makePerson({ role: "member" }));
  await begin(owner, `Described plainly ${Date.now().toString(36)}`);
  const text = owner.locator('textarea[name="text"]');
  const look = owner.locator("section.box", {
    has: owner.getByRole("heading", { name: "What will change" }),
  });
  await text.fill("Begin with the seizure.\n\nKeep the device on.");
  await owner.getByRole("button", { name: "Preview changes" }).click();
  await expect(look.locator("ins").filter({ hasText: "Keep the device on." })).toBeVisible();
  await expect(text).toHaveValue("Begin with the seizure.\n\nKeep the device on.");
  await owner.getByLabel("Edit summary").fill("The first description");
  await owner.getByRole("button", { name: "Save changes" }).click();
  await owner.waitForURL(/done=saved/);
  await text.fill("Begin with the seizure.\n\nKeep the device off.");
  await owner.getByRole("button", { name: "Preview changes" }).click();
  await expect(look.locator("ins").filter({ hasText: "off" })).toBeVisible();
  await expect(look.locator("del").filter({ hasText: "on" })).toBeVisible();
  await owner.setViewportSize({ width: 320, height: 800 });
  await expectNoSidewaysScroll(owner);
});

test("text typed into the forms of a material is saved, and offered on return", async ({
  browser,
  baseURL,
}) => {
  const owner = await signedIn(browser, baseURL, "member");
  const title = `Half a form ${Date.now().toString(36)}`;
  await owner.goto("/training/new");
  await owner.getByLabel("Title", { exact: true }).fill(title);
  await owner.getByLabel("Summary", { exact: true }).fill("What a first responder notes down.");
  await owner.getByLabel("Kind").selectOption("guide");
  await expect(owner.getByText(/^Details saved/)).toBeVisible();
  await expectAccessible(owner);
  await owner.goto("/me/drafts");
  await owner.getByRole("link", { name: `Training material: ${title}` }).click();
  await owner.getByRole("button", { name: "Compare the details" }).click();
  await expect(owner.locator("ins").filter({ hasText: "What a first responder notes down." })).toBeVisible();
  await owner.getByRole("button", { name: "Restore these details" }).click();
  await expect(owner.getByLabel("Kind")).toHaveValue("guide");
  await owner.getByLabel("Level").selectOption("introductory");
  await owner.getByRole("checkbox", { name: "Investigators", exact: true }).check();
  await owner.getByRole("checkbox", { name: "Virtual assets" }).check();
  await owner.getByLabel("Licence").selectOption("cc-by");
  await owner.getByRole("button", { name: "Save details" }).click();
  await owner.waitForURL(/done=saved/);
  await expect(owner.getByText("You have unsaved details here")).toHaveCount(0);
  await owner.goto("/me/drafts");
  await expect(owner.getByText("You have no drafts.")).toBeVisible();
});

test("a new material shows its steps and what is missing, each with a link to its field; it is submitted at the end", async ({
  browser,
  baseURL,
}) => {
  const owner = await signedIn(browser, baseURL, "member");
  await begin(owner, `Step by step ${Date.now().toString(36)}`);
  const steps = owner.getByRole("navigation", { name: "Steps" });
  const step = (name: string) => steps.getByRole("listitem").filter({ hasText: name });
  const submit = owner.getByRole("region", { name: "Submit" });
  await expect(steps.getByRole("link")).toHaveText(["Files", "Description", "Details", "Submit"]);
  await expect(step("Details")).toContainText("3 fields missing");
  await expect(step("Submit")).toContainText("Not ready yet");
  await expect(submit.getByRole("link")).toHaveText(
    ["Files", "Format", "Jurisdictions whose law it teaches", "Hours of learning"],
    {
      useInnerText: true,
    },
  );
  await expectAccessible(owner);

  // What is missing is up to date as soon as the file is uploaded; typed text stays.
  await owner.getByLabel("Hours of learning").fill("2");
  await owner
    .locator('input[type="file"][name="files"]')
    .setInputFiles({ name: "wallet.txt", mimeType: "text/plain", buffer: Buffer.from(WORDS) });
  await expect(step("Files")).toContainText("1 file");
  await expect(submit.getByRole("link")).toHaveCount(3);
  await expect(owner.getByLabel("Hours of learning")).toHaveValue("2");
  await submit.getByRole("link", { name: "Format" }).click();
  await expect(owner.getByRole("checkbox", { name: "In person" })).toBeFocused();
  await submit.getByRole("button", { name: "Submit for review" }).click();
  await expect(owner.getByRole("alert")).toContainText("Format");
  await fillDetails(owner);
  await owner.getByRole("button", { name: "Save details" }).click();
  await owner.waitForURL(/done=saved/);
  await expect(step("Details")).toContainText("Complete");
  await expect(submit).toContainText("Nothing is missing.");
  for (const width of [390, 320]) {
    await owner.setViewportSize({ width, height: 800 });
    await expectNoSidewaysScroll(owner);
  }
  await expectAccessible(owner);
  // The button is below every other form of the work.
  const above = await owner.getByRole("button", { name: "Save details" }).boundingBox();
  const button = await submit.getByRole("button", { name: "Submit for review" }).boundingBox();
  expect(button?.y).toBeGreaterThan(above?.y ?? 0);
  await submit.getByRole("button", { name: "Submit for review" }).click();
  await owner.waitForURL(/done=submitted/);
  await expect(step("Submit")).toContainText("Awaiting review");
});
