import type { Page } from "@playwright/test";
import { expect, makePerson, openEditor, signIn, test } from "./fixtures";

/*
 * Keys typed right after pressing a tool reach the text, or the first field of an opened dialog. Animation
 * frames are delayed here, as on a slow machine.
 */
test.use({ actionTimeout: 20_000 });

const LATE_MS = 800;

async function drawLate(page: Page): Promise<void> {
  await page.addInitScript((late) => {
    window.requestAnimationFrame = (run) => window.setTimeout(() => run(performance.now()), late);
    window.cancelAnimationFrame = (handle) => window.clearTimeout(handle);
  }, LATE_MS);
}

const text = (page: Page) => page.locator("#editor .ProseMirror");
const tool = (page: Page, name: string) =>
  page.getByRole("toolbar", { name: "Formatting" }).locator(`button[title="${name}"]`);

/** Adds a paragraph at the end, whatever the last block is. */
async function newParagraph(page: Page, words: string): Promise<void> {
  await text(page).focus();
  await page.keyboard.press("Control+End");
  // Twice leaves a list, a quotation or a heading.
  await page.keyboard.press("Enter");
  await page.keyboard.press("Enter");
  await page.keyboard.type(words);
}

/** Presses a tool as a mouse does, and as a keyboard does, and types at once. */
async function pressAndType(page: Page, name: string, words: string): Promise<void> {
  await newParagraph(page, "At ");
  await tool(page, name).click();
  await page.keyboard.type(`${words}-mouse`);
  await expect(text(page)).toContainText(`At ${words}-mouse`);
  await newParagraph(page, "At ");
  await tool(page, name).focus();
  await page.keyboard.press("Enter");
  await page.keyboard.type(`${words}-key`);
  await expect(text(page)).toContainText(`At ${words}-key`);
}

test("no key typed after a tool of a section's editor is lost", async ({ page }) => {
  test.slow();
  await drawLate(page);
  await signIn(page, await makePerson({ role: "trusted" }));
  await openEditor(page, "croatia", "policies");
  for (const name of [
    "Heading",
    "Subheading",
    "Bold",
    "Italic",
    "Bulleted list",
    "Numbered list",
    "Quotation",
  ])
    await pressAndType(page, name, name.replace(" ", ""));

  // An opened dialog gets the keys; after closing it, the text does.
  await newParagraph(page, "Ask the ");
  await tool(page, "Link").click();
  await page.keyboard.type("https://example.org/guide");
  await page.keyboard.press("Enter");
  await page.keyboard.type(" goes on");
  await expect(text(page)).toContainText("Ask the https://example.org/guide goes on");
  await newParagraph(page, "By keys ");
  await page.keyboard.press("Control+k");
  await page.keyboard.type("https://example.org/keys");
  await page.keyboard.press("Escape");
  await page.keyboard.press("Escape");
  await expect(page.getByRole("dialog")).toHaveCount(0);
  await page.keyboard.type("alone");
  await expect(text(page)).toContainText("By keys alone");

  await newParagraph(page, "Undone");
  await tool(page, "Undo").click();
  await page.keyboard.type("Redone");
  await expect(text(page)).toContainText("Redone");
  await newParagraph(page, "");
  await tool(page, "Insert table").click();
  await page.keyboard.type("First cell");
  await expect(text(page).locator("table")).toContainText("First cell");
  await page
    .getByRole("toolbar", { name: "Table", exact: true })
    .getByRole("button", { name: "Row below" })
    .click();
  await page.keyboard.type(" and more");
  await expect(text(page).locator("table")).toContainText("First cell and more");
});

test("no key typed after a tool of an article's editor is lost, nor after its draft is continued", async ({
  page,
}) => {
  test.slow();
  await drawLate(page);
  await signIn(page, await makePerson({ role: "practitioner" }));
  await page.goto("/blog/new");
  await page.getByLabel("Title", { exact: true }).fill(`Keys ${Date.now().toString(36)}`);
  await text(page).click();
  await page.keyboard.type("The draft.");
  await expect(page.getByText(/^Draft saved/).first()).toBeVisible();
  await page.reload();
  await page.getByRole("button", { name: "Continue with the draft" }).click();
  await page.keyboard.type(" At once.");
  await expect(text(page)).toHaveText("The draft. At once.");
  await pressAndType(page, "Code", "wallet export");
});

test("no key typed while the editor takes the place of the plain form is lost", async ({ page }) => {
  await signIn(page, await makePerson({ role: "trusted" }));
  let release = () => undefined as undefined;
  const held = new Promise<void>((done) => {
    release = () => void done();
  });
  await page.route("**/editor.js", async (route) => {
    await held;
    await route.continue();
  });
  await page.goto("/countries/croatia/edit/public-private", { waitUntil: "commit" });
  await page.locator("#editor textarea").first().click();
  release();
  await expect(text(page)).toBeFocused();
  await page.keyboard.type("Typed at once.");
  await expect(text(page)).toContainText("Typed at once.");
});

test("a record that is added takes the keys that follow", async ({ page }) => {
  await drawLate(page);
  await signIn(page, await makePerson({ role: "trusted" }));
  await openEditor(page, "croatia", "sources");
  await page.getByRole("button", { name: "Add record" }).click();
  await page.keyboard.type("Official gazette of Croatia");
  await expect(page.locator("#editor .fields input").first()).toHaveValue("Official gazette of Croatia");
});
