import {
  choose,
  countryFor,
  expect,
  expectAccessible,
  expectNoSidewaysScroll,
  makePerson,
  openMore,
  signIn,
  test,
  writePlainly,
} from "./fixtures";

/*
 * A section in several languages: its source, a translation with the source beside it, its outdated passages,
 * and how to update them. Each story has its own country.
 */

test("a section is translated, grows old passage by passage, and is brought up to date", async ({
  browser,
  page,
}) => {
  const slug = countryFor("albania", "lesotho", "malawi");
  // The source is written with the plain form: with scripts the editor would replace it.
  const writer = await (await browser.newContext({ javaScriptEnabled: false })).newPage();
  await signIn(writer, await makePerson({ role: "trusted" }));
  await signIn(page, await makePerson({ role: "trusted" }));
  await writePlainly(writer, slug, "safeguards", "A judge decides.\n\nAppeals lie to a court.", "The source");

  await page.goto(`/fr/countries/${slug}`);
  const section = page.locator("#safeguards");
  await expect(section).toContainText(/Pas encore en français\s; affiché en anglais\./);
  await section.getByRole("link", { name: /Traduire en français/ }).click();

  await expect(page.locator(".original")).toContainText("A judge decides.");
  const text = page.locator(".ProseMirror");
  await expect(text).toContainText("Appeals lie to a court.");
  await expectAccessible(page);
  // Translated passage by passage, so that each keeps the id of its source passage.
  await text.locator("p").nth(0).click({ clickCount: 3 });
  await page.keyboard.type("Un juge décide.");
  await text.locator("p").nth(1).click({ clickCount: 3 });
  await page.keyboard.type("Un recours est ouvert devant une cour.");
  await page.getByLabel("Résumé de la modification").fill("Première traduction");
  await page.getByRole("button", { name: "Enregistrer les modifications" }).click();
  await expect(page).toHaveURL(new RegExp(`/fr/countries/${slug}\\?saved=published#safeguards$`));
  await expect(section).toContainText("Un juge décide.");
  await expect(section).toContainText("Traduction de la communauté");
  await expectAccessible(page);

  // Readers of English get the English text, with a link to the French one.
  await page.goto(`/countries/${slug}`);
  await expect(section).toContainText("A judge decides.");
  await section.getByRole("link", { name: "Français" }).click();
  await expect(page).toHaveURL(new RegExp(`/countries/${slug}\\?lang=fr#safeguards$`));
  await expect(section.locator('[lang="fr"] p').first()).toHaveText("Un juge décide.");

  await writePlainly(
    writer,
    slug,
    "safeguards",
    "A judge decides.\n\nAppeals lie to a court within ten days.",
    "The time to appeal",
  );
  await page.goto(`/fr/countries/${slug}`);
  await expect(section).toContainText(/1\srévision de retard sur la source\./);
  // An export in French states that it is a translation; in English it is the source.
  const taken = async (path: string) => {
    const { sections } = await (await page.request.get(path)).json();
    return sections.find(({ key }: { key: string }) => key === "safeguards");
  };
  const french = await taken(`/fr/countries/${slug}/export.json`);
  expect(french).toMatchObject({ language: "fr", translation: { from: "en", behind: 1 } });
  expect(french.translation.old.changed).toHaveLength(1);
  expect(JSON.stringify(french.content)).toContain("Un juge décide.");
  expect(await taken(`/countries/${slug}/export.json`)).toMatchObject({ language: "en", translation: null });
  await expect(section.locator(".old-passage")).toHaveCount(1);
  await expect(section.locator(".old-passage")).toContainText("Un recours est ouvert devant une cour.");
  await expectAccessible(page);

  // Both are shown side by side, also without scripts, and below each other on narrow screens.
  const reader = await (await browser.newContext({ javaScriptEnabled: false })).newPage();
  await reader.goto(`/fr/countries/${slug}`);
  await reader
    .locator("#safeguards")
    .getByRole("link", { name: /Afficher à côté de la source/ })
    .click();
  await expect(reader).toHaveURL(new RegExp(`/fr/countries/${slug}\\?beside=source#safeguards$`));
  const rows = reader.locator("#safeguards .beside");
  await expect(rows).toHaveCount(3);
  await expect(rows.nth(2).locator('[lang="fr"].prose')).toContainText(
    "Un recours est ouvert devant une cour.",
  );
  await expect(rows.nth(2).locator('[lang="en"].prose')).toContainText(
    "Appeals lie to a court within ten days.",
  );
  await expect(rows.nth(2)).toContainText("Modifié depuis dans la source");
  const top = async (side: number) => (await rows.nth(1).locator(".prose").nth(side).boundingBox())?.y;
  expect(await top(0)).toBe(await top(1));
  await reader.setViewportSize({ width: 320, height: 700 });
  await expectNoSidewaysScroll(reader);
  expect(await top(0)).toBeLessThan((await top(1)) ?? 0);
  await reader
    .locator("#safeguards")
    .getByRole("link", { name: /Afficher sans la source/ })
    .click();
  await expect(reader.locator(".beside")).toHaveCount(0);
  await page.goto(`/fr/countries/${slug}?beside=source`);
  await expectAccessible(page);
  // A report of an error names the text that was read.
  await page.goto(`/fr/countries/${slug}`);
  await openMore(section);
  await section.getByRole("link", { name: "Signaler une erreur" }).click();
  await expect(page).toHaveURL(/report\?section=safeguards&lang=fr$/);
  await expect(page.locator("main")).toContainText(/traduction de la section\s: français/);

  await page.goto("/countries/translations?lang=fr&state=behind");
  await page
    .getByRole("link", { name: /^Update: .+, Safeguards$/ })
    .and(page.locator(`[href*="/countries/${slug}/"]`))
    .click();
  await expect(page.locator(".original ins", { hasText: "within ten days" })).toBeVisible();
  await text.locator("p").nth(1).click({ clickCount: 3 });
  await page.keyboard.type("Un recours est ouvert dans les dix jours.");
  await expect(page.getByRole("checkbox", { name: /now up to date with revision/ })).toBeChecked();
  await page.getByLabel("Edit summary").fill("The time to appeal");
  await page.getByRole("button", { name: "Save changes" }).click();
  await expect(page).toHaveURL(new RegExp(`/countries/${slug}\\?lang=fr&saved=published#safeguards$`));
  await expect(section.locator(".old-passage")).toHaveCount(0);
  await expect(section).toContainText("dans les dix jours");

  await page.goto(`/countries/${slug}/history`);
  await expect(page.getByRole("row").filter({ hasText: "(French)" })).toHaveCount(2);
});

test("without scripts a section is translated into Arabic, from right to left", async ({ browser }) => {
  const slug = countryFor("belize", "haiti", "suriname");
  const context = await browser.newContext({ javaScriptEnabled: false });
  const page = await context.newPage();
  await signIn(page, await makePerson({ role: "trusted" }));
  await writePlainly(page, slug, "policies", "A strategy was adopted.", "The source");
  await page.goto(`/ar/countries/${slug}/edit/policies?lang=ar`);
  await expect(page.locator(".original")).toContainText("A strategy was adopted.");
  await page.locator('textarea[name="text"]').fill("اعتُمدت استراتيجية.");
  await page.locator('textarea[name="summary"]').fill("ترجمة أولى");
  await page.locator('button[name="form"][value="save"]').click();
  await expect(page).toHaveURL(new RegExp(`/ar/countries/${slug}\\?saved=published#policies$`));
  const section = page.locator("#policies");
  await expect(section).toContainText("اعتُمدت استراتيجية.");
  await page.goto(`/countries/${slug}?lang=ar`);
  await expect(section.locator('[lang="ar"]').last()).toHaveAttribute("dir", "rtl");
  await context.close();
});

test("the list of translations is public and works at 320 pixels", async ({ page }) => {
  await page.setViewportSize({ width: 320, height: 700 });
  await page.goto("/countries/translations?lang=ar&state=missing");
  await expect(page.getByRole("heading", { level: 1, name: "Translations" })).toBeVisible();
  const overflow = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
  expect(overflow).toBeLessThanOrEqual(0);
  await expectAccessible(page);
  await choose(page.getByRole("combobox", { name: "Language" }), "français", "French");
  await page.getByRole("button", { name: "Apply" }).click();
  await expect(page).toHaveURL(/lang=fr/);
});
