import type { Page } from "@playwright/test";
import { countryFor, expect, expectAccessible, makePerson, openMoreFields, signIn, test } from "./fixtures";

/*
 * Wordings of a record in other languages: written with and without scripts, shown in the reader's language on
 * pages and in files. Without a translation the original is shown with its language.
 */

const COMMENT = {
  en: "The Act covers access to a whole system.",
  fr: "La loi couvre l’accès à un système entier.",
};

/** Saves the open form of records and waits for the page with the result. */
async function save(page: Page, summary: string, outcome: "published" | "pending"): Promise<void> {
  await page.getByLabel("Edit summary").fill(summary);
  await page.getByRole("button", { name: "Save changes" }).click();
  await page.waitForURL(new RegExp(`saved=${outcome}`));
}

/** Accepts an edit as a second trusted member. */
async function accept(page: Page, slug: string, summary: string): Promise<void> {
  await signIn(page, await makePerson({ role: "trusted" }));
  await page.goto(`/countries/${slug}/pending`);
  await page.getByRole("link", { name: summary }).click();
  await page.getByRole("button", { name: "Accept", exact: true }).click();
  await expect(page.locator("main")).toContainText("Accepted");
}

test("shows the comment of an assessment in French, and its original to readers of Arabic", async ({
  browser,
  page,
}) => {
  const slug = countryFor("bahamas", "bahrain", "guyana");
  await signIn(page, await makePerson({ role: "trusted" }));
  await page.goto(`/countries/${slug}/edit/mappings?article=185-2`);
  const entry = page.locator(".entry.open").first();
  await expect(entry.getByRole("list", { name: "Chosen" })).toContainText("Illegal access");
  await entry.getByLabel("Coverage").selectOption("partial");
  await entry.getByLabel("Comment").fill(COMMENT.en);
  await entry.getByLabel("State of sources").selectOption("none_found");
  await openMoreFields(entry);
  const languages = entry.getByRole("group", { name: "In other languages" });
  await languages.getByRole("button", { name: "Add" }).click();
  await languages.getByRole("combobox", { name: "Language" }).fill("French");
  await languages.getByRole("combobox", { name: "Language" }).press("Enter");
  await languages.getByLabel("Comment").fill(COMMENT.fr);
  await languages.getByLabel("Kind").selectOption("human");
  await save(page, "Comment in two languages", "pending");
  const reviewer = await (await browser.newContext()).newPage();
  await accept(reviewer, slug, "Comment in two languages");

  // The list of all countries' answers to the article.
  const row = page.locator("#answers tbody tr", { has: page.locator(`a[href*="/countries/${slug}"]`) });
  await page.goto("/fr/convention/185/2?coverage=partial");
  await expect(row).toContainText(COMMENT.fr);
  await expect(row).not.toContainText(COMMENT.en);
  await page.goto("/ar/convention/185/2?coverage=partial");
  const original = row.locator('bdi[lang="en"][dir="ltr"]', { hasText: COMMENT.en });
  await expect(original).toBeVisible();
  await expect(row).toContainText("(الإنجليزية)");
  await expectAccessible(page);
  await page.goto("/convention/185/2?coverage=partial");
  await expect(row.locator("bdi", { hasText: COMMENT.en })).not.toHaveAttribute("lang");

  // The legal profile names the translator, and shows the original after one click.
  await page.goto(`/fr/countries/${slug}/legal`);
  const held = page.locator("#a-185-2");
  await expect(held).toContainText(COMMENT.fr);
  await expect(held.getByText(COMMENT.en)).toBeHidden();
  await held.locator(".wordings summary").first().click();
  await expect(held.getByText(COMMENT.en)).toBeVisible();
  await expectAccessible(page);
  await page.goto(`/ar/countries/${slug}/legal`);
  await expect(held.locator('bdi[lang="en"]', { hasText: COMMENT.en })).toBeVisible();

  // Files are in the language of the page; data have the original and the translations.
  const answers = await page.request.get("/fr/convention/185/2/answers.csv?coverage=partial");
  expect(await answers.text()).toContain(COMMENT.fr);
  const data = await (await page.request.get("/fr/convention/185/2/answers.json?coverage=partial")).json();
  const finding = data.answers.find((one: { slug: string }) => one.slug === slug).finding;
  expect(finding).toMatchObject({ comment: COMMENT.en, written: "en" });
  expect(finding.wordings).toMatchObject([{ lang: "fr", comment: COMMENT.fr, kind: "human" }]);
});

test("translates the note of a source into Arabic without scripts", async ({ browser }) => {
  const slug = countryFor("cambodia", "burundi", "eritrea");
  const page = await (await browser.newContext({ javaScriptEnabled: false })).newPage();
  await signIn(page, await makePerson({ role: "trusted" }));
  await page.goto(`/countries/${slug}/edit/sources`);
  await page.getByRole("button", { name: "Add record" }).click();
  const entry = page.locator(".entry.open").first();
  await entry.getByLabel("Title").fill("Official gazette");
  await openMoreFields(entry);
  await entry.getByLabel("Note").fill("Printed edition only.");
  const languages = entry.getByRole("group", { name: "In other languages" });
  await languages.getByRole("button", { name: "Add" }).click();
  await languages.getByLabel("Language").selectOption("ar");
  await languages.getByLabel("Note").fill("طبعة ورقية فقط.");
  await page.locator('textarea[name="summary"]').fill("A source with a note in Arabic");
  await page.locator('button[name="form"][value="records"]').click();
  await page.waitForURL(/saved=published/);

  const source = page.locator("#sources li", { hasText: "Official gazette" });
  await expect(source).toContainText("Printed edition only.");
  await page.goto(`/ar/countries/${slug}`);
  await expect(source).toContainText("طبعة ورقية فقط.");
  await expect(source).not.toContainText("Printed edition only.");
  await page.goto(`/fr/countries/${slug}`);
  await expect(source.locator('bdi[lang="en"]')).toHaveText("Printed edition only.");
  await expect(source).toContainText("(anglais)");
});
