import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { Page } from "@playwright/test";
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
import { beginMaterial, fillDetails } from "./materials";

const said = (file: string): unknown =>
  JSON.parse(readFileSync(join(import.meta.dirname, `../messages/ar/${file}.json`), "utf8"));
/** Returns a message without placeholders, in Arabic. */
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
  // Nothing is selected until an arrow key is pressed; the list has the width of its field and is on its side
  // of the page.
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
  // The arrow keys wrap around: from the first option to the field itself, then to the last option.
  await page.keyboard.press("ArrowUp");
  await expect(field).not.toHaveAttribute("aria-activedescendant", /./);
  await page.keyboard.press("ArrowUp");
  await expect(options.nth(count - 1)).toHaveAttribute("aria-selected", "true");
  await expect(group.locator('[role=option][aria-selected="true"]')).toHaveCount(1);
  // Left and right move the cursor in the field, not the selected option.
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
  // A chosen entry is not offered again; Space removes it.
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

test("filters of a search and of the blog find a country by its own name, its code, and with a slip of the hand", async ({
  page,
}) => {
  await page.goto("/search?q=convention&more=1");
  const facets = page.locator("#facets");
  // The countries with the most results are checkboxes already, so they are not in this list.
  const listed = await facets
    .locator('select[name="country"] option, #more-country-list option')
    .evaluateAll((all) => all.map((option) => (option as HTMLOptionElement).value));
  const asked = [
    ["Türkye", "TR"],
    ["Schweiz", "CH"],
    ["JPN", "JP"],
    ["Sverige", "SE"],
    ["Deutschlnd", "DE"],
    ["España", "ES"],
  ].filter(([, code = ""]) => listed.includes(code));
  expect(asked.length).toBeGreaterThan(2);
  for (const [typed = "", code = ""] of asked.slice(0, 3)) {
    const field = facets.getByRole("combobox", { name: "Add a country" });
    await field.fill(typed);
    await expect(facets.getByRole("option")).toHaveCount(1);
    await page.keyboard.press("Enter");
    await expect(page).toHaveURL(new RegExp(`country=${code}`));
    await expect(facets.locator(`[name="country"][value="${code}"]`)).toBeChecked();
    await expect(field).toBeFocused();
  }
  await expectAccessible(page);

  await page.goto("/fr/blog");
  const form = page.locator('form[data-live="posts"]');
  const option = form.locator('select[name="country"] option[data-code]').first();
  const code = (await option.getAttribute("data-code")) ?? "";
  await choose(
    form.getByRole("combobox", { name: "Pays" }),
    new Intl.DisplayNames(["ar"], { type: "region" }).of(code) ?? "",
    (await option.textContent()) ?? "",
  );
  await expect(page).toHaveURL(/country=/);
});

test("unfolded parts of a list and their labels stay when it is filtered", async ({ page }) => {
  await signIn(page, await makePerson());
  await page.goto("/me/search?q=cybercrime");
  await page.getByText("Save this search").click();
  const name = page.getByLabel("Name", { exact: true });
  await name.fill("What the courts say");
  await page.locator("form[data-live] input[type=checkbox]").first().check();
  await expect(page).toHaveURL(/type=profile/);
  await expect(page.locator("details[open]", { hasText: "Save this search" })).toHaveCount(1);
  await expect(name).toBeVisible();
  await expect(name).toHaveValue("What the courts say");
});

test("changes are filtered by a member found by name", async ({ page, browser }) => {
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
  test(`members that an author's name can mean are listed ${javaScriptEnabled ? "with" : "without"} scripts`, async ({
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
      await expect(field).toHaveAccessibleDescription(/No member in the directory has this name/);
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

test("a link to an article, a post or a help page is found by name in its dialog", async ({ page }) => {
  await signIn(page, await makePerson({ role: "trusted" }));
  await openEditor(page, countryFor("mauritania", "cyprus", "latvia"), "legislation");
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
    await dialog.getByRole("button", { name: "Add link" }).click();
    await expect(page.locator(`.ProseMirror a[href="${href}"]`)).toHaveText(name);
  }
});

/** Delays what a page's scripts fetch from an address until it is released. */
async function holdFetches(page: Page, isHeld: (url: URL) => boolean) {
  let letGo = () => {};
  const gone = new Promise<void>((done) => {
    letGo = done;
  });
  let count = 0;
  await page.route(isHeld, async (route) => {
    if (route.request().resourceType() === "fetch") {
      count += 1;
      await gone;
    }
    await route.continue();
  });
  return { letGo: () => letGo(), count: () => count };
}

test("input in a list of files stays when a file is added and the list is redrawn", async ({ page }) => {
  await signIn(page, await makePerson({ role: "trusted" }));
  await beginMaterial(page, {
    title: `Notes of a workshop ${Date.now().toString(36)}`,
    summary: "Notes in three languages.",
    kind: "guide",
    level: "introductory",
    access: "public",
    handling: "clear",
    licence: "cc-by",
  });
  const send = async (...names: string[]) => {
    const files = names.map((name) => ({ name, mimeType: "text/plain", buffer: Buffer.from(name) }));
    await page.locator('input[type="file"][name="files"]').setInputFiles(files);
  };
  const list = page.locator("#version-files");
  await send("first.txt", "second.txt");
  await expect(list.locator(".file-row")).toHaveCount(2, { timeout: 60_000 });
  await expect(list.locator("[data-waits]")).toHaveCount(0, { timeout: 60_000 });

  const path = new URL(page.url()).pathname;
  const held = await holdFetches(page, (url) => url.pathname === path);
  await send("third.txt");
  await expect.poll(held.count).toBeGreaterThan(0);
  const [first, second] = ["first.txt", "second.txt"].map((name) =>
    list.locator(".file-row", { hasText: name }),
  );
  if (!first || !second) throw new Error("no rows");
  await choose(first.getByRole("combobox", { name: "Language" }), "Arabic");
  await first.getByLabel("For").selectOption({ label: "Transcript" });
  const field = second.getByRole("combobox", { name: "Language" });
  await field.fill("Fren");
  held.letGo();
  await expect(list.locator(".file-row")).toHaveCount(3);
  await expect(first.getByRole("combobox", { name: "Language" })).toHaveValue("Arabic");
  await expect(first.getByLabel("For")).toHaveValue("transcript");
  await expect(field).toHaveValue("Fren");
  await expect(field).toBeFocused();
  await page.keyboard.press("Enter");
  await expect(field).toHaveValue("French");

  await page.getByRole("button", { name: "Save files" }).click();
  await page.waitForURL(/done=files/);
  await expect(first.getByRole("combobox", { name: "Language" })).toHaveValue("Arabic");
  await expect(first.getByLabel("For")).toHaveValue("transcript");
  await expect(field).toHaveValue("French");

  // Also for a reader in the middle of a text.
  await fillDetails(page);
  await page.getByRole("button", { name: "Save details" }).click();
  await page.waitForURL(/done=saved/);
  await page.getByRole("button", { name: "Publish", exact: true }).click();
  await page.waitForURL(/done=published/);
  await page.goto(path);
  const changes = list.getByRole("textbox");
  await changes.fill("Page 4 names the article.");
  const again = await holdFetches(page, (url) => url.pathname === path);
  await send("fourth.txt");
  await expect.poll(again.count).toBeGreaterThan(0);
  await changes.focus();
  await changes.evaluate((one: HTMLTextAreaElement) => one.setSelectionRange(6, 6));
  again.letGo();
  await expect(list.getByRole("checkbox")).toHaveCount(4);
  await page.keyboard.type(" now");
  await expect(changes).toHaveValue("Page 4 now names the article.");
});

test("a filter that is chosen while the answer to another is on its way counts too", async ({ page }) => {
  await page.goto("/training");
  const boxes = page.locator("#facets-values").getByRole("checkbox");
  const names = await boxes.evaluateAll((all) =>
    all.slice(0, 2).map((box) => (box as HTMLInputElement).value),
  );
  const held = await holdFetches(page, (url) => url.pathname === "/training");
  await boxes.nth(0).check();
  await expect.poll(held.count).toBe(1);
  await boxes.nth(1).check();
  held.letGo();
  await expect.poll(() => [...new URL(page.url()).searchParams.values()]).toEqual(names);
  for (const name of names) await expect(page.locator(`#facets-values [value="${name}"]`)).toBeChecked();
});
