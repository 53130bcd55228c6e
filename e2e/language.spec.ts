import { expect, expectAccessible, expectNoSidewaysScroll, makePerson, signInByPage, test } from "./fixtures";

// Other stories use a browser in which the offer was dismissed.
test.use({ storageState: { cookies: [], origins: [] } });

const OFFER = "[data-language-offer] > section";

test.describe("a browser that prefers French", () => {
  test.use({ locale: "fr-FR" });

  test("is offered a page in French, once sent away never again", async ({ page }) => {
    await page.setViewportSize({ width: 320, height: 700 });
    await page.goto("/countries/senegal");
    const offer = page.locator(OFFER);
    await expect(offer).toContainText("Cette page existe en français.");
    await expect(offer).toHaveAttribute("lang", "fr");
    await expectNoSidewaysScroll(page);
    await expectAccessible(page);
    // It follows the links to skip by in the tab order: to the main part, to the sections, to Edit.
    for (let stop = 0; stop < 4; stop += 1) await page.keyboard.press("Tab");
    await expect(offer.getByRole("link")).toBeFocused();
    await page.keyboard.press("Tab");
    await page.keyboard.press("Enter");
    await expect(offer).toHaveCount(0);
    await page.goto("/countries");
    await expect(page.locator("html[lang=en]")).toBeAttached();
    await expect(offer).toHaveCount(0);
  });

  test("is offered the same page in French, and again on each page in another language", async ({ page }) => {
    await page.goto("/countries?region=Africa");
    await page.locator(OFFER).getByRole("link", { name: "La lire en français" }).click();
    await expect(page).toHaveURL(/\/fr\/countries\?region=Africa$/);
    await expect(page.locator(OFFER)).toHaveCount(0);
    await page.goto("/countries/senegal");
    await expect(page.locator("html[lang=en]")).toBeAttached();
    await expect(page.locator(OFFER)).toContainText("Cette page existe en français.");
    // The site's bare address redirects to the chosen language; the back button skips it.
    await page.goto("/");
    await expect(page).toHaveURL(/\/fr$/);
    await expect(page.locator(OFFER)).toHaveCount(0);
    // After English is chosen, the front page is in English and French is no longer offered.
    await page.locator("details:has([data-language]) > summary").click();
    await page.getByRole("link", { name: "English", exact: true }).click();
    await expect(page.locator("html[lang=en]")).toBeAttached();
    await page.goto("/countries/senegal");
    await expect(page.locator("[data-theme-menu]").first()).toBeVisible();
    await expect(page.locator(OFFER)).toHaveCount(0);
  });

  test("takes a member's language before its own, and saves the one that is chosen", async ({ page }) => {
    const person = await makePerson();
    await signInByPage(page, person);
    // The account is in English: on an English page nothing is offered, whatever the browser prefers.
    const known = page.waitForResponse("**/api/me*");
    await page.goto("/countries");
    await known;
    await expect(page.locator(".tools [data-member]")).toBeVisible();
    await expect(page.locator(OFFER)).toHaveCount(0);
    await page.locator("details:has([data-language]) > summary").click();
    await page.getByRole("link", { name: "العربية" }).click();
    await expect(page).toHaveURL(/\/ar\/countries$/);
    const own = async () => (await (await page.request.get("/api/me")).json()).member?.locale;
    await expect.poll(own).toBe("ar");
    // Another device, on which nothing was chosen.
    await page.evaluate(() => localStorage.clear());
    await page.context().clearCookies();
    await signInByPage(page, person);
    await expect(page).toHaveURL(/\/ar\/me$/);
    // A device on which English was chosen.
    await page.evaluate(() => localStorage.setItem("octopus-language", "en"));
    await page.context().clearCookies();
    await signInByPage(page, person);
    await expect(page).toHaveURL(/:\d+\/me$/);
    expect((await page.context().cookies()).map((one) => one.name)).not.toContain("octopus-language");
  });
});

test("an Arabic browser is offered Arabic, from right to left, over a page that does not move", async ({
  browser,
}) => {
  const context = await browser.newContext({ locale: "ar", viewport: { width: 390, height: 800 } });
  const page = await context.newPage();
  await page.goto("/countries");
  const offer = page.locator(OFFER);
  await expect(offer).toContainText("هذه الصفحة متاحة بالعربية.");
  await expect(offer).toHaveAttribute("dir", "rtl");
  const top = () => page.locator("main").evaluate((main) => main.getBoundingClientRect().top);
  const before = await top();
  await offer.getByRole("button").click();
  expect(await top()).toBe(before);
  await context.close();
});

test("an English browser is offered nothing in English, and English elsewhere", async ({ page }) => {
  await page.goto("/countries");
  await expect(page.locator("[data-theme-menu]").first()).toBeVisible();
  await expect(page.locator(OFFER)).toHaveCount(0);
  await page.goto("/fr/countries");
  await expect(page.locator(OFFER)).toContainText("This page is available in English.");
});

test("without scripts a member chooses by the form behind the menu", async ({ browser }) => {
  const person = await makePerson();
  const context = await browser.newContext({ javaScriptEnabled: false });
  const page = await context.newPage();
  await signInByPage(page, person);
  await page.locator("details:has([data-language]) > summary").click();
  await page.getByRole("link", { name: "Language of emails and pages" }).click();
  const form = page.locator("section[aria-labelledby=language-title] form");
  await form.locator("select").selectOption("fr");
  await form.locator("button[type=submit]").click();
  await expect(page).toHaveURL(/\/fr\/me\/notifications\?done=saved$/);
  await context.close();
});
