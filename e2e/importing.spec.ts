import { join } from "node:path";
import type { Page } from "@playwright/test";
import { scanOf } from "@/tests/support/scans";
import {
  countryFor,
  expect,
  expectAccessible,
  expectNoSidewaysScroll,
  makePerson,
  signIn,
  test,
} from "./fixtures";

const fixture = (name: string) => join(process.cwd(), "tests/fixtures/outlines", name);

/** Waits until the file has been read (the page reloads itself meanwhile) and opens the choice of what to import. */
async function openWhenRead(page: Page, name: string): Promise<void> {
  const line = page.locator("#import-files li", { hasText: name });
  await expect(line.getByRole("link", { name: `Choose what to import ${name}` })).toBeVisible({
    timeout: 60_000,
  });
  await line.getByRole("link", { name: `Choose what to import ${name}` }).click();
  await page.waitForURL(/\/import\?file=/);
}

test("a Word file becomes drafts of sections, which are checked and saved in the editor", async ({
  page,
}) => {
  test.slow();
  const slug = countryFor("mongolia", "kazakhstan", "comoros");
  await signIn(page, await makePerson({ role: "trusted" }));
  await page.goto(`/countries/${slug}`);
  await page.getByRole("link", { name: "Import a Word file, a PDF or a spreadsheet" }).click();
  await page.waitForURL(`**/countries/${slug}/import`);
  await page.locator('input[type="file"][name="files"]').setInputFiles(fixture("fiji-word.docx"));
  await openWhenRead(page, "fiji-word.docx");

  // Known headings have a suggestion; others are left out.
  await expect(page.getByLabel("1. Cybercrime policies and strategies")).toHaveValue("policies");
  await expect(page.getByLabel("2.1 Substantive law")).toHaveValue("substantive-law");
  await expect(page.getByLabel("3. International cooperation")).toHaveValue("international-cooperation");
  await expect(page.getByLabel("Annex: persons who answered")).toHaveValue("none");
  await expectAccessible(page);
  await expectNoSidewaysScroll(page);
  await page.getByLabel("Annex: persons who answered").selectOption("above");
  await page.getByLabel("2. Legislation", { exact: true }).selectOption("none");
  await page.getByRole("button", { name: "Create drafts" }).click();
  await page.waitForURL(/drafted=4/);
  await expect(page.getByRole("status").first()).toContainText("4 drafts were created");
  await expectAccessible(page);

  // Nothing is published until the draft is saved.
  await page.getByRole("link", { name: "Check and save Substantive law" }).click();
  await page.waitForURL(`**/countries/${slug}/edit/substantive-law`);
  await page.getByRole("button", { name: "Continue with the draft" }).click();
  await expect(page.locator(".ProseMirror table")).toContainText("Computer-related forgery");
  await page.getByLabel("Edit summary").fill("From our answers to the questionnaire");
  await page.getByRole("button", { name: "Save changes" }).click();
  await page.waitForURL(/saved=published/);
  await expect(page.locator("#substantive-law table")).toContainText("s. 9");
  await page.goto(`/countries/${slug}/import`);
  await expect(page.getByRole("link", { name: /^Check and save/ })).toHaveCount(3);
});

test("a PDF becomes drafts of the right sections, with its notes as sources", async ({ page }) => {
  test.slow();
  const slug = countryFor("belarus", "central-african-republic", "palestine");
  await signIn(page, await makePerson({ role: "trusted" }));
  await page.goto(`/countries/${slug}/import`);
  await page.locator('input[type="file"][name="files"]').setInputFiles(fixture("mauritius-groff.pdf"));
  await openWhenRead(page, "mauritius-groff.pdf");
  await expect(page.getByLabel("1. Cybercrime policies and strategies")).toHaveValue("policies");
  await expect(page.getByLabel("2.1. State of cybercrime legislation")).toHaveValue("state-of-play");
  await expect(page.getByLabel("2.3. Procedural powers")).toHaveValue("procedural-law");
  await expect(page.getByLabel("Mauritius: the law on cybercrime and electronic evidence")).toHaveValue(
    "none",
  );
  await expectAccessible(page);
  await expectNoSidewaysScroll(page);
  await page.getByLabel("2. Legislation", { exact: true }).selectOption("none");
  await page.getByRole("button", { name: "Create drafts" }).click();
  await page.waitForURL(/drafted=6/);

  await page.getByRole("link", { name: "Check and save Safeguards" }).click();
  await page.waitForURL(`**/countries/${slug}/edit/safeguards`);
  await page.getByRole("button", { name: "Continue with the draft" }).click();
  const editor = page.locator(".ProseMirror").first();
  await expect(editor).toContainText("A notice suffices for the preservation of traffic data");
  await expect(editor).toContainText("how it can be challenged is not known.");
  await page.getByLabel("Edit summary").fill("From our note, a PDF");
  await page.getByRole("button", { name: "Save changes" }).click();
  await page.waitForURL(/saved=published/);
  await expect(page.locator("main")).toContainText("follow a summary by a law firm");

  // A scan has no text to choose sections for.
  await page.goto(`/countries/${slug}/import`);
  const scan = { name: "scan.pdf", mimeType: "application/pdf", buffer: await scanOf([["Cybercrime Act"]]) };
  await page.locator('input[type="file"][name="files"]').setInputFiles(scan);
  await openWhenRead(page, "scan.pdf");
  await expect(page.getByText("We found no text in this file.")).toBeVisible();
  await expect(page.getByRole("button", { name: "Create drafts" })).toHaveCount(0);
  await expectAccessible(page);
});

test.describe("without scripts", () => {
  test.use({ javaScriptEnabled: false, viewport: { width: 320, height: 700 } });

  test("a list of laws in French becomes a draft of the laws", async ({ page }) => {
    test.slow();
    const slug = countryFor("lebanon", "syrian-arab-republic", "algeria");
    await signIn(page, await makePerson({ role: "trusted" }), "/fr");
    await page.goto(`/fr/countries/${slug}/import`);
    await page.locator('input[type="file"][name="files"]').setInputFiles(fixture("tunisie-lois.csv"));
    await page.getByRole("button", { name: "Envoyer", exact: true }).click();
    await page.waitForURL(/uploaded=/);
    const open = page.getByRole("link", { name: "Choisir quoi importer tunisie-lois.csv" });
    await expect(async () => {
      await page.reload();
      await expect(open).toBeVisible({ timeout: 1_000 });
    }).toPass({ timeout: 60_000 });
    await open.click();
    await expect(page.getByLabel("Intitulé")).toHaveValue("title");
    await expect(page.getByLabel("Date d'adoption")).toHaveValue("adoptedOn");
    await expectNoSidewaysScroll(page);

    // Without a column for titles there are no laws: the form says so and keeps the choices.
    await page.getByLabel("Intitulé").selectOption("none");
    await page.getByRole("button", { name: "Créer les brouillons" }).click();
    await expect(page.locator(".errsum")).toBeVisible();
    await expect(page.getByLabel("Date d'adoption")).toHaveValue("adoptedOn");
    await page.getByLabel("Intitulé").selectOption("title");
    await page.getByRole("button", { name: "Créer les brouillons" }).click();
    await page.waitForURL(/drafted=1/);
    await expect(page.getByRole("status").first()).toContainText("Lois ajoutées : 3");
    await expectNoSidewaysScroll(page);
  });
});
