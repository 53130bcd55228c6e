import type { Browser, Page } from "@playwright/test";
import { expect, makePerson, signIn, test } from "./fixtures";
import { setUpTwoFactor } from "./two-factor";

const WORDS = "The seized quokka wallet and its nine transfers";

async function signedIn(browser: Browser, baseURL: string | undefined, role: string): Promise<Page> {
  const context = await browser.newContext({ baseURL });
  const page = await context.newPage();
  await signIn(page, makePerson({ role }));
  if (role !== "member") await setUpTwoFactor(page);
  return page;
}

/** Fills the first form of a restricted material. */
async function begin(page: Page, title: string): Promise<void> {
  await page.goto("/training/new");
  await page.getByLabel("Title", { exact: true }).fill(title);
  await page.getByLabel("Summary", { exact: true }).fill("A wallet image with tasks and their solutions.");
  await page.getByLabel("Kind").selectOption("exercise");
  await page.getByLabel("Level").selectOption("advanced");
  await page.getByRole("checkbox", { name: "Investigators", exact: true }).check();
  await page.getByRole("checkbox", { name: "Virtual assets" }).check();
  await page.getByLabel("Who may download it").selectOption("practitioners");
  await page.getByLabel("Handling label").selectOption("amber");
  await page.getByLabel("Licence").selectOption("all-rights");
  await page.getByRole("button", { name: "Go on to the files" }).click();
  await page.waitForURL(/\/edit\?done=started/);
}

/** Fills what a material must say besides before it can be published. */
async function fillDetails(page: Page): Promise<void> {
  await page.getByRole("checkbox", { name: "At one’s own pace" }).check();
  await page.getByLabel("Hours of learning").fill("2");
  await page.getByRole("checkbox", { name: "It fits everywhere" }).check();
}

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
  await owner.getByRole("button", { name: "Upload", exact: true }).click();
  const box = owner.locator("#version-files").getByRole("checkbox");
  await expect(box).toBeChecked();
  const fileId = await box.getAttribute("value");
  await owner.getByRole("button", { name: "Save files" }).click();
  await owner.waitForURL(/done=files/);
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

  const administrator = await signedIn(browser, baseURL, "administrator");
  await administrator.goto("/admin/audit?fact=file.downloaded");
  await expect(administrator.getByRole("main")).toContainText("file");
});

test("a member's upload waits for a reviewer; what readers do with it is told to its owner", async ({
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
  await signIn(page, makePerson({ role: "trusted" }));
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
