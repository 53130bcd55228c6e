import {
  countryFor,
  expect,
  expectAccessible,
  expectNoSidewaysScroll,
  makePerson,
  signIn,
  test,
  writePlainly,
} from "./fixtures";
import { setUpTwoFactor } from "./two-factor";

test.describe("the front page", () => {
  test("shows figures that are counted from the data, with their day", async ({ page }) => {
    await page.goto("/");
    const figures = page.getByRole("region", { name: "Budapest Convention" });
    await expect(figures).toContainText("As of 14 January 2026.");
    await expect(figures).toContainText("On 31 December 2016, there were 51 Parties.");
    const numbers = (await figures.locator(".key b").allTextContents()).map(Number);
    const squares = await figures.locator(".units i").count();
    expect(numbers.reduce((sum, number) => sum + number, 0)).toBe(squares);

    // Each number leads to the countries that it counts.
    for (const [index, number] of numbers.entries()) {
      await page.goto("/");
      await page.locator(".key b a").nth(index).click();
      await expect(page.locator("[data-live-count]")).toContainText(`${number} of ${squares}`);
      await expect(page.locator("tbody tr")).toHaveCount(number);
    }
  });

  test("links to all parts of the site", async ({ page }) => {
    await page.goto("/");
    const links = await page
      .locator("main a")
      .evaluateAll((all) => all.map((link) => (link as HTMLAnchorElement).pathname));
    for (const path of new Set(links)) {
      const answer = await page.request.get(path);
      expect(answer.status(), path).toBe(200);
    }
  });

  for (const [prefix, direction] of [
    ["", "ltr"],
    ["/fr", "ltr"],
    ["/ar", "rtl"],
  ] as const) {
    test(`is whole without scripts at 320 px and accessible in ${prefix || "English"}`, async ({
      browser,
    }) => {
      const context = await browser.newContext({
        javaScriptEnabled: false,
        viewport: { width: 320, height: 800 },
      });
      const bare = await context.newPage();
      await bare.goto(`${prefix}/`);
      await expect(bare.locator("html")).toHaveAttribute("dir", direction);
      await expect(bare.locator(".key b")).toHaveCount(4);
      await expect(bare.locator("main h1")).toBeVisible();
      await context.close();

      const page = await browser.newPage({ viewport: { width: 320, height: 800 } });
      await page.goto(`${prefix}/`);
      await expectNoSidewaysScroll(page);
      await expectAccessible(page);
      await page.close();
    });
  }

  test("finds a country by its name", async ({ page }) => {
    await page.goto("/");
    const find = page.getByRole("search", { name: "Reference" });
    await find.getByRole("searchbox").fill("cote d'ivoire");
    await find.getByRole("button").click();
    await expect(page.getByRole("row").filter({ has: page.getByRole("rowheader") })).toHaveCount(1);
    await expect(page.getByRole("link", { name: "Côte d’Ivoire" }).first()).toBeVisible();
  });
});

test.describe("the front page of a member", () => {
  test("shows what waits instead of the box on joining, and a visitor sees that box", async ({
    browser,
    page,
  }) => {
    const country = countryFor("nicaragua", "suriname", "belize");
    const writer = await (await browser.newContext({ javaScriptEnabled: false })).newPage();
    await signIn(writer, await makePerson());
    await writePlainly(writer, country, "safeguards", "A judge authorises searches.", "Writes it");
    // Without scripts, a link leads to the member's own screen.
    await writer.goto("/");
    await expect(writer.getByRole("heading", { name: "Join the community" })).toBeVisible();
    await writer.getByRole("link", { name: "See what waits for you" }).click();
    await expect(writer).toHaveURL(/\/me\/waiting$/);
    await expect(writer.locator("main")).toContainText("One of your changes is waiting for review");

    await page.setViewportSize({ width: 320, height: 800 });
    await page.goto("/");
    await expect(page.getByRole("heading", { name: "Join the community" })).toBeVisible();
    await signIn(page, await makePerson({ role: "trusted" }));
    await page.goto("/");
    const box = page.getByRole("region", { name: "Waiting for you" });
    await expect(box.getByRole("link", { name: /for your review$/ })).toBeVisible();
    await expect(page.getByRole("heading", { name: "Join the community" })).toHaveCount(0);
    await expectNoSidewaysScroll(page);
    await expectAccessible(page);
    await box.getByRole("link", { name: /^Edits to profiles: / }).click();
    await expect(page).toHaveURL(/\/moderation\/edits$/);
  });

  test("has a menu with the number of reviews; a focal point verifies a section in two clicks from it", async ({
    browser,
    page,
  }) => {
    const country = countryFor("bhutan", "comoros", "palau");
    const code = { bhutan: "BT", comoros: "KM", palau: "PW" }[country] ?? "";
    // One section is published, an edit of another waits for review.
    for (const [role, section] of [
      ["trusted", "safeguards"],
      [undefined, "policies"],
    ] as const) {
      const writer = await (await browser.newContext({ javaScriptEnabled: false })).newPage();
      await signIn(writer, await makePerson(role ? { role } : {}));
      await writePlainly(writer, country, section, "A judge authorises searches.", "Writes it");
    }
    await signIn(page, await makePerson({ role: "focal-point", country: code }));
    await setUpTwoFactor(page);
    await page.goto("/countries");
    await page.locator("details[data-member] > summary").click();
    const menu = page.locator("details[data-member]");
    await expect(menu.getByRole("link", { name: /^Reviews waiting: \d+$/ })).toBeVisible();
    await expect(menu.getByRole("link", { name: "Language and email" })).toBeVisible();
    await expectAccessible(page);
    await menu.getByRole("link", { name: "Your profile" }).click();
    const box = page.getByRole("region", { name: "Waiting for you" });
    await box
      .getByRole("link", { name: /^Verify “.+” of / })
      .first()
      .click();
    await page.getByRole("button", { name: "Mark as verified" }).click();
    await expect(page.getByRole("status")).toContainText("this section is verified");
  });

  test("is right-to-left and accessible in Arabic", async ({ page }) => {
    await signIn(page, await makePerson(), "/ar");
    await page.goto("/ar/");
    await expect(page.getByRole("region", { name: "في انتظارك" })).toBeVisible();
    await expectAccessible(page);
  });
});

test("robots.txt, sitemap and security.txt have their content", async ({ request, baseURL }) => {
  const map = await request.get("/sitemap.xml");
  expect(map.headers()["content-type"]).toContain("application/xml");
  const text = await map.text();
  expect(text).toContain("/fr/countries/senegal</loc>");
  const addresses = [...text.matchAll(/<loc>([^<]+)<\/loc>/g)].map((match) => match[1] ?? "");
  expect(new Set(addresses).size).toBe(addresses.length);
  for (const address of addresses.filter((_, index) => index % 60 === 0)) {
    const path = new URL(address).pathname;
    expect((await request.get(path)).status(), path).toBe(200);
  }
  expect(await (await request.get("/robots.txt")).text()).toContain("/sitemap.xml");
  const security = await request.get("/.well-known/security.txt");
  expect(security.status()).toBe(200);
  expect(await security.text()).toContain(
    `Canonical: ${new URL(baseURL ?? "").origin}/.well-known/security.txt`,
  );
});
