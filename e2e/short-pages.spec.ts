import { expect, expectAccessible, expectNoSidewaysScroll, test } from "./fixtures";

/* The longest pages on a phone: how far a reader scrolls, and that what is folded or cut short can be read. */
test.use({ viewport: { width: 390, height: 844 } });

const lengthOf = (page: import("@playwright/test").Page) =>
  page.evaluate(() => document.documentElement.scrollHeight);

test("a long profile stays below 10,000 px, with one line below each section", async ({ page }) => {
  await page.goto("/countries/romania");
  // Until they are loaded, lines are drawn in a wider font.
  await page.evaluate(() => document.fonts.ready.then(() => undefined));
  expect(await lengthOf(page)).toBeLessThan(10_000);
  const feet = page.locator("#sections-start > section > .meta:has(> .ways)");
  expect(await feet.count()).toBeGreaterThan(8);
  // However long ago the change was: the words for it differ in length.
  for (const minutes of [0, 59, 23 * 60, 6 * 24 * 60, 200 * 24 * 60]) {
    await feet.evaluateAll((all, age) => {
      const at = new Date(Date.now() - age * 60_000).toISOString();
      for (const foot of all) foot.querySelector("time[data-day]")?.setAttribute("datetime", at);
      document.dispatchEvent(new Event("octopus:redrawn"));
    }, minutes);
    for (const foot of await feet.all()) {
      const box = await foot.boundingBox();
      expect(box?.height, (await foot.textContent()) ?? "").toBeLessThan(34);
    }
  }
  // The sources are folded, until a mark in the text leads into them.
  await expect(page.locator("#n9")).toBeHidden();
  await page.locator('#legislation a[href="#n9"]').first().click();
  await expect(page.locator("#n9")).toBeInViewport();
  await expectNoSidewaysScroll(page);
  await expectAccessible(page);
  await page.setViewportSize({ width: 1440, height: 900 });
  await page.goto("/countries/romania?wide=1");
  await expect(page.locator("#n9")).toBeVisible();
});

test("a record has one mark of doubt, which covers its provisions", async ({ page }) => {
  await page.goto("/countries/romania");
  const law = page.locator("#laws > .record").first();
  await expect(law.getByRole("heading")).toContainText("Likely");
  await expect(law.getByRole("row", { name: /Art\. 360/ })).not.toContainText(/Likely|Unverified/);
  await expect(law.getByRole("row", { name: /Art\. 363/ })).toContainText("Unverified");
  for (const heading of await page.locator(".record > h3, .record > h4").all())
    expect(await heading.locator(".tag").count()).toBeLessThan(2);
});

test("the answers to an article are short, a country in a few lines", async ({ page }) => {
  await page.goto("/convention/185/2");
  // With the starting data it is 14,800 px; other stories add answers with long texts.
  expect(await lengthOf(page)).toBeLessThan(20_000);
  const rows = page.locator("#answers tbody tr");
  expect(await rows.count()).toBeGreaterThan(90);
  const heights = await rows.evaluateAll((all) => all.map((row) => row.clientHeight).sort((a, b) => a - b));
  expect(heights[Math.floor(heights.length / 2)]).toBeLessThan(130);
  const australia = rows.filter({ hasText: "Australia" });
  const note = australia.locator(".gist");
  // A long note has one line, and all of it with the rest.
  const lines = () =>
    note.evaluate((part) => part.clientHeight / Number.parseFloat(getComputedStyle(part).lineHeight));
  expect(await lines()).toBeLessThan(1.5);
  await australia.getByText(/^More/).click();
  expect(await lines()).toBeGreaterThan(1.5);
  const declared = page.locator("section[aria-labelledby=declarations] tbody tr").first();
  await expect(declared.getByRole("link")).toHaveCount(1);
  await declared.getByText(/^\d+ source/).click();
  expect(await declared.getByRole("link").count()).toBeGreaterThan(1);
  await expectNoSidewaysScroll(page);
  await expectAccessible(page);
});
