import { readFileSync } from "node:fs";
import { join } from "node:path";
import {
  choose,
  countryFor,
  expect,
  expectAccessible,
  makePerson,
  openEditor,
  signIn,
  test,
} from "./fixtures";

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

test("a language and a country are found by their own names, their codes, and with a slip of the hand", async ({
  page,
}) => {
  await signIn(page, await makePerson());
  await page.goto("/fr/blog/new");
  await choose(page.getByRole("combobox", { name: "Langue" }), "Deutsch", "allemand");
  const countries = page.getByRole("combobox", { name: "Ajouter un pays" });
  for (const [typed, name] of [
    ["Deutschland", "Allemagne"],
    ["Ivory Coast", "Côte d’Ivoire"],
    ["JPN", "Japon"],
    ["Roumnie", "Roumanie"],
  ] as const) {
    await countries.fill(typed);
    await expect(page.getByRole("option", { name, exact: true })).toBeVisible();
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("Enter");
    await expect(page.getByRole("checkbox", { name, exact: true })).toBeChecked();
  }
});

test("changes are narrowed to a member who is found by name", async ({ page, browser }) => {
  const name = `Zenobia ${"abcdefghij"[process.pid % 10]}${Date.now().toString(36).replaceAll(/\d/g, "q")}`;
  const person = await makePerson({ name, role: "trusted" });
  const own = await (await browser.newContext()).newPage();
  await signIn(own, person);
  await own.goto("/me");
  await own.getByLabel("List me in the directory of members").check();
  await own.getByRole("button", { name: "Save profile" }).click();
  await expect(own.locator("main").getByRole("status")).toContainText("Your profile is saved");

  await page.goto("/changes");
  const field = page.getByRole("combobox", { name: "Member" });
  await expect(async () => {
    await field.fill(name.slice(0, -2));
    await expect(page.getByRole("option", { name })).toBeVisible({ timeout: 2_000 });
  }).toPass();
  await expectAccessible(page);
  await page.getByRole("option", { name }).click();
  await expect(page).toHaveURL(/\/changes\?member=zenobia-[a-z-]+$/);
  await expect(field).toHaveValue(new RegExp(`^${name} \\(zenobia-`));
});

for (const javaScriptEnabled of [true, false])
  test(`whom a name of an author can mean is said ${javaScriptEnabled ? "with" : "without"} scripts`, async ({
    browser,
  }) => {
    const surname = `Diop${"abcdefghij"[process.pid % 10]}${Date.now().toString(36).replaceAll(/\d/g, "q")}`;
    for (const _ of [1, 2]) {
      const own = await (await browser.newContext()).newPage();
      await signIn(own, await makePerson({ name: `Amina ${surname}` }));
      await own.goto("/me");
      await own.getByLabel("List me in the directory of members").check();
      await own.getByRole("button", { name: "Save profile" }).click();
      await expect(own.locator("main").getByRole("status")).toContainText("Your profile is saved");
    }
    const page = await (await browser.newContext({ javaScriptEnabled })).newPage();
    await signIn(page, await makePerson());
    await page.goto("/blog/new");
    await page.getByLabel("Title", { exact: true }).fill(`With Amina ${surname}`);
    await page.getByLabel("Summary", { exact: true }).fill("Who signs with whom.");
    await page.getByRole("group", { name: "Topics" }).getByLabel("Legislation").check();
    const field = javaScriptEnabled
      ? page.getByRole("combobox", { name: "Add a member" })
      : page.getByLabel("Add a member");
    if (javaScriptEnabled) {
      await expect(field).toHaveAttribute("role", "combobox");
      await field.fill("Nobody Whatever");
      await field.press("Tab");
      await expect(field).toHaveAccessibleDescription(/No member of the directory has this name/);
      await field.fill(`Amina ${surname}`);
      await expect(page.getByRole("option", { name: `Amina ${surname}` })).toHaveCount(2);
      await field.press("Tab");
      await expect(field).toHaveAccessibleDescription(/Several members match/);
      await expectAccessible(page);
      await field.focus();
      await page
        .getByRole("option", { name: `Amina ${surname}` })
        .first()
        .click();
      await expect(page.getByRole("checkbox", { name: `Amina ${surname}` })).toBeChecked();
    } else {
      await field.fill(`Amina ${surname}`);
      await page.getByRole("button", { name: "Save draft" }).click();
      await expect(
        page.getByText(`2 members are called “Amina ${surname}”. Choose who is meant:`),
      ).toBeVisible();
      await page
        .getByRole("checkbox", { name: `Amina ${surname}` })
        .first()
        .check();
    }
    await page.getByRole("button", { name: "Save draft" }).click();
    await expect(page).toHaveURL(/\/blog\/with-amina-/);
  });

test("a link leads to an article, a post or a help page that is found by name in its dialog", async ({
  page,
}) => {
  await signIn(page, await makePerson({ role: "trusted" }));
  await openEditor(page, countryFor("malta", "cyprus", "latvia"), "legislation");
  await page.locator(".ProseMirror").click();
  await page.keyboard.press("Control+End");
  const dialog = page.getByRole("dialog");
  for (const [typed, name, href] of [
    ["production order", /Production order/, "/convention/185/18"],
    ["editing", /Editing/, "/help/editing"],
  ] as const) {
    await page.locator('button[title="Link"]').click();
    await dialog.getByRole("combobox").fill(typed);
    await dialog.getByRole("option", { name }).first().click();
    await expect(dialog.getByRole("combobox")).toHaveValue(href);
    await expectAccessible(page);
    await dialog.getByRole("button", { name: "Set link" }).click();
    await expect(page.locator(`.ProseMirror a[href="${href}"]`)).toHaveText(name);
  }
});
