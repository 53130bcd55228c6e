import { expect, type Page, test } from "@playwright/test";
import elements from "../tests/design/elements.json" with { type: "json" };

/*
 * Compares what the browser draws with assets/styles/tokens.css: colours, sizes and spacing of thirty elements
 * in both themes; the size limits of a first visit; the script of every page.
 */
const PAGES = [...new Set(elements.map((element) => element.page))];

/** For each element: the values of its tokens, and its actual values. */
function compare(page: Page, path: string) {
  return page.evaluate(
    (all) => {
      const probe = document.createElement("div");
      document.body.append(probe);
      // A border without a style has no width and colour.
      probe.style.border = "1px solid";
      const found = all.map(({ name, selector, expect: wanted }) => {
        const element = [...document.querySelectorAll(selector)].find(
          (one) => one.getClientRects().length > 0,
        );
        const values = Object.entries(wanted).map(([property, value]) => {
          probe.style.setProperty(property, value);
          const expected = getComputedStyle(probe).getPropertyValue(property);
          const drawn = element ? getComputedStyle(element).getPropertyValue(property) : "not on the page";
          return { property, expected, drawn };
        });
        return { name, values };
      });
      probe.remove();
      return found;
    },
    elements
      .filter((element) => element.page === path)
      .map(({ name, selector, expect }) => ({
        name,
        selector,
        expect: expect as unknown as Record<string, string>,
      })),
  );
}

for (const scheme of ["light", "dark"] as const) {
  for (const path of PAGES) {
    test(`${path} is drawn by the tokens, ${scheme}`, async ({ page }) => {
      await page.emulateMedia({ colorScheme: scheme });
      await page.goto(path);
      for (const { name, values } of await compare(page, path)) {
        for (const { property, expected, drawn } of values) {
          expect.soft(drawn, `${name}: ${property}`).toBe(expected);
        }
      }
    });
  }
}

for (const prefix of ["", "/fr", "/ar"]) {
  for (const width of [320, 390]) {
    test(`pages work at ${width} px ${prefix || "/en"}`, async ({ page }) => {
      await page.setViewportSize({ width, height: 800 });
      for (const path of [...PAGES, "/about", "/no/such/page"]) {
        await page.goto(`${prefix}${path}`);
        const over = await page.evaluate(
          () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
        );
        expect(over, path).toBeLessThanOrEqual(0);
      }
    });
  }
}

for (const slug of ["senegal", "romania"]) {
  test(`a first visit of ${slug} keeps to its budget and stays on the site`, async ({ page, baseURL }) => {
    const origin = new URL(baseURL ?? "http://localhost:3000").origin;
    const session = await page.context().newCDPSession(page);
    await session.send("Network.enable");
    const kinds = new Map<string, { url: string; type: string }>();
    const sizes = new Map<string, number>();
    session.on("Network.responseReceived", (event) => {
      kinds.set(event.requestId, { url: event.response.url, type: event.type });
    });
    session.on("Network.loadingFinished", (event) => sizes.set(event.requestId, event.encodedDataLength));
    await page.goto(`/countries/${slug}`, { waitUntil: "networkidle" });

    const seen = [...kinds].filter(([, { url }]) => url.startsWith("http"));
    const weigh = (type?: string) =>
      seen
        .filter(([, one]) => !type || one.type === type)
        .reduce((sum, [id]) => sum + (sizes.get(id) ?? 0), 0);
    expect(seen.filter(([, { url }]) => new URL(url).origin !== origin)).toEqual([]);
    expect(seen.length).toBeLessThanOrEqual(10);
    expect(weigh("Document")).toBeLessThanOrEqual(60 * 1024);
    expect(weigh("Script")).toBeLessThanOrEqual(15 * 1024);
    expect(weigh()).toBeLessThanOrEqual(100 * 1024);
  });
}

test.describe("the script of every page", () => {
  test("keeps the theme that was chosen", async ({ page }) => {
    await page.goto("/about");
    await page.locator("summary", { hasText: "Appearance" }).click();
    await page.getByRole("button", { name: "Dark" }).click();
    await page.goto("/terms");
    await expect(page.locator("html")).toHaveAttribute("data-theme", "dark");
    await page.locator("summary", { hasText: "Appearance" }).click();
    await page.getByRole("button", { name: "Same as my device" }).click();
    await page.reload();
    await expect(page.locator("html")).not.toHaveAttribute("data-theme");
  });

  test("answers single keys, and not while one types", async ({ page }) => {
    await page.goto("/about");
    await page.keyboard.press("/");
    const field = page.getByRole("combobox", { name: "Search countries, laws, posts, training" });
    await expect(field).toBeFocused();
    await page.keyboard.type("g?c");
    await expect(field).toHaveValue("g?c");
    await field.blur();
    await page.keyboard.press("?");
    await expect(page.getByRole("dialog", { name: "Keyboard shortcuts" })).toBeVisible();
    await page.keyboard.press("Escape");
    await page.keyboard.press("g");
    await page.keyboard.press("c");
    await expect(page).toHaveURL(/\/countries$/);
  });

  test("has single keys that can be turned off in a browser that stores nothing", async ({ page }) => {
    await page.addInitScript(() => {
      Storage.prototype.setItem = () => {
        throw new DOMException("Nothing is stored here.", "QuotaExceededError");
      };
    });
    await page.goto("/about");
    const list = page.getByRole("dialog", { name: "Keyboard shortcuts" });
    await page.keyboard.press("?");
    await list.getByRole("checkbox").uncheck();
    await page.keyboard.press("Escape");
    await expect(list).toBeHidden();
    await page.keyboard.press("?");
    await page.keyboard.press("/");
    await expect(list).toBeHidden();
    await expect(page.getByRole("combobox", { name: "Search countries" })).not.toBeFocused();
  });

  test("opens the menu as a sheet on narrow screens, and closes it", async ({ page }) => {
    await page.setViewportSize({ width: 390, height: 800 });
    await page.goto("/about");
    await expect(page.getByRole("navigation", { name: "Main" })).toBeHidden();
    await page.getByRole("button", { name: "Menu", exact: true }).click();
    await expect(
      page.getByRole("navigation", { name: "Main" }).getByRole("link", { name: "Members" }),
    ).toBeVisible();
    await page.keyboard.press("Escape");
    await expect(page.getByRole("navigation", { name: "Main" })).toBeHidden();
  });
});

test("without scripts a page has its menu, its languages and no button that does nothing", async ({
  browser,
}) => {
  const context = await browser.newContext({ javaScriptEnabled: false });
  const page = await context.newPage();
  await page.goto("/about");
  await expect(page.getByRole("link", { name: "Sign in" })).toBeVisible();
  await expect(page.locator("summary", { hasText: "Appearance" })).toBeHidden();
  await expect(page.getByRole("button", { name: "Keyboard shortcuts" })).toBeHidden();
  await page.locator("summary", { hasText: "Language: English" }).click();
  await page.getByRole("link", { name: "العربية" }).click();
  await expect(page.locator("html")).toHaveAttribute("dir", "rtl");
  await expect(page).toHaveURL(/\/ar\/about$/);
  await context.close();
});
