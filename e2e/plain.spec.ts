import type { Page } from "@playwright/test";
import {
  expect,
  expectNoSidewaysScroll,
  makePerson,
  PASSWORD,
  signInByPage,
  test,
  waitForMail,
} from "./fixtures";
import { linkIn } from "./product";

/* Everything that matters first, without scripts, at 320 pixels, in each language: join, read, sign in, edit, look back. */
test.use({ javaScriptEnabled: false, viewport: { width: 320, height: 700 } });

const STORIES = [
  { prefix: "", slug: "portugal", name: "Portugal" },
  { prefix: "/fr", slug: "estonia", name: "Estonie" },
  { prefix: "/ar", slug: "tunisia", name: "تونس" },
] as const;

const submit = (page: Page) => page.locator('main form[method="post"] button[type="submit"]').first().click();

async function joinBy(page: Page, prefix: string, email: string): Promise<void> {
  await page.goto(`${prefix}/`);
  await page.locator(`a[href="${prefix}/join"]`).locator("visible=true").first().click();
  await page.waitForURL(`**${prefix}/join`);
  await page.locator('[name="fullName"]').fill("Awa Ndiaye");
  await page.locator('[name="email"]').fill(email);
  await page.locator('[name="password"]').fill(PASSWORD);
  await page.locator('[name="country"]').selectOption("SN");
  await page.locator('[name="sector"]').selectOption("judiciary");
  await page.locator('[name="charter"]').check();
  await submit(page);
  await page.waitForURL(`**${prefix}/join/verify`);
  await page.goto(linkIn(await waitForMail(email), "/join/verify"));
  await submit(page);
  await page.waitForURL(`**${prefix}/welcome`);
}

for (const { prefix, slug, name } of STORIES) {
  test(`a newcomer joins, reads, signs in and edits${prefix}`, async ({ browser, page }) => {
    test.slow();
    const email = `plain-${process.pid}-${slug}-${Date.now().toString(36)}@example.org`;
    await joinBy(page, prefix, email);
    await page.goto(`${prefix}/signout`);
    await submit(page);
    await page.waitForURL(/done=signed-out/);

    // Reading: found by the filter of the directory, which is a form.
    await page.goto(`${prefix}/countries`);
    await page.locator('main [name="q"]').fill(name);
    await page.locator("main form#filters button").click();
    await page.locator("main").getByRole("link", { name, exact: true }).first().click();
    await page.waitForURL(`**${prefix}/countries/${slug}`);
    await expect(page.locator("main h1")).toContainText(name);
    await expectNoSidewaysScroll(page);

    // Editing leads to sign in, and back to where one was.
    await page.locator(`a[href^="${prefix}/countries/${slug}/edit/policies"]`).first().click();
    await page.waitForURL(/\/signin\?next=/);
    await page.locator('[name="email"]').fill(email);
    await page.locator('[name="password"]').fill(PASSWORD);
    await submit(page);
    await page.waitForURL((url) => url.pathname === `${prefix}/countries/${slug}/edit/policies`);
    const text = page.locator("main textarea").first();
    const before = await text.inputValue();
    await text.fill(`${before}\n\nWritten without scripts <b>in ${slug}</b>.`.trim());
    await submit(page);
    await expect(page.locator(".errsum")).toBeFocused();
    await expect(text).toHaveValue(/Written without scripts <b>/);
    await expectNoSidewaysScroll(page);
    await page.locator('[name="summary"]').fill(`In plain words (${slug})`);
    await submit(page);
    await page.waitForURL(/saved=pending/);
    await expect(page.locator("#waiting")).toBeVisible();

    // A newcomer's edit waits for somebody else, who needs no scripts either.
    const reviewer = await (await browser.newContext({ javaScriptEnabled: false })).newPage();
    await signInByPage(reviewer, await makePerson({ role: "trusted" }), prefix);
    await reviewer.goto(`${prefix}/countries/${slug}/pending`);
    await reviewer.getByRole("link", { name: `In plain words (${slug})` }).click();
    await expectNoSidewaysScroll(reviewer);
    await reviewer.locator('main form:has([name="form"][value="accept"]) button').click();
    await expect(reviewer.getByRole("status").first()).toBeVisible();
    await page.goto(`${prefix}/countries/${slug}`);
    await expect(page.locator("#policies")).toContainText(`Written without scripts <b>in ${slug}</b>.`);

    // Looking back: history, the comparison of two revisions, and a permanent one.
    await page.goto(`${prefix}/countries/${slug}/history`);
    await expect(page.locator("main")).toContainText(`In plain words (${slug})`);
    await page.locator('main form[action$="/diff"] button').first().click();
    await page.waitForURL(/\/diff\?from=\d+&to=\d+/);
    await expect(page.locator("main ins").first()).toBeVisible();
    await expectNoSidewaysScroll(page);
    await page.goto(`${prefix}/countries/${slug}/history`);
    await page.locator('main a[href*="/revisions/"]').first().click();
    await expect(page.locator("main")).toContainText("Written without scripts");
    await expectNoSidewaysScroll(page);
  });
}

test.describe("with scripts that come late", () => {
  test.use({ javaScriptEnabled: true, viewport: { width: 1280, height: 800 } });

  test("the editor continues from a step of the plain records form", async ({ page }) => {
    await signInByPage(page, await makePerson({ role: "trusted" }));
    await page.goto("/countries");
    // The editor's parts are loading as long as they are delayed.
    let release = () => undefined as undefined;
    const held = new Promise<void>((done) => {
      release = () => void done();
    });
    await page.route(/\/(records|part)\.js$/, async (route) => {
      await held;
      await route.continue().catch(() => undefined);
    });
    await page.goto("/countries/latvia/edit/sources", { waitUntil: "commit" });
    await page.getByLabel("Edit summary").fill("A gazette");
    await page.getByRole("button", { name: "Add record" }).click({ noWaitAfter: true });
    const title = page.locator('[name^="in:"][name$="/title"]');
    await title.fill("Official gazette of Latvia");
    await page.getByRole("button", { name: "Add record" }).click({ noWaitAfter: true });
    await expect(page.getByText("Official gazette of Latvia").first()).toBeVisible();
    release();
    // The open record has a nested list of its wordings in other languages.
    const records = page.locator("#editor .records").first();
    await expect(records).toBeVisible();
    await expect(records).toContainText("Official gazette of Latvia");
    await expect(page.getByLabel("Edit summary")).toHaveValue("A gazette");
    await expect(page.locator("#editor .entry.open > .fields")).toBeVisible();
    await page
      .locator("#editor .entry.open")
      .getByRole("button", { name: /^Remove/ })
      .click();
    await page.getByRole("button", { name: "Save changes" }).click();
    await page.waitForURL(/saved=published/);
    await expect(page.locator("#sources")).toContainText("Official gazette of Latvia");
  });
});
