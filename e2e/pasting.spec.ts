import { readFileSync } from "node:fs";
import type { Page } from "@playwright/test";
import { expect, makePerson, signIn, test } from "./fixtures";

/** Pastes an HTML file like a browser: by an event with the clipboard's formats. */
async function paste(page: Page, name: string): Promise<void> {
  const html = readFileSync(`e2e/pasted/${name}.html`, "utf8");
  await page.locator(".ProseMirror").click();
  await page.evaluate((text) => {
    const data = new DataTransfer();
    data.setData("text/html", text);
    data.setData("text/plain", new DOMParser().parseFromString(text, "text/html").body.textContent ?? "");
    document
      .querySelector(".ProseMirror")
      ?.dispatchEvent(new ClipboardEvent("paste", { clipboardData: data, bubbles: true, cancelable: true }));
  }, html);
}

/** Lists every element and attribute in the text. */
function anatomy(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const root = document.querySelector(".ProseMirror");
    const found = new Set<string>();
    for (const element of root?.querySelectorAll("*") ?? []) {
      const name = element.tagName.toLowerCase();
      found.add(name);
      for (const attribute of element.attributes) found.add(`${name}[${attribute.name}]`);
    }
    return [...found].sort();
  });
}

const ALLOWED =
  /^(p|h3|h4|ul|ol|li|blockquote|strong|em|a|br|table|tbody|tr|th|td|sup|div|colgroup|col)(\[(data-id|href|rel|target|colspan|rowspan|class|style|data-source|data-locator|start|data-placeholder|title)\])?$/;

test.describe("pasted content (E9)", () => {
  test.beforeEach(async ({ page }) => {
    await signIn(page, await makePerson({ role: "trusted" }));
    await page.goto("/countries/liechtenstein/edit/policies");
    await expect(page.locator(".ProseMirror")).toBeVisible();
  });

  test("from a word processor: headings, emphasis, lists and tables stay, styles and pictures go", async ({
    page,
  }) => {
    await paste(page, "word");
    const text = page.locator(".ProseMirror");
    await expect(text.locator("h3")).toHaveText("Criminal Code");
    await expect(text.locator("strong")).toHaveText("illegal access");
    await expect(text.locator("ul li")).toHaveText(["intent", "without right"]);
    await expect(text.locator("table tr")).toHaveCount(2);
    await expect(text.locator("img")).toHaveCount(0);
    expect((await anatomy(page)).filter((part) => !ALLOWED.test(part))).toEqual([]);
  });

  test("from a document in the browser: links and lists stay, the wrapper's bold does not", async ({
    page,
  }) => {
    await paste(page, "docs");
    const text = page.locator(".ProseMirror");
    await expect(text.locator("a")).toHaveAttribute("href", "https://example.org/act?utm=1");
    await expect(text.locator("ul li")).toHaveText(["ninety days", "renewable"]);
    await expect(text.locator("strong")).toHaveText("Preservation");
  });

  test("from a gazette: lines that were cut are joined, sentences are not", async ({ page }) => {
    await paste(page, "gazette");
    const text = page.locator(".ProseMirror");
    await expect(text.locator("p").first()).toHaveText(
      /portant sur la cybercriminalité, modifiant le Code pénal et insérant/,
    );
    await expect(text).toContainText("Article premier.");
  });

  test("from a hostile page: nothing runs, nothing is fetched, nothing unknown stays", async ({ page }) => {
    const asked: string[] = [];
    page.on("request", (request) => {
      if (!request.url().startsWith(new URL(page.url()).origin) && !request.url().startsWith("data:"))
        asked.push(request.url());
    });
    await paste(page, "web");
    await expect(page.locator(".ProseMirror")).toContainText("a trap");
    await expect(page.locator(".ProseMirror a")).toHaveCount(1);
    expect((await anatomy(page)).filter((part) => !ALLOWED.test(part))).toEqual([]);
    expect(await page.evaluate(() => "pasted" in window)).toBe(false);
    expect(asked).toEqual([]);
  });
});
