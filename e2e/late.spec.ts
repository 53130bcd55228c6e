import type { Page, Route } from "@playwright/test";
import { expect, makePerson, signIn, test } from "./fixtures";

/* Parts of the editor load after the first key (decision 21): nothing done before may be lost. */

/** Delays the parts that load later until they are released. */
async function holdParts(page: Page): Promise<() => Promise<void>> {
  const held: Route[] = [];
  let isHeld = true;
  await page.route(/\/assets\/\w+\/part\d+\.js$/, (route) => {
    if (isHeld) held.push(route);
    else return route.continue();
  });
  return async () => {
    isHeld = false;
    await Promise.all(held.map((route) => route.continue()));
  };
}

/** Pastes the cells of a table as a browser does, where the cursor is. */
function pasteCells(page: Page, texts: readonly string[]): Promise<void> {
  return page.evaluate((cells) => {
    const data = new DataTransfer();
    data.setData("text/html", `<table><tr>${cells.map((text) => `<td>${text}</td>`).join("")}</tr></table>`);
    data.setData("text/plain", cells.join("\t"));
    document
      .querySelector(".ProseMirror")
      ?.dispatchEvent(new ClipboardEvent("paste", { clipboardData: data, bubbles: true, cancelable: true }));
  }, texts);
}

const rowsOf = (page: Page) =>
  page
    .locator(".ProseMirror tr")
    .evaluateAll((rows) => rows.map((row) => [...row.children].map((cell) => cell.textContent)));

test.describe("an editor whose later parts are slow", () => {
  test.beforeEach(async ({ page }) => signIn(page, await makePerson({ role: "trusted" })));

  test("loses no key, no link and no paste before they have arrived", async ({ page }) => {
    const release = await holdParts(page);
    await page.goto("/countries/liechtenstein/edit/policies");
    const text = page.locator(".ProseMirror");
    await text.click();
    await page.keyboard.type("See https://example.org/first for more.");
    await expect(text.locator("a")).toHaveText("https://example.org/first");
    await page.keyboard.press("Enter");

    await page.getByRole("button", { name: "Insert table" }).click();
    await page.keyboard.type("one");
    await page.keyboard.press("Tab");
    await page.keyboard.type("two");
    await page.keyboard.press("Shift+Tab");
    await page.keyboard.press("End");
    await page.keyboard.type("!");
    const tools = page.getByRole("toolbar", { name: "Table" });
    const below = tools.getByRole("button", { name: "Row below" });
    await expect(below).toHaveAttribute("aria-disabled", "true");
    const shown = await tools.boundingBox();
    await text.locator("tr").nth(1).locator("td").first().click();
    await pasteCells(page, ["a", "b"]);
    expect(await rowsOf(page)).toEqual([
      ["one!", "two", ""],
      ["", "", ""],
      ["", "", ""],
    ]);

    await release();
    await expect(text.locator("tr").nth(1).locator("td").nth(1)).toHaveText("b");
    expect(await rowsOf(page)).toEqual([
      ["one!", "two", ""],
      ["a", "b", ""],
      ["", "", ""],
    ]);
    await expect(below).not.toHaveAttribute("aria-disabled", "true");
    expect(await tools.boundingBox()).toEqual(shown);
    await below.click();
    await expect(text.locator("tr")).toHaveCount(4);
    await text.locator("p").first().click();
    await page.keyboard.press("End");
    await page.keyboard.type(" And https://example.net too");
    await expect(text.locator("a")).toHaveText(["https://example.org/first", "https://example.net"]);
    // Undo covers actions before and after.
    for (let n = 0; n < 60 && (await text.locator("table").count()) > 0; n += 1)
      await page.keyboard.press("Control+z");
    await expect(text.locator("table")).toHaveCount(0);
  });

  test("pastes words if the parts for table cells cannot be loaded", async ({ page }) => {
    await page.route(/\/assets\/\w+\/part\d+\.js$/, (route) => route.abort());
    await page.goto("/countries/liechtenstein/edit/policies");
    const text = page.locator(".ProseMirror");
    await text.click();
    await page.getByRole("button", { name: "Insert table" }).click();
    await page.keyboard.type("one ");
    await pasteCells(page, ["a", "b"]);
    await expect(text.locator("th").first()).toContainText("one a");
    await expect(text.locator("table table")).toHaveCount(0);
    await page.keyboard.press("Tab");
    await page.keyboard.type("two");
    await expect(text.locator("th").nth(1)).toHaveText("two");
  });

  test("works fully offline once they are loaded", async ({ page }) => {
    const loaded: string[] = [];
    page.on("requestfinished", (request) => void loaded.push(new URL(request.url()).pathname));
    await page.goto("/countries/liechtenstein/edit/policies");
    await expect.poll(() => loaded.filter((path) => /\/part\d+\.js$/.test(path)).length).toBeGreaterThan(1);
    await page.context().setOffline(true);
    const text = page.locator(".ProseMirror");
    await text.click();
    await page.getByRole("button", { name: "Insert table" }).click();
    await page.keyboard.type("one");
    await page.getByRole("button", { name: "Row below" }).click();
    await expect(text.locator("tr")).toHaveCount(4);
    await pasteCells(page, ["a", "b"]);
    await expect(text.locator("table table")).toHaveCount(0);
    await expect(text.locator("tr").first().locator("th, td").nth(1)).toHaveText("b");
    await page.keyboard.press("Control+k");
    await expect(page.getByRole("dialog")).toBeVisible();
    await page.context().setOffline(false);
  });
});
