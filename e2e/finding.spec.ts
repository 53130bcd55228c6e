import type { Browser, Locator, Page } from "@playwright/test";
import {
  expect,
  expectAccessible,
  expectNoSidewaysScroll,
  makePerson,
  type Person,
  signIn,
  test,
  writePlainly,
} from "./fixtures";
import { letSearchesCome, startDiscussion } from "./product";
import { setUpTwoFactor } from "./two-factor";

/** Most pixels of the footer at a width of 390: it had 747 in English and 837 in French, and has 438 and 533. */
const FOOTER = 540;

async function newPage(browser: Browser, person: Person, javaScriptEnabled = true): Promise<Page> {
  const page = await (await browser.newContext({ javaScriptEnabled })).newPage();
  await signIn(page, person);
  return page;
}

/** Publishes a moderator's own post with the plain form. */
async function publish(browser: Browser, title: string, topic: string): Promise<void> {
  const page = await newPage(browser, await makePerson({ role: "moderator" }), false);
  await setUpTwoFactor(page);
  await page.goto("/blog/new");
  await page.getByLabel("Title", { exact: true }).fill(title);
  await page.getByLabel("Summary", { exact: true }).fill("What was agreed, and what is to be done now.");
  await page.getByRole("group", { name: "Topics" }).getByLabel(topic, { exact: true }).check();
  await page.getByLabel("Text", { exact: true }).fill("Two requests were answered within a day.");
  await page.getByRole("button", { name: "Publish", exact: true }).click();
  await expect(page.getByRole("heading", { level: 1, name: title })).toBeVisible();
  await expect(page).toHaveURL(/\/blog\/[a-z0-9-]+$/);
  await page.context().close();
}

/** Finds the notice with these words, once the worker has created it; there may be others. */
async function findNotice(page: Page, words: string | RegExp): Promise<Locator> {
  const notice = page.locator(".notices > li", { hasText: words }).first();
  await expect(async () => {
    await page.goto("/notifications");
    await expect(notice).toBeVisible({ timeout: 1_000 });
  }).toPass({ timeout: 60_000 });
  return notice;
}

test.describe("saved searches and watched topics", () => {
  test.describe.configure({ timeout: 240_000 });

  test("a search is saved, notifies of new results, and is deleted, also without scripts (Q10)", async ({
    browser,
  }) => {
    const word = `okapi${Date.now().toString(36)}`;
    const reader = await makePerson({ name: "Lina Haddad" });
    const page = await newPage(browser, reader, false);
    await page.goto(`/me/search?q=${word}`);
    await page.getByText("Save this search").click();
    await page.getByLabel("Name", { exact: true }).fill("Okapi cases");
    await page.getByRole("button", { name: "Save search" }).click();
    await expect(page).toHaveURL(/\/me\/searches\?done=saved$/);
    await expect(page.getByText("The search is saved.")).toBeVisible();
    await expect(page.getByRole("row", { name: /Okapi cases/ })).toContainText("Nothing new");
    await publish(browser, `The ${word} case`, "Open sources");
    await letSearchesCome(reader, word);
    const told = await findNotice(page, /Search \P{L}?Okapi cases/u);
    await expect(told).toContainText("1 new result");
    await told.getByRole("link").first().click();
    await expect(page.getByRole("main").locator("h2 a")).toHaveText([`The ${word} case`]);
    await page.goto("/me/searches");
    await page.getByRole("button", { name: "Mark as seen (Okapi cases)" }).click();
    await expect(page.getByRole("row", { name: /Okapi cases/ })).toContainText("Nothing new");
    await page.getByRole("button", { name: "Delete (Okapi cases)" }).click();
    await expect(page.getByText("The search was deleted.")).toBeVisible();
    await expect(page.getByRole("main")).toContainText("You have no saved searches yet.");

    const again = await newPage(browser, reader);
    await again.goto(`/me/search?q=${word}&type=post`);
    await again.getByText("Save this search").click();
    await again.getByRole("button", { name: "Save search" }).click();
    await expect(again.getByText("The search is saved.")).toBeVisible();
    await expectAccessible(again);
    await again.setViewportSize({ width: 320, height: 700 });
    await expectNoSidewaysScroll(again);
  });

  test("results are narrowed by topic and handling, each at its address (Q5)", async ({ page }) => {
    await page.goto("/search?q=preservation");
    const filters = page.getByRole("form", { name: "Filters" });
    const title = page.getByRole("heading", { level: 1 });
    const totalOf = (text: string | null) => Number(/^\d+/.exec(text ?? "")?.[0]);
    const some = async (name: RegExp, address: RegExp) => {
      const before = totalOf(await title.textContent());
      const box = filters.getByRole("checkbox", { name }).first();
      await box.check();
      await expect(page).toHaveURL(address);
      await expect(box).toBeChecked();
      // The count beside a filter is the number of its results; both are from one response, whatever other
      // stories save.
      const [left, beside] = await box.evaluate((one) => [
        one.ownerDocument.querySelector("h1")?.textContent ?? "",
        one.closest("label")?.querySelector(".n")?.textContent ?? "",
      ]);
      expect(totalOf(left ?? null)).toBe(Number(beside));
      expect(totalOf(left ?? null)).toBeGreaterThan(0);
      expect(totalOf(left ?? null)).toBeLessThan(before);
      await filters.getByRole("link", { name: "Clear the filters" }).click();
      await expect(page).not.toHaveURL(address);
      await expect(box).not.toBeChecked();
    };
    await some(/^Electronic evidence/, /topic=electronic-evidence/);
    await some(/^TLP:CLEAR/, /tlp=clear/);
    await page.goto("/search?q=preservation&topic=electronic-evidence&tlp=clear");
    await expect(filters.getByRole("checkbox", { name: /^Electronic evidence/ })).toBeChecked();
    await expectAccessible(page);
    await page.setViewportSize({ width: 320, height: 700 });
    await expectNoSidewaysScroll(page);
  });

  test("verified content is found by its filter; the filters' button shows how many are active (Q5)", async ({
    browser,
    page,
  }) => {
    const word = `numbat${Date.now().toString(36)}`;
    const writer = await newPage(browser, await makePerson({ role: "trusted" }), false);
    for (const section of ["safeguards", "policies"])
      await writePlainly(writer, "tonga", section, `What is said of the ${word}.`, "Writes the section");
    const focal = await newPage(browser, await makePerson({ role: "focal-point", country: "TO" }));
    await setUpTwoFactor(focal);
    await focal.goto("/countries/tonga/check/safeguards");
    await focal.getByRole("button", { name: "Mark as verified" }).click();
    await expect(focal.getByRole("status")).toContainText("this section is verified");

    // Without scripts the filters are folded.
    const viewport = { width: 320, height: 700 };
    const reader = await (await browser.newContext({ javaScriptEnabled: false, viewport })).newPage();
    await reader.goto(`/search?q=${word}`);
    const found = reader.getByRole("main").locator("h2 a");
    await expect(found).toHaveCount(2);
    await reader.getByText("Filters", { exact: true }).click();
    await reader.getByRole("checkbox", { name: /^Checked and confirmed/ }).check();
    await reader.getByRole("button", { name: "Apply" }).click();
    await expect(reader).toHaveURL(/[?&]verified=1/);
    await expect(found).toHaveText([/^Tonga: .*safeguards/i]);
    await expect(reader.locator(".hits li")).toContainText("Checked on");
    await expect(reader.getByText("Filters (1 on)", { exact: true })).toBeVisible();
    await expectNoSidewaysScroll(reader);

    // With scripts the number updates with each choice.
    await page.setViewportSize(viewport);
    await page.goto(`/search?q=${word}&country=TO`);
    await page.getByText("Filters (1 on)", { exact: true }).click();
    await page.getByRole("checkbox", { name: /^Checked and confirmed/ }).check();
    await expect(page.getByText("Filters (2 on)", { exact: true })).toBeVisible();
    await expect(page.getByRole("main").locator("h2 a")).toHaveCount(1);
    await expectAccessible(page);
    for (const opened of [writer, focal, reader]) await opened.context().close();
  });

  test("a topic is watched from its list; new content under it is notified, until watching stops", async ({
    browser,
  }) => {
    const title = `A market is closed ${Date.now().toString(36)}`;
    const page = await newPage(browser, await makePerson({ name: "Mariana Costa" }));
    await page.goto("/blog?topic=dark-web");
    await page.getByRole("button", { name: "Watch Dark web" }).click();
    await expect(page.getByRole("button", { name: "Stop watching" })).toBeVisible();
    await expectAccessible(page);
    // The library's list of the same topic shows it as watched, and offers to watch the article separately.
    await page.goto("/training?topic=dark-web&article=185:16");
    await expect(page.getByRole("button", { name: "Stop watching" })).toBeVisible();
    await page.getByRole("button", { name: /^Watch Article 16/ }).click();
    await publish(browser, title, "Dark web");
    const told = await findNotice(page, title);
    await expect(told).toContainText("1 new post");
    await told.locator("h2 a").first().click();
    await expect(page.getByRole("heading", { level: 1, name: title })).toBeVisible();
    // A post that was opened counts as seen.
    await expect(page.locator("[data-unseen]").first()).toBeHidden();
    await page.goto("/watchlist?kind=subjects");
    await expect(page.getByRole("row")).toHaveCount(3);
    await expectAccessible(page);

    const plain = await (
      await browser.newContext({
        javaScriptEnabled: false,
        storageState: await page.context().storageState(),
      })
    ).newPage();
    await plain.goto("/fr/blog?topic=dark-web");
    await plain.getByRole("link", { name: /^Suivre/ }).click();
    await plain.getByRole("button", { name: "Ne plus suivre" }).click();
    await plain.goto("/watchlist?kind=subjects");
    await expect(plain.getByRole("row")).toHaveCount(2);
  });

  test("the link of a comment opens its page of a long discussion and marks it, also without scripts (B3)", async ({
    browser,
  }) => {
    const post = "a-united-nations-convention-its-dates";
    const { id, words } = await startDiscussion(post, 130, 117);
    for (const javaScriptEnabled of [true, false]) {
      const page = await (await browser.newContext({ javaScriptEnabled })).newPage();
      await page.goto(`/ar/blog/${post}?comment=${id}#comment-${id}`);
      const comment = page.locator(`#comment-${id}`);
      await expect(comment).toContainText(words);
      await expect(comment).toBeInViewport();
      await expect(comment).toContainText("التعليق المقصود بالرابط");
      await expect(page.locator("#comments > ul > li")).not.toHaveCount(100);
      if (javaScriptEnabled) await expectAccessible(page);
      await page.context().close();
    }
  });

  test("members of the directory are offered behind an @, others are not", async ({ browser }) => {
    const stamp = Date.now().toString(36);
    const listed = await newPage(browser, await makePerson({ name: `Zuzana Listed ${stamp}` }));
    await makePerson({ name: `Zuzana Hidden ${stamp}` });
    await listed.goto("/me");
    await listed.getByLabel(/directory/i).check();
    await listed.getByRole("button", { name: "Save profile" }).click();
    await expect(listed.getByText("Your profile is saved.")).toBeVisible();
    const page = await newPage(browser, await makePerson());
    await page.goto("/blog/from-51-parties-to-78");
    const field = page.getByLabel("Comment", { exact: true });
    await field.pressSequentially("Ask @zuza");
    const offered = page.getByRole("option", { name: /Zuzana/ });
    await expect(offered.filter({ hasText: `Zuzana Listed ${stamp}` })).toBeVisible();
    await expect(offered.filter({ hasText: "Zuzana Hidden" })).toHaveCount(0);
    await expectAccessible(page);
    await field.press("Escape");
    await expect(page.getByRole("option")).toHaveCount(0);
    await field.pressSequentially("na");
    await offered.filter({ hasText: `Zuzana Listed ${stamp}` }).click();
    await expect(field).toHaveValue(/^Ask @zuzana-listed-\S+ $/);
  });
});

test("suggestions lead to a country's law from the beginning of its name, and forgive a typing error", async ({
  page,
}) => {
  await page.goto("/about");
  const field = page.getByRole("combobox", { name: "Search countries, laws" });
  const options = page.getByRole("listbox", { name: "Suggestions" }).getByRole("option");
  await field.fill("illegal access gh");
  await expect(options.first()).toContainText("Ghana: Illegal access");
  await expect(options.filter({ hasText: "Law, Ghana" }).first()).toBeVisible();
  await expect(options.last()).toContainText("Country profile");
  await expectAccessible(page);
  await field.fill("ghna");
  await expect(options.first()).toHaveText(/^Ghana\s*Country profile$/);
  await expect(options.filter({ hasText: /^Ghana\s*Country profile$/ })).toHaveCount(1);
  await field.fill("illegal access gh");
  await expect(options.first()).toContainText("Ghana: Illegal access");
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(/\/countries\/ghana\/legal#a-185-2$/);
});

test("a search for a country and an article says that nothing is recorded, and leads to a notification", async ({
  browser,
}) => {
  const page = await (await browser.newContext({ javaScriptEnabled: false })).newPage();
  await page.goto("/search?q=illegal+access+marshall+islands");
  await expect(page.getByText("Nothing is recorded for Marshall Islands on “Illegal access”.")).toBeVisible();
  await expect(page.getByRole("link", { name: "Marshall Islands: Illegal access" })).toHaveAttribute(
    "href",
    "/countries/marshall-islands/legal#a-185-2",
  );
  // The country of the filter counts like one that is named.
  await page.goto("/search?q=illegal+access&country=MH");
  await expect(page.getByText("Nothing is recorded for Marshall Islands on “Illegal access”.")).toBeVisible();
  await page.setViewportSize({ width: 320, height: 700 });
  await expectNoSidewaysScroll(page);
  await page.getByRole("link", { name: "Notify me when this profile changes" }).click();
  await expect(page).toHaveURL(/\/signin\?/);
  await page.goto("/ar/search?q=marshall+islands+policies");
  await expect(page.locator('main a[href^="/ar/watchlist/watch"]')).toHaveText("إشعاري عند كتابة هذا القسم");
});

test("an unknown address is searched for by its words, without scripts", async ({ browser }) => {
  const page = await (await browser.newContext({ javaScriptEnabled: false })).newPage();
  expect((await page.goto("/blog/illegal-access-in-ghana"))?.status()).toBe(404);
  const field = page.getByRole("search").getByRole("searchbox");
  await expect(field).toHaveValue("illegal access in ghana");
  await expect(page.getByRole("main").locator('a[href="/countries"]')).toHaveCount(1);
  await page.getByRole("search").getByRole("button").click();
  await expect(page).toHaveURL(/\/search\?q=illegal\+access\+in\+ghana$/);
  await expect(page.getByRole("main").locator("ol.hits")).toContainText("Electronic Transactions Act");
  expect((await page.goto("/reset/0198c1f2-7b3c-7d21-9c55-0a1b2c3d4e5f"))?.status()).toBe(404);
  await expect(field).toHaveValue("");
});

test("the footer is short on a phone, with every link", async ({ page }) => {
  await page.setViewportSize({ width: 390, height: 800 });
  for (const path of ["/countries/senegal", "/fr/countries/senegal", "/ar/countries/senegal"]) {
    await page.goto(path);
    const footer = page.getByRole("contentinfo");
    expect((await footer.boundingBox())?.height).toBeLessThan(FOOTER);
    for (const link of await footer.getByRole("link").all()) await expect(link).toBeVisible();
    expect(await footer.getByRole("link").count()).toBeGreaterThan(20);
    await expectAccessible(page);
    await expectNoSidewaysScroll(page);
  }
});
