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
  typeAtEnd,
} from "./fixtures";

/* A source that another profile has is found in the dialog for a new one, in texts and in records. */

test.use({ actionTimeout: 20_000 });

const MARK = Date.now().toString(36);
const TITLE = `Regional report on cybercrime ${MARK}`;
const URL = `https://www.example.org/regional/${MARK}`;

async function save(page: Page): Promise<void> {
  await page.getByLabel("Edit summary").fill("With its source");
  await page.getByRole("button", { name: "Save changes" }).click();
  await page.waitForURL(/\?saved=published/);
}

for (const [language, prefix] of [
  ["English", ""],
  ["Arabic", "/ar"],
] as const)
  test(`a source of another profile fills in the form, in a text and in a record, in ${language}`, async ({
    page,
  }) => {
    const of = prefix === "" ? 0 : 1;
    const first = countryFor(["switzerland", "afghanistan"][of] ?? "", "egypt", "turkiye");
    const second = countryFor(["south-africa", "sri-lanka"][of] ?? "", "israel", "iran");
    await signIn(page, await makePerson({ role: "trusted" }));
    await openEditor(page, first, "policies");
    await typeAtEnd(page, "A report was published");
    await page.keyboard.press("Alt+c");
    const dialog = page.getByRole("dialog");
    await dialog.getByRole("button", { name: "New source" }).click();
    await dialog.getByLabel("Title").fill(TITLE + prefix);
    await dialog.getByLabel("Address").fill(URL + prefix);
    await dialog.getByLabel("Publisher").fill("Regional forum");
    await dialog.getByRole("button", { name: "Insert citation" }).click();
    await save(page);

    // By words of the title, in a text.
    await openEditor(page, second, "policies", prefix);
    await typeAtEnd(page, "The report names it");
    await page.keyboard.press("Alt+c");
    await dialog.locator("button[aria-pressed=false]").click();
    const offered = dialog.locator("ul.picked li");
    await dialog.locator('[name="source-title"]').fill(`cybercrime ${MARK}${prefix}`);
    await expect(offered).toHaveCount(1);
    await expect(offered).toContainText(TITLE + prefix);
    await expectAccessible(page);
    await page.setViewportSize({ width: 320, height: 700 });
    await expectNoSidewaysScroll(page);
    await page.setViewportSize({ width: 1280, height: 800 });
    await offered.getByRole("button").click();
    await expect(offered).toHaveCount(0);
    await expect(dialog.locator('[name="source-url"]')).toHaveValue(URL + prefix);
    await expect(dialog.locator('[name="source-publisher"]')).toHaveValue("Regional forum");
    await page.keyboard.press("Escape");

    // By the address, in a record.
    await openEditor(page, second, "laws", prefix);
    await page.locator("#editor .adder").first().click();
    const law = page.locator(".entry.open").first();
    await law.locator('input[name$="title"], .in').first().fill("Act on the report");
    await law.locator(":scope > .fields > .stack > p > button").click();
    await dialog.locator('[name="source-title"]').fill("");
    await dialog.locator('[name="source-url"]').fill(URL + prefix);
    await offered.getByRole("button").click();
    await expect(dialog.locator('[name="source-title"]')).toHaveValue(TITLE + prefix);
    await dialog.locator("button.pri").click();
    await expect(law.locator("ul.picked")).toContainText(TITLE + prefix);
    if (prefix !== "") return;
    await save(page);
    await expect(page.locator("main").getByRole("link", { name: TITLE }).first()).toHaveAttribute(
      "href",
      URL,
    );
  });
