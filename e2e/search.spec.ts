import { expect, expectAccessible, expectNoSidewaysScroll, makePerson, signIn, test } from "./fixtures";
import { setUpTwoFactor } from "./two-factor";

test.describe("the search", () => {
  test("links from the field of any page to the passage", async ({ page }) => {
    await page.goto("/about");
    await page.getByRole("combobox", { name: "Search countries, laws" }).fill("preservation romania");
    await page.keyboard.press("Enter");
    await expect(page).toHaveURL(/\/search\?q=preservation(\+|%20)romania$/);
    await expect(page.getByRole("heading", { level: 1 })).toContainText("“preservation romania”");
    const first = page
      .getByRole("main")
      .getByRole("listitem")
      .filter({ has: page.locator("h2 a") })
      .first();
    await expect(first.locator("mark").first()).toBeVisible();
    await first.locator("h2 a").click();
    await expect(page).toHaveURL(/\/countries\/romania#laws-rou-ccp-art-154/);
    await expect(page.locator(new URL(page.url()).hash.split(":~:")[0] ?? "")).toBeInViewport();
  });

  test("has one field on its own page, which says of a filter that it means nothing", async ({ page }) => {
    await page.goto("/search");
    await expect(page.getByRole("search")).toHaveCount(1);
    await expect(page.getByRole("button", { name: "Search", exact: true })).toHaveCount(1);
    await page.keyboard.press("/");
    await expect(page.getByRole("combobox", { name: "What are you looking for?" })).toBeFocused();
    await expectAccessible(page);
    await page.goto("/search?q=preservation&country=rou,atlantis");
    await expect(page.getByRole("main")).toContainText("“atlantis”");
    await expect(page.locator('input[name="country"][value="RO"]')).toBeChecked();
  });

  test("works without scripts, with an address for every filter and page", async ({ browser, baseURL }) => {
    const context = await browser.newContext({ baseURL, javaScriptEnabled: false });
    const page = await context.newPage();
    await page.goto("/fr");
    await page.locator("header form").getByRole("searchbox").fill("convention");
    await page.locator("header form button").first().click();
    await expect(page).toHaveURL(/\/fr\/search\?q=convention$/);
    const all = Number(/^\d+/.exec((await page.getByRole("heading", { level: 1 }).textContent()) ?? "")?.[0]);
    await page.getByRole("checkbox", { name: /^Sources/ }).check();
    await page.getByRole("button", { name: "Appliquer" }).click();
    await expect(page).toHaveURL(/type=source/);
    const some = Number(
      /^\d+/.exec((await page.getByRole("heading", { level: 1 }).textContent()) ?? "")?.[0],
    );
    expect(some).toBeGreaterThan(0);
    expect(some).toBeLessThan(all);
    await expect(page.getByRole("checkbox", { name: /^Sources/ })).toBeChecked();
    await page.getByRole("link", { name: "Effacer les filtres" }).click();
    await page.getByRole("link", { name: "Page 2" }).click();
    await expect(page.locator("ol.hits")).toHaveAttribute("start", "13");
    await context.close();
  });

  test("filters as boxes are ticked, and keeps the focus", async ({ page }) => {
    await page.goto("/search?q=preservation");
    const laws = page.getByRole("checkbox", { name: /^Laws and provisions/ });
    const before = await page.getByRole("heading", { level: 1 }).textContent();
    await laws.focus();
    await page.keyboard.press("Space");
    await expect(page).toHaveURL(/type=law/);
    await expect(page.getByRole("heading", { level: 1 })).not.toHaveText(before ?? "");
    await expect(laws).toBeFocused();
    await expect(laws).toBeChecked();
  });

  test("suggests names while one types, by keyboard alone, and leaves Enter to the form", async ({
    page,
  }) => {
    await page.goto("/about");
    const field = page.getByRole("combobox", { name: "Search countries, laws" });
    await field.fill("sene");
    const list = page.getByRole("listbox", { name: "Suggestions" });
    await expect(list.getByRole("option").first()).toContainText("Senegal");
    await expect(field).toHaveAttribute("aria-expanded", "true");
    await expectAccessible(page);
    await page.keyboard.press("ArrowDown");
    const active = (await field.getAttribute("aria-activedescendant")) ?? "none";
    await expect(page.locator(`#${active}`)).toHaveAttribute("aria-selected", "true");
    await page.keyboard.press("Escape");
    await expect(list).toBeHidden();
    await field.fill("seneg");
    await expect(list).toBeVisible();
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("Enter");
    await expect(page).toHaveURL(/\/countries\/senegal$/);
    await page.getByRole("combobox", { name: "Search countries, laws" }).fill("sene");
    await expect(list).toBeVisible();
    await page.keyboard.press("Enter");
    await expect(page).toHaveURL(/\/search\?q=sene$/);
  });

  test("puts an article first by its number, with the way to compare countries on it", async ({ page }) => {
    await page.setViewportSize({ width: 320, height: 700 });
    const first = page.locator(".hits > li").first();
    await expect(async () => {
      await page.goto("/search?q=Art.+16");
      await expect(first.locator("h2 a")).toContainText("Article 16, Budapest Convention", {
        timeout: 1_000,
      });
    }).toPass({ timeout: 60_000 });
    await expectAccessible(page);
    await expectNoSidewaysScroll(page);
    await first.getByRole("link", { name: "Compare countries" }).click();
    await expect(page).toHaveURL(/\/compare\?articles=185-16$/);
    await expect(page.locator('main input[name="articles"][value="16"]')).toBeChecked();
  });

  test("finds new text, and no longer the old one", async ({ page }) => {
    await signIn(page, await makePerson({ role: "trusted" }));
    const word = `quagga${Date.now().toString(36)}`;
    await page.goto("/about");
    const write = async (text: string) => {
      const answer = await page.evaluate(
        async ({ text }) => {
          const section = "/api/v1/countries/fiji/sections/related-laws";
          const standing = await (await fetch(section)).json();
          const content = {
            schemaVersion: 1,
            doc: { type: "doc", content: [{ type: "paragraph", content: [{ type: "text", text }] }] },
          };
          const token = Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) =>
            byte.toString(16).padStart(2, "0"),
          ).join("");
          const body = {
            base: standing.revision?.number ?? null,
            summary: "A test",
            clientToken: token,
            content,
          };
          const headers = { "content-type": "application/json" };
          return (await fetch(section, { method: "PUT", headers, body: JSON.stringify(body) })).status;
        },
        { text },
      );
      expect(answer).toBe(200);
    };
    await write(`On the ${word}.`);
    await page.goto(`/search?q=${word}`);
    await expect(page.getByRole("main").locator("h2 a")).toHaveText(["Fiji: Related laws and regulations"]);
    await write("Of nothing.");
    await page.goto(`/search?q=${word}&exact=1`);
    await expect(page.getByRole("heading", { level: 1 })).toContainText("No results for");
  });

  test("logs searches without results without names, and a synonym applies at once", async ({
    page,
    browser,
    baseURL,
  }) => {
    const word = `zorilla${Date.now().toString(36)}`;
    const visitor = await (await browser.newContext({ baseURL })).newPage();
    await visitor.goto(`/search?q=${word}`);
    await expect(visitor.getByRole("main")).toContainText("No results contain these words.");
    await signIn(page, await makePerson({ role: "administrator" }));
    await setUpTwoFactor(page);
    await page.goto("/admin/search");
    await expect(page.getByRole("link", { name: word })).toBeVisible();
    await page.getByLabel("Phrases").fill(`${word}\nromania`);
    await page.getByRole("button", { name: "Add" }).click();
    await expect(page.getByText("Added. Searches now include")).toBeVisible();
    await visitor.goto(`/search?q=${word}`);
    await expect(visitor.getByRole("main").locator("h2 a").first()).toHaveText("Romania");
    await expect(visitor.getByRole("main")).toContainText("Also searched: romania.");
    await page.getByRole("row", { name: word }).getByRole("button", { name: "Remove" }).click();
    await expect(page.getByText("Removed. Searches no longer")).toBeVisible();
    await visitor.goto(`/search?q=${word}`);
    await expect(visitor.getByRole("main")).toContainText("No results contain these words.");
    await page.goto("/admin/audit?fact=synonyms.changed");
    await expect(page.getByRole("main")).toContainText("Synonyms changed");
    await visitor.context().close();
  });

  test("includes members' content when signed in, and shows long words on narrow screens", async ({
    page,
  }) => {
    await signIn(page, await makePerson());
    await page.goto("/about");
    await expect(page.locator("header form.find")).toHaveAttribute("action", "/me/search");
    await page.setViewportSize({ width: 320, height: 700 });
    await page.goto(`/me/search?q=${"unbroken".repeat(20)}`);
    await expectNoSidewaysScroll(page);
    await page.goto("/ar/me/search?q=romania");
    await expectNoSidewaysScroll(page);
    await expect(page.locator("html")).toHaveAttribute("dir", "rtl");
  });
});
