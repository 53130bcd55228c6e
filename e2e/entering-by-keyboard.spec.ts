import type { Page } from "@playwright/test";
import {
  countryFor,
  expect,
  expectAccessible,
  expectNoSidewaysScroll,
  makePerson,
  openEditor,
  signIn,
  test,
} from "./fixtures";

/* A law is entered by keyboard alone; a source begins with what was searched; rows come from a spreadsheet. */

const MOST_PRESSES = 60;

/** Counts the keys that are pressed beyond the text itself. */
class Keys {
  count = 0;
  constructor(private readonly page: Page) {}

  async press(key: string): Promise<void> {
    this.count += 1;
    await this.page.keyboard.press(key);
  }

  async type(text: string): Promise<void> {
    await this.page.keyboard.type(text);
  }

  /** Moves on with the Tab key until the control with this name has the focus. */
  async tabTo(name: RegExp | string): Promise<void> {
    const focused = this.page.locator(":focus");
    for (let presses = 0; presses < 25; presses += 1) {
      await this.press("Tab");
      const wanted = this.page.getByRole("button", { name }).or(this.page.getByLabel(name));
      if ((await focused.and(wanted).count()) > 0) return;
    }
    throw new Error(`Tab does not lead to ${String(name)}`);
  }
}

const PROVISIONS = [
  [
    "s. 4",
    "Illegal access",
    "Art. 2",
    "A person who accesses a computer system without right commits an offence.",
  ],
  [
    "s. 5",
    "Illegal interception",
    "Art. 3",
    "A person who intercepts a transmission without right commits an offence.",
  ],
  [
    "s. 6",
    "Data interference",
    "Art. 4",
    "A person who damages computer data without right commits an offence.",
  ],
] as const;

test("a law with three provisions and a new source is entered by keyboard in under 60 presses", async ({
  page,
}) => {
  const slug = countryFor("micronesia", "south-sudan", "libya");
  await signIn(page, await makePerson({ role: "trusted" }));
  await openEditor(page, slug, "laws");
  // The editor has taken the place of the plain form.
  await expect(page.locator('#editor button[name="form"]')).toHaveCount(0);
  const keys = new Keys(page);
  await keys.press("Tab");
  await keys.press("Enter");
  // Followed before the next key, or that one would begin at the top of the page.
  await page.waitForURL(/#/);
  await keys.tabTo("Add record");
  await keys.press("Enter");
  await keys.type("Cybercrime Act");
  await keys.press("Tab");
  await keys.type("No. 7 of 2021");
  await keys.press("Tab");
  await keys.press("a");
  await keys.press("Tab");
  await keys.press("i");
  await keys.press("Tab");
  await keys.type("1 July 2021");
  await keys.press("Tab");
  await keys.type("www.example.org/cybercrime-act");
  for (const [locator, heading, article, text] of PROVISIONS) {
    await keys.tabTo(/^Add$/);
    await keys.press("Enter");
    await keys.type(locator);
    await keys.press("Tab");
    await keys.type(heading);
    await keys.press("Tab");
    await keys.type(article);
    await keys.tabTo(/^Text/);
    await keys.type(text);
  }
  await keys.tabTo(/^Sources/);
  await keys.type("Official Gazette no. 12");
  await keys.tabTo("New source");
  await keys.press("Enter");
  await expect(page.getByRole("dialog").getByLabel("Title")).toBeFocused();
  await expect(page.getByRole("dialog").getByLabel("Title")).toHaveValue("Official Gazette no. 12");
  await keys.press("Tab");
  await keys.type("www.example.org/gazette/12");
  await keys.press("Enter");
  await expect(page.getByRole("dialog")).toHaveCount(0);
  await expect(page.getByRole("list", { name: "Chosen" }).last()).toContainText("Official Gazette no. 12");
  await keys.tabTo(/^Edit summary/);
  await keys.type("The act with its offences");
  await keys.tabTo("Save changes");
  await keys.press("Enter");
  await page.waitForURL(/saved=published/);
  test.info().annotations.push({ type: "key presses", description: String(keys.count) });
  console.info(`key presses beyond the text: ${String(keys.count)}`);
  expect(keys.count).toBeLessThan(MOST_PRESSES);

  await openEditor(page, slug, "laws");
  await page.getByRole("button", { name: "Cybercrime Act", exact: true }).click();
  const law = page.locator(".entry.open").first();
  await expect(law.getByLabel("Kind")).toHaveValue("act");
  await expect(law.getByLabel("Status")).toHaveValue("in_force");
  await expect(law.getByLabel("In force from")).toHaveValue("2021-07-01");
  await expect(law.getByLabel("Official text")).toHaveValue("https://www.example.org/cybercrime-act");
  for (const [locator] of PROVISIONS)
    await expect(law.getByRole("button", { name: locator, exact: true })).toBeVisible();
});

for (const prefix of ["", "/ar"])
  test(`a source begins with what was searched, in a dialog that is never clipped${prefix}`, async ({
    page,
  }) => {
    const slug = countryFor("papua-new-guinea", "vanuatu", "samoa");
    await page.setViewportSize({ width: 390, height: 700 });
    await signIn(page, await makePerson({ role: "trusted" }));
    const dialog = page.getByRole("dialog");
    const isInside = async () => {
      await expectNoSidewaysScroll(page);
      const box = await dialog.boundingBox();
      expect(box && box.x >= 0 && box.y >= 0 && box.x + box.width <= 390 && box.y + box.height <= 700).toBe(
        true,
      );
      const wide = await dialog.evaluate((node) => node.scrollWidth - node.clientWidth);
      expect(wide).toBeLessThanOrEqual(0);
      await dialog.locator('[name="source-note"]').scrollIntoViewIfNeeded();
      await dialog.locator("form > .row").last().scrollIntoViewIfNeeded();
      await expect(dialog.locator("form > .row button").last()).toBeInViewport();
    };

    await openEditor(page, slug, "laws", prefix);
    await page.locator("#editor .adder").first().click();
    const law = page.locator(".entry.open").first();
    const sources = law.locator(":scope > .fields > .stack");
    const search = sources.locator(".combo input");
    await search.fill("www.example.org/gazette");
    await sources.locator(":scope > p > button").click();
    await expect(dialog.locator('[name="source-url"]')).toHaveValue("www.example.org/gazette");
    await expect(dialog.locator('[name="source-title"]')).toHaveValue("");
    await dialog.locator("summary").click();
    await isInside();
    await expectAccessible(page);
    await dialog.locator("form > .row button").first().click();
    await expect(search).toHaveValue("www.example.org/gazette");

    // The same form in a text.
    await openEditor(page, slug, "policies", prefix);
    await page.locator(".ProseMirror").click();
    await page.keyboard.press("Alt+c");
    await dialog.getByRole("combobox").fill("Strategy of 2021");
    await dialog.locator("button[aria-pressed=false]").click();
    await expect(dialog.locator('[name="source-title"]')).toHaveValue("Strategy of 2021");
    await dialog.locator("summary").click();
    await isInside();
    await expectAccessible(page);
  });

const ROWS =
  's. 9\tArt. 2\tIllegal access\t"(1) A person who\n(2) In this section"\t\ns. 10\tArt. 99\ns. 11\tArt. 3, 4\n';

test("provisions are pasted from a spreadsheet after a preview, with and without scripts", async ({
  browser,
  page,
}) => {
  const slug = countryFor("cuba", "grenada", "belize");
  const person = await makePerson({ role: "trusted" });
  await signIn(page, person);
  await openEditor(page, slug, "laws");
  await page.getByRole("button", { name: "Add record" }).first().click();
  const law = page.locator(".entry.open").first();
  await law.getByLabel("Title *", { exact: true }).fill("Computer Misuse Act");
  await law.getByLabel("State of sources").selectOption("none_found");
  await law.getByRole("button", { name: "Paste rows from a spreadsheet" }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel("Rows").fill(ROWS);
  await expect(dialog.getByRole("status")).toHaveText("2 rows can be added, 1 cannot.");
  await expect(dialog.locator("li").nth(1)).toContainText("This article is not in our list");
  await expect(dialog.locator("li").nth(1)).toContainText("Art. 99");
  await expect(law.getByRole("button", { name: "s. 9", exact: true })).toHaveCount(0);
  await expectAccessible(page);
  await page.setViewportSize({ width: 390, height: 700 });
  await expectNoSidewaysScroll(page);
  await page.setViewportSize({ width: 1280, height: 800 });
  await dialog.getByRole("button", { name: "Add 2 rows" }).click();
  await expect(dialog.getByRole("status")).toHaveText("No row can be added, 3 cannot.");
  await page.keyboard.press("Escape");
  await law.getByRole("button", { name: "s. 9", exact: true }).click();
  await expect(law.locator(".entry.open").getByLabel("Text", { exact: true })).toHaveValue(
    "(1) A person who\n(2) In this section",
  );
  await page.getByLabel("Edit summary").fill("Two sections from a spreadsheet");
  await page.getByRole("button", { name: "Save changes" }).click();
  await page.waitForURL(/saved=published/);

  const plain = await (await browser.newContext({ javaScriptEnabled: false })).newPage();
  await signIn(plain, person);
  await plain.goto(`/countries/${slug}/edit/laws`);
  const stored = plain.locator(".entry", { hasText: "Computer Misuse Act" }).first();
  await stored.getByRole("button", { name: /^Open/ }).click();
  const open = plain.locator(".entry.open").first();
  await open.locator("summary", { hasText: "Paste rows from a spreadsheet" }).click();
  await open.getByLabel("Rows").fill("s. 11\tArt. 5\ns. 12\tArt. 6\tMisuse of devices");
  await open.getByRole("button", { name: "Preview the rows" }).click();
  await expect(open.getByRole("status")).toHaveText("1 row can be added, 1 cannot.");
  await expect(open).toContainText("This entry is listed twice.");
  // A save would lose the rows.
  await plain.locator('textarea[name="summary"]').fill("One more section");
  await plain.locator('button[name="form"][value="records"]').click();
  await expect(plain.locator("main")).toContainText("Add the pasted rows, or empty their field");
  await open.getByRole("button", { name: "Add 1 row" }).click();
  await expect(open.locator(".entry", { hasText: "s. 12" })).toBeVisible();
  await open.getByLabel("Rows").fill("");
  await plain.locator('button[name="form"][value="records"]').click();
  await plain.waitForURL(/saved=published/);
});
