import { readFileSync } from "node:fs";
import { join } from "node:path";
import { countryFor, expect, expectAccessible, makePerson, openEditor, signIn, test } from "./fixtures";

const said = (file: string): unknown =>
  JSON.parse(readFileSync(join(import.meta.dirname, `../messages/ar/${file}.json`), "utf8"));
/** A message without places, as the Arabic page says it. */
function t(key: string): string {
  const [file = "", ...path] = key.split(".");
  return String(path.reduce((found, part) => (found as Record<string, unknown>)[part], said(file)));
}

test("a list that searches is worked by the keyboard alone, from right to left", async ({ page }) => {
  await signIn(page, await makePerson({ role: "trusted" }), "/ar");
  await page.goto("/ar/blog/new");
  const field = page.getByRole("combobox", { name: t("common.pick.country"), exact: true });
  const group = page.locator("fieldset[data-pick]").filter({ has: field });
  const options = group.getByRole("option");
  await expect(field).toHaveAttribute("aria-expanded", "false");

  await field.focus();
  await expect(field).toHaveAttribute("aria-expanded", "true");
  await field.fill("الس");
  await expect(options.first()).toBeVisible();
  const list = group.getByRole("listbox");
  await expect(field).toHaveAttribute("aria-controls", (await list.getAttribute("id")) ?? "");
  // Nothing is chosen before an arrow says so; the list is as wide as its field, and on its side of the page.
  await expect(field).not.toHaveAttribute("aria-activedescendant", /./);
  const [own, below] = [await field.boundingBox(), await list.boundingBox()];
  expect(Math.abs((own?.x ?? 0) + (own?.width ?? 0) - (below?.x ?? 0) - (below?.width ?? 0))).toBeLessThan(2);
  expect(await list.evaluate((one) => getComputedStyle(one).direction)).toBe("rtl");
  await expectAccessible(page);

  const count = await options.count();
  await page.keyboard.press("ArrowDown");
  await expect(options.first()).toHaveAttribute("aria-selected", "true");
  await expect(field).toHaveAttribute(
    "aria-activedescendant",
    (await options.first().getAttribute("id")) ?? "",
  );
  // Round the list: through the field itself, then to the end.
  await page.keyboard.press("ArrowUp");
  await expect(field).not.toHaveAttribute("aria-activedescendant", /./);
  await page.keyboard.press("ArrowUp");
  await expect(options.nth(count - 1)).toHaveAttribute("aria-selected", "true");
  await expect(group.locator('[role=option][aria-selected="true"]')).toHaveCount(1);
  // The arrows of the line move the cursor of the field, not the list.
  await page.keyboard.press("ArrowLeft");
  await expect(options.nth(count - 1)).toHaveAttribute("aria-selected", "true");

  await page.keyboard.press("Escape");
  await expect(list).toBeHidden();
  await expect(field).toHaveAttribute("aria-expanded", "false");
  await expect(field).toHaveValue("الس");
  await field.fill("السنغال");
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("Enter");
  await expect(group.getByRole("checkbox", { name: "السنغال" })).toBeChecked();
  await expect(field).toHaveValue("");
  await expect(field).toBeFocused();
  // What is chosen is not offered again; Space takes it back.
  await field.fill("السنغال");
  await expect(options).toHaveCount(0);
  await field.fill("");
  await group.getByRole("checkbox", { name: "السنغال" }).focus();
  await page.keyboard.press("Space");
  await expect(group.getByRole("checkbox", { name: "السنغال" })).not.toBeChecked();
});

test("rows of a table are sorted and its columns resized in the editor, from right to left", async ({
  page,
}) => {
  const slug = countryFor("jordan", "tunisia", "kuwait");
  await signIn(page, await makePerson({ role: "trusted" }), "/ar");
  await openEditor(page, slug, "related-laws", "/ar");
  await page.locator(".ProseMirror").click();
  await page.keyboard.press("Control+End");
  await page.getByRole("button", { name: t("editor.tools.table"), exact: true }).click();
  const table = page.locator(".ProseMirror table");
  for (const text of ["البلد", "السنة", "أ", "مصر", "3", "ب", "الأردن", "1", "ج"]) {
    await page.keyboard.type(text);
    await page.keyboard.press("Tab");
  }
  const tools = page.getByRole("toolbar", { name: t("editor.table.label") });
  await table.locator("td").first().click();
  await tools.getByRole("button", { name: t("editor.table.sortUp") }).click();
  await expect(table.locator("tr td:first-child").first()).toHaveText("الأردن");
  await expect(table.locator("tr").nth(1).locator("td").nth(1)).toHaveText("1");
  await tools.getByRole("button", { name: t("editor.table.sortDown") }).click();
  await expect(table.locator("tr td:first-child").first()).toHaveText("مصر");

  const width = () =>
    table
      .locator("tr td:first-child")
      .first()
      .evaluate((one) => (one as HTMLElement).offsetWidth);
  const [side, before] = [await table.boundingBox(), await width()];
  await table.locator("td").first().click();
  for (const _ of [1, 2]) await tools.getByRole("button", { name: t("editor.table.narrower") }).click();
  expect(await width()).toBeLessThan(before);
  // The first column is the rightmost, and stays there.
  const cell = await table.locator("tr td:first-child").first().boundingBox();
  const right = (box: { x: number; width: number } | null) => (box?.x ?? 0) + (box?.width ?? 0);
  expect(Math.abs(right(cell) - right(side))).toBeLessThan(4);
  await page.getByLabel(t("editor.summary.label")).fill("جدول القوانين");
  await page.getByRole("button", { name: t("editor.submit.save"), exact: true }).click();
  await page.waitForURL(/saved=/);
});
