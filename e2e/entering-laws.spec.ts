import type { Locator, Page } from "@playwright/test";
import {
  countryFor,
  expect,
  expectAccessible,
  expectNoSidewaysScroll,
  makePerson,
  openEditor,
  openMoreFields,
  signIn,
  test,
} from "./fixtures";

/* The form of a law: what it begins with, what is folded, what can be typed into its fields. */

const FIRST = [
  "Title",
  "Number",
  "Kind",
  "Status",
  "In force from",
  "Official text",
  "Provisions",
  "Sources",
  "State of sources",
  "Confidence",
];

/** Returns the labels of an open record's fields in their order, without those that are folded or nested. */
async function labelsOf(entry: Locator): Promise<string[]> {
  return entry.evaluate((root) =>
    [...root.querySelectorAll<HTMLElement>("label, legend")]
      .filter((label) => label.checkVisibility() && label.closest(".entry") === root)
      .filter(
        (label) => label.closest("fieldset")?.querySelector("legend") !== null || label.matches("label"),
      )
      .map((label) => (label.textContent ?? "").replace(/\s*(?:\*|required)\s*$/, "").trim()),
  );
}

async function addLaw(page: Page): Promise<Locator> {
  await page.getByRole("button", { name: "Add record" }).first().click();
  return page.locator(".entry.open").first();
}

test("the form of a law begins with what most people enter, with and without scripts", async ({
  browser,
  page,
}) => {
  const person = await makePerson({ role: "trusted" });
  const plain = await (await browser.newContext({ javaScriptEnabled: false })).newPage();
  await signIn(plain, person);
  await plain.goto("/countries/andorra/edit/laws");
  const plainLaw = await addLaw(plain);
  const shown = plainLaw.locator("summary", { hasText: "More fields" });
  await expect(shown).toBeVisible();
  await expect(plainLaw.getByLabel("Adopted")).toBeHidden();

  await signIn(page, person);
  await openEditor(page, "andorra", "laws");
  const law = await addLaw(page);
  expect(await labelsOf(law)).toEqual(FIRST);
  expect((await labelsOf(plainLaw)).filter((label) => FIRST.includes(label))).toEqual(FIRST);
  await expect(law.getByLabel("Adopted")).toBeHidden();
  await expectAccessible(page);

  // A provision has its own folded fields.
  await law.getByRole("group", { name: "Provisions" }).getByRole("button", { name: "Add" }).click();
  const provision = law.locator(".entry.open");
  expect(await labelsOf(provision)).toEqual(["Provision", "Heading", "Convention", "Text"]);
  await openMoreFields(provision);
  await expect(provision.getByLabel("Note")).toBeVisible();
  await page.setViewportSize({ width: 390, height: 800 });
  await expectNoSidewaysScroll(page);
});

test("folded fields open for a value and for a fault", async ({ page }) => {
  const slug = countryFor("azerbaijan", "monaco", "liechtenstein");
  await signIn(page, await makePerson({ role: "trusted" }));
  await openEditor(page, slug, "laws");
  const law = await addLaw(page);
  await law.getByLabel("Title *", { exact: true }).fill("Act on Electronic Evidence");
  await law.getByLabel("State of sources").selectOption("none_found");
  await openMoreFields(law);
  await law.getByLabel("Adopted").fill("31 February 2012");
  await law.locator(":scope > .fields > details > summary").click();
  await expect(law.getByLabel("Adopted")).toBeHidden();
  await page.getByLabel("Edit summary").fill("A law with a date that does not exist");
  await page.getByRole("button", { name: "Save changes" }).click();
  await expect(law.getByLabel("Adopted")).toBeVisible();
  await expect(law.getByLabel("Adopted")).toHaveAttribute("aria-invalid", "true");
  await law.getByLabel("Adopted").fill("2012-03");
  await expect(law.getByLabel("Adopted")).toBeVisible();
  await page.getByRole("button", { name: "Save changes" }).click();
  await page.waitForURL(/saved=published/);
  await openEditor(page, slug, "laws");
  const stored = page.locator(".entry", { hasText: "Act on Electronic Evidence" }).first();
  await stored.getByRole("button", { name: "Act on Electronic Evidence", exact: true }).click();
  await expect(stored.getByLabel("Adopted")).toHaveValue("2012-03");
  await expect(stored.getByLabel("Adopted")).toBeVisible();
});

test("dates, languages and addresses are typed as people write them", async ({ browser, page }) => {
  const slug = countryFor("venezuela", "mauritius", "comoros");
  const person = await makePerson({ role: "trusted" });
  await signIn(page, person);
  await openEditor(page, slug, "laws");
  const law = await addLaw(page);
  await law.getByLabel("Title *", { exact: true }).fill("Data Protection Act");
  await law.getByLabel("State of sources").selectOption("none_found");
  const inForce = law.getByLabel("In force from");
  await inForce.fill("03/05/2012");
  await expect(inForce).toHaveAttribute("aria-invalid", "true");
  await expect(law).toContainText("day first or the month first");
  await inForce.fill("3 May 2012");
  await expect(inForce).not.toHaveAttribute("aria-invalid");
  await expect(inForce).toHaveAccessibleDescription("Understood as 3 May 2012");
  const address = law.getByLabel("Official text");
  await address.fill("www.example.org/act");
  await expect(address).toHaveAccessibleDescription("Understood as https://www.example.org/act");
  await openMoreFields(law);
  await law.getByLabel("Adopted").fill("May 2011");
  const languages = law.getByRole("combobox", { name: "Languages" });
  await languages.fill("portugais");
  await languages.press("Enter");
  await expect(law.getByRole("list", { name: "Chosen" })).toContainText("Portuguese");
  await page.getByLabel("Edit summary").fill("The act with its dates");
  await page.getByRole("button", { name: "Save changes" }).click();
  await page.waitForURL(/saved=published/);

  await openEditor(page, slug, "laws");
  await page.getByRole("button", { name: "Data Protection Act", exact: true }).click();
  const stored = page.locator(".entry.open").first();
  await expect(stored.getByLabel("In force from")).toHaveValue("2012-05-03");
  await expect(stored.getByLabel("Adopted")).toHaveValue("2011-05");
  await expect(stored.getByLabel("Official text")).toHaveValue("https://www.example.org/act");

  // In French, numbers have the day first; without scripts too.
  const plain = await (await browser.newContext({ javaScriptEnabled: false })).newPage();
  await signIn(plain, person);
  await plain.goto(`/fr/countries/${slug}/edit/laws`);
  const entry = plain.locator(".entry", { hasText: "Data Protection Act" }).first();
  await entry.getByRole("button", { name: /^Ouvrir/ }).click();
  const open = plain.locator(".entry.open").first();
  await open.getByLabel("En vigueur depuis").fill("04/06/2013");
  await open.getByLabel("Adoption").fill("1er août 2011");
  await open.getByLabel("Texte officiel").fill("example.org/loi");
  await plain.locator('textarea[name="summary"]').fill("Dates en français");
  await plain.locator('button[name="form"][value="records"]').click();
  await plain.waitForURL(/saved=published/);
  await openEditor(page, slug, "laws");
  await page.getByRole("button", { name: "Data Protection Act", exact: true }).click();
  await expect(stored.getByLabel("In force from")).toHaveValue("2013-06-04");
  await expect(stored.getByLabel("Adopted")).toHaveValue("2011-08-01");
  await expect(stored.getByLabel("Official text")).toHaveValue("https://example.org/loi");
});
