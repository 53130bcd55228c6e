import type { Browser, Page } from "@playwright/test";
import {
  countryFor,
  expect,
  expectAccessible,
  expectNoSidewaysScroll,
  makePerson,
  openEditor,
  type Person,
  signIn,
  test,
  typeAtEnd,
} from "./fixtures";

async function save(page: Page, summary: string): Promise<void> {
  await page.getByLabel("Edit summary").fill(summary);
  await page.getByRole("button", { name: "Save changes" }).click();
}

async function newPage(browser: Browser, person: Person): Promise<Page> {
  const page = await (await browser.newContext()).newPage();
  await signIn(page, person);
  return page;
}

/** Replaces a section's text with these paragraphs, in the editor, and saves it. */
async function writeSection(page: Page, slug: string, section: string, paragraphs: string[]): Promise<void> {
  await openEditor(page, slug, section);
  await page.locator(".ProseMirror").click();
  await page.keyboard.press("Control+A");
  await page.keyboard.press("Delete");
  for (const [n, paragraph] of paragraphs.entries()) {
    if (n > 0) await page.keyboard.press("Enter");
    await page.keyboard.type(paragraph);
  }
  await save(page, "A text to work on");
  await page.waitForURL(/\?saved=published/);
}

test.describe("editing a profile", () => {
  test("a member writes, cites, previews, saves, compares and reverts (E1, E8, E13, R1, R5, R9)", async ({
    page,
  }) => {
    await signIn(page, await makePerson({ role: "trusted" }));
    await page.goto("/countries/senegal");
    await page.locator("#legislation").getByRole("link", { name: "Edit", exact: true }).first().click();
    await expect(page.locator(".ProseMirror")).toBeVisible();
    await expectAccessible(page);

    await typeAtEnd(page, "The code was consolidated in a new edition");
    await page.keyboard.press("Alt+c");
    const dialog = page.getByRole("dialog");
    await dialog.getByRole("button", { name: "New source" }).click();
    await dialog.getByLabel("Title").fill("Consolidated code, new edition");
    await dialog.getByLabel("Address").fill("https://example.org/code");
    await dialog.getByRole("button", { name: "Insert citation" }).click();
    await expect(page.locator(".ProseMirror .cite").last()).toContainText("Consolidated code");

    await page.getByRole("button", { name: "Preview changes" }).click();
    await expect(page.locator("ins").filter({ hasText: "consolidated" })).toBeVisible();
    await save(page, "New edition of the code, with its source");
    await page.waitForURL(/\/countries\/senegal\?saved=published/);
    await expect(page.locator("#legislation")).toContainText("consolidated in a new edition");
    await expect(page.locator("main")).toContainText("Consolidated code, new edition");

    await page.goto("/countries/senegal/history");
    await expect(page.locator("main")).toContainText("New edition of the code, with its source");
    await page.getByRole("button", { name: "Compare" }).first().click();
    await expect(page).toHaveURL(/\/diff\?from=\d+&to=\d+/);
    await expect(page.locator("main ins").first()).toBeVisible();
  });

  test("a law is added as a record with its source state, moved and undone (S1, S2)", async ({ page }) => {
    await signIn(page, await makePerson({ role: "trusted" }));
    await openEditor(page, "iceland", "laws");
    await page.getByRole("button", { name: "Add record" }).click();
    await page
      .getByLabel(/^Title/)
      .first()
      .fill("General Penal Code");
    await expectAccessible(page);
    await save(page, "The penal code");
    // A law must cite sources, or state that none was found.
    await expect(page.locator("aside .msg")).toBeVisible();
    await page
      .getByLabel(/source/i)
      .locator("visible=true")
      .last()
      .selectOption({ index: 2 });
    await save(page, "The penal code");
    await page.waitForURL(/saved=published/);
    await expect(page.locator("#laws")).toContainText("General Penal Code");
  });

  test("a record in which one corrects an error stays open while another one is wrong", async ({ page }) => {
    await signIn(page, await makePerson({ role: "trusted" }));
    await openEditor(page, countryFor("mozambique", "samoa", "palau"), "laws");
    const records = page.locator("#editor .records").first().locator(":scope > [data-record]");
    const before = await records.count();
    for (let n = 0; n < 2; n += 1) await page.getByRole("button", { name: "Add record" }).first().click();
    await page.getByLabel("Edit summary").fill("Two laws");
    await page.getByRole("button", { name: "Save changes" }).click();
    const first = records.nth(before);
    const title = first.getByLabel(/^Title/).first();
    await expect(title).toHaveAttribute("aria-invalid", "true");
    await title.pressSequentially("Act on Cybercrime");
    await expect(title).toHaveValue("Act on Cybercrime");
    // The last wrong field of this record: the next record is the first with an error from here on.
    const source = first
      .getByLabel(/source/i)
      .locator("visible=true")
      .last();
    await source.selectOption({ index: 2 });
    await expect(first.locator('[aria-invalid="true"]')).toHaveCount(0);
    await expect(source).toBeVisible();
    await expect(title).toBeVisible();
  });

  test("a double click makes one revision", async ({ page }) => {
    const slug = countryFor("norway", "oman", "qatar");
    await signIn(page, await makePerson({ role: "trusted" }));
    await openEditor(page, slug, "policies");
    await typeAtEnd(page, "A policy of one sentence.");
    await page.getByLabel("Edit summary").fill("One sentence only");
    await page.getByRole("button", { name: "Save changes" }).dblclick();
    await page.waitForURL(/saved=published/);
    await page.goto(`/countries/${slug}/history`);
    await expect(page.getByText("One sentence only")).toHaveCount(1);
  });

  test("a summary is asked for, and the text stays", async ({ page }) => {
    await signIn(page, await makePerson({ role: "trusted" }));
    await openEditor(page, "sweden", "policies");
    await typeAtEnd(page, "Words that must stay.");
    await page.getByRole("button", { name: "Save changes" }).click();
    await expect(
      page.getByText("Describe what you changed and why, in at least 3 characters."),
    ).toBeVisible();
    await expect(page.getByLabel("Edit summary")).toBeFocused();
    await expect(page.locator(".ProseMirror")).toContainText("Words that must stay.");
    await page.getByLabel("Small correction").check();
    await expect(page.getByLabel("Edit summary")).toHaveValue("Small correction");
  });
});

test.describe("two editors", () => {
  test("different passages merge, the same passage shows both and loses neither (R2–R4)", async ({
    page,
    browser,
  }) => {
    await signIn(page, await makePerson({ role: "trusted" }));
    await writeSection(page, "finland", "policies", [
      "First passage of the text.",
      "Second passage of the text.",
    ]);
    const other = await newPage(browser, await makePerson({ role: "trusted" }));
    await openEditor(page, "finland", "policies");
    await openEditor(other, "finland", "policies");

    await page.locator(".ProseMirror p").first().click();
    await page.keyboard.press("End");
    await page.keyboard.type(" Added by one.");
    await save(page, "First passage");
    await page.waitForURL(/saved=published/);

    await other.locator(".ProseMirror p").nth(1).click();
    await other.keyboard.press("End");
    await other.keyboard.type(" Added by two.");
    await save(other, "Second passage");
    await other.waitForURL(/saved=merged/);
    await expect(other.locator("#policies")).toContainText("Added by one.");
    await expect(other.locator("#policies")).toContainText("Added by two.");

    await openEditor(page, "finland", "policies");
    await openEditor(other, "finland", "policies");
    for (const [editor, words] of [
      [page, "Rome decides alone"],
      [other, "Oslo waits together"],
    ] as const) {
      await editor.locator(".ProseMirror p").first().click({ clickCount: 3 });
      await editor.keyboard.type(words);
    }
    await save(page, "Anew");
    await page.waitForURL(/saved=published/);
    await save(other, "Anew as well");
    const dialog = other.getByRole("dialog");
    await expect(dialog).toBeVisible();
    await expect(dialog).toContainText("Rome decides alone");
    await expect(dialog).toContainText("Oslo waits together");
    await expectAccessible(other);
    // Closing the dialog keeps the text.
    await dialog.getByRole("button", { name: "Back to the text" }).click();
    await expect(other.locator(".ProseMirror")).toContainText("Oslo waits together");
    await other.getByRole("button", { name: "Save changes" }).click();
    await other.getByRole("dialog").locator('input[value="both"]').first().check();
    await other.getByRole("dialog").getByRole("button", { name: "Save with these decisions" }).click();
    await other.waitForURL(/saved=/);
    await expect(other.locator("#policies")).toContainText("Rome decides alone");
    await expect(other.locator("#policies")).toContainText("Oslo waits together");
  });

  test("each sees that the other is there (E16)", async ({ page, browser }) => {
    await signIn(page, await makePerson({ role: "trusted" }));
    const colleague = await makePerson({ name: "Ada Colleague", role: "trusted" });
    const other = await newPage(browser, colleague);
    await openEditor(other, "denmark", "policies");
    await openEditor(page, "denmark", "policies");
    await expect(page.getByText(/Ada Colleague is editing this section too/)).toBeVisible({
      timeout: 15_000,
    });
  });
});

test.describe("drafts", () => {
  test("a closed tab loses nothing: the draft is offered with its age (E3, E4)", async ({
    page,
    context,
  }) => {
    await signIn(page, await makePerson({ role: "trusted" }));
    await openEditor(page, "estonia", "policies");
    await typeAtEnd(page, "A sentence that breaks off in the mid");
    await expect(page.getByText(/Draft saved/)).toBeVisible();
    await page.close({ runBeforeUnload: false });

    const again = await context.newPage();
    await openEditor(again, "estonia", "policies");
    await expect(again.getByText("You have a draft here")).toBeVisible();
    await again.getByRole("button", { name: "Continue with the draft" }).click();
    await expect(again.locator(".ProseMirror")).toContainText("A sentence that breaks off in the mid");
  });

  test("typing while the line is down is kept on the device and sent when it is back (E4)", async ({
    page,
    context,
  }) => {
    await signIn(page, await makePerson({ role: "trusted" }));
    await openEditor(page, "latvia", "policies");
    await context.setOffline(true);
    await typeAtEnd(page, "Written without a line.");
    await expect(page.getByText("You are offline.")).toBeVisible();
    await context.setOffline(false);
    await expect(page.getByText(/Draft saved/)).toBeVisible({ timeout: 15_000 });
  });

  test("an older tab never overwrites a newer draft", async ({ page, context }) => {
    await signIn(page, await makePerson({ role: "trusted" }));
    await openEditor(page, "lithuania", "policies");
    const second = await context.newPage();
    await openEditor(second, "lithuania", "policies");
    await typeAtEnd(second, "From the second tab.");
    await expect(second.getByText(/Draft saved/)).toBeVisible();
    await typeAtEnd(page, "From the first tab.");
    await expect(page.getByText("This draft was changed in another tab")).toBeVisible();
  });
});

test.describe("for everyone", () => {
  test("without scripts, plain text is edited in a plain form and a summary is asked for", async ({
    browser,
  }) => {
    const slug = countryFor("malta", "nepal", "pakistan");
    const context = await browser.newContext({ javaScriptEnabled: false });
    const page = await context.newPage();
    await signIn(page, await makePerson({ role: "trusted" }));
    await page.goto(`/countries/${slug}/edit/policies`);
    await page
      .getByLabel("Text", { exact: true })
      .fill("A policy in plain words.\n\n- one\n- two\n\nSee https://example.org/policy");
    await page.getByRole("button", { name: "Save changes" }).click();
    await expect(page.locator(".errsum")).toBeVisible();
    await page.getByRole("button", { name: "Preview changes" }).click();
    await expect(page.getByRole("heading", { name: "What will change" })).toBeFocused();
    await expect(page.locator("main ins").filter({ hasText: "A policy in plain words." })).toBeVisible();
    await expect(page.getByLabel("Text", { exact: true })).toHaveValue(/^A policy in plain words\./);
    await page.getByLabel("Edit summary").fill("Written without scripts");
    await page.getByRole("button", { name: "Save changes" }).click();
    await expect(page).toHaveURL(new RegExp(`/countries/${slug}\\?saved=published`));
    await expect(page.locator("#policies")).toContainText("A policy in plain words.");
  });

  test("by keyboard alone a section is written, formatted and saved (X2)", async ({ page }) => {
    const slug = countryFor("cyprus", "kuwait", "jordan");
    await signIn(page, await makePerson({ role: "trusted" }));
    await openEditor(page, slug, "policies");
    await page.locator(".ProseMirror").focus();
    await page.keyboard.type("Words in ");
    await page.keyboard.press("Control+b");
    await page.keyboard.type("bold");
    await page.keyboard.press("Control+b");
    await page.keyboard.press("Alt+F10");
    await expect(page.locator(".tb button:focus")).toHaveCount(1);
    await page.keyboard.press("ArrowRight");
    await page.keyboard.press("End");
    await expect(page.locator(".tb button:focus")).toHaveAttribute("aria-label", "Cite a source");
    const summary = page.getByLabel("Edit summary");
    for (
      let presses = 0;
      presses < 40 && !(await summary.evaluate((field) => field === document.activeElement));
      presses += 1
    ) {
      await page.keyboard.press("Tab");
    }
    await page.keyboard.type("By keyboard");
    for (let presses = 0; presses < 10; presses += 1) {
      await page.keyboard.press("Tab");
      const focused = await page.evaluate(() => document.activeElement?.textContent ?? "");
      if (focused.trim() === "Save changes") break;
    }
    await page.keyboard.press("Enter");
    await page.waitForURL(/saved=published/);
    await expect(page.locator("#policies strong, #policies b")).toContainText("bold");
  });

  test("in Arabic, at 390 and 320 pixels, nothing overflows sideways (X4, I6)", async ({ page }) => {
    await signIn(page, await makePerson({ role: "trusted" }));
    for (const width of [390, 320]) {
      await page.setViewportSize({ width, height: 800 });
      await openEditor(page, "morocco", "policies", "/ar");
      await expect(page.locator("html")).toHaveAttribute("dir", "rtl");
      await expectNoSidewaysScroll(page);
    }
    await expectAccessible(page);
  });

  test("a section is edited under its country's slug, whatever name was in the link", async ({ page }) => {
    await signIn(page, await makePerson({ role: "trusted" }));
    await page.goto("/fr/countries/SK/edit/policies");
    await expect(page).toHaveURL(/\/fr\/countries\/slovak-republic\/edit\/policies$/);
    expect((await page.goto("/countries/atlantis/edit/policies"))?.status()).toBe(404);
  });

  test("visitors are sent to sign in and return", async ({ page }) => {
    const person = await makePerson({ role: "trusted" });
    await page.goto("/countries/senegal/edit/legislation");
    await expect(page).toHaveURL(/\/signin\?next=/);
    await page.locator('input[name="email"]').fill(person.email);
    await page.locator('input[name="password"]').fill(person.password);
    await page.getByRole("main").getByRole("button", { name: "Sign in" }).click();
    await expect(page).toHaveURL(/\/countries\/senegal\/edit\/legislation/);
  });
});
