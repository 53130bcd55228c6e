import type { Page } from "@playwright/test";
import {
  chooseValue,
  countryFor,
  expect,
  expectAccessible,
  expectNoSidewaysScroll,
  makePerson,
  openEditor,
  openMore,
  signIn,
  test,
} from "./fixtures";

/* A law begins with the structure of another country's law. */

const provision = (id: string, heading: string, articles: string[]) => ({
  id,
  locator: `Section ${id}`,
  heading,
  articles,
  text: "A text that is not copied",
  confidence: "unverified",
});

/** Publishes a law with two provisions in a country, as the editor does. */
async function publishLaw(page: Page, slug: string, title: string): Promise<void> {
  const provisions = [
    provision("prov-access", "Illegal access", ["185-2"]),
    provision("prov-data", "Data interference", ["185-4"]),
  ];
  const law = {
    id: "model-act",
    title,
    kind: "act",
    sourceState: "none_found",
    confidence: "unverified",
    provisions,
  };
  await page.goto(`/countries/${slug}`);
  const status = await page.evaluate(
    async ({ path, record, clientToken }) => {
      // Beside the laws with which the site starts.
      const now = await (await fetch(path)).json();
      const records = [...now.content.records, record];
      const content = { ...now.content, records };
      const base = now.revision?.number ?? null;
      const body = JSON.stringify({ base, clientToken, summary: "A law to copy", content });
      const headers = { "content-type": "application/json" };
      return (await fetch(path, { method: "PUT", headers, body })).status;
    },
    { path: `/api/v1/countries/${slug}/sections/laws`, record: law, clientToken: crypto.randomUUID() },
  );
  expect(status).toBe(200);
}

/** Fills in the open law and its two provisions by keyboard, and saves them. */
async function finish(page: Page): Promise<void> {
  const law = page.locator(".entry.open").first();
  await expect(law.getByLabel("Title *", { exact: true })).toBeFocused();
  await page.keyboard.type("Own Cybercrime Act");
  await expect(law.getByLabel("Kind")).toHaveValue("act");
  await law.getByLabel("State of sources").selectOption("none_found");
  await expect(page.getByLabel("Edit summary")).toHaveValue(/^Structure from Model Cybercrime Act \(/);
  for (const heading of ["Illegal access", "Data interference"]) {
    await law.getByRole("button", { name: heading, exact: true }).press("Enter");
    const open = law.locator(".entry.open");
    await expect(open.getByLabel("Text")).toHaveValue("");
    await open.getByLabel("Provision *", { exact: true }).fill(`Art. for ${heading}`);
  }
  await page.getByRole("button", { name: "Save changes" }).press("Enter");
  await page.waitForURL(/saved=published/);
  await expect(page.locator("main")).toContainText("Own Cybercrime Act");
  await expect(page.locator("main")).toContainText("Art. for Data interference");
  await expect(page.locator("main")).not.toContainText("A text that is not copied");
}

test("by keyboard, in the editor of one country's laws, beside a law that is being typed", async ({
  page,
}) => {
  const model = countryFor("india", "japan", "indonesia");
  const country = countryFor("thailand", "malaysia", "singapore");
  await signIn(page, await makePerson({ role: "trusted" }));
  await publishLaw(page, model, "Model Cybercrime Act");
  await openEditor(page, country, "laws");
  await page.getByRole("button", { name: "Add record" }).press("Enter");
  await page.keyboard.type("Evidence Act");
  await page.locator(".entry.open").getByLabel("State of sources").selectOption("none_found");
  await page.getByRole("button", { name: "Copy the structure of a law from another country" }).press("Enter");
  const dialog = page.getByRole("dialog");
  await dialog.getByRole("button", { name: "Copy the structure" }).press("Enter");
  await expect(dialog.getByRole("alert")).toHaveText("Choose a country and one of its laws.");
  const field = dialog.getByRole("combobox", { name: "Country or area of the law to copy" });
  await field.focus();
  await page.keyboard.type(model);
  await expect(dialog.getByRole("option").first()).toBeVisible();
  await page.keyboard.press("Enter");
  await expect(dialog.getByLabel("Law to copy", { exact: true })).toContainText(
    /Model Cybercrime Act: .+ · 2 provisions · 2 Convention articles/,
  );
  await dialog.getByLabel("Law to copy", { exact: true }).selectOption("model-act");
  await expectAccessible(page);
  await dialog.getByRole("button", { name: "Copy the structure" }).press("Enter");
  await expect(page.locator("#editor")).toContainText("Structure copied from Model Cybercrime Act (");
  await finish(page);
  await expect(page.locator("main")).toContainText("Evidence Act");
});

test("by keyboard, by the page that chooses a law", async ({ page }) => {
  const model = countryFor("brazil", "mexico", "canada");
  const country = countryFor("argentina", "dominican-republic", "el-salvador");
  await signIn(page, await makePerson({ role: "trusted" }));
  await publishLaw(page, model, "Model Cybercrime Act");
  await page.goto(`/countries/copy-law?to=${country}`);
  await expectAccessible(page);
  const field = page.getByRole("combobox", { name: "Country or area of the law to copy" });
  await expect(field).toHaveAttribute("aria-autocomplete", "list");
  await field.focus();
  await page.keyboard.type(model.slice(0, 4));
  await page.keyboard.press("Enter");
  await page.getByRole("button", { name: "Show its laws" }).press("Enter");
  await expect(page.locator("main")).toContainText("2 provisions · 2 Convention articles");
  await page.getByRole("link", { name: "Model Cybercrime Act" }).press("Enter");
  await page.waitForURL(/\/edit\/laws\?from=/);
  await expect(page.locator("main")).toContainText("Structure copied from Model Cybercrime Act");
  await finish(page);
});

test("without scripts in Arabic, from a law of another country", async ({ browser, page }) => {
  const model = countryFor("kenya", "nigeria", "ethiopia");
  const country = countryFor("cameroon", "congo", "guinea");
  const person = await makePerson({ role: "trusted" });
  await signIn(page, person);
  await publishLaw(page, model, "Model Evidence Act");

  const plain = await (await browser.newContext({ javaScriptEnabled: false })).newPage();
  await signIn(plain, person, "/ar");
  await plain.setViewportSize({ width: 320, height: 700 });
  await plain.goto(`/ar/countries/${model}`);
  const record = plain
    .locator(".record, .entry, article, li, section", { hasText: "Model Evidence Act" })
    .last();
  await openMore(record);
  await record.getByRole("link", { name: "استخدام هذا الهيكل لقانون بلد آخر" }).click();
  await expectNoSidewaysScroll(plain);
  await chooseValue(plain, "to", country);
  await plain.getByRole("button", { name: "متابعة" }).click();
  await plain.waitForURL(/\/edit\/laws\?from=/);
  await expect(plain.locator("main")).toContainText("نُسخ الهيكل من Model Evidence Act");
  await expectNoSidewaysScroll(plain);
  const law = plain.locator(".entry.open").first();
  await law.locator('[name$="/title"]').first().fill("قانون الأدلة");
  await law.getByLabel("حالة المصادر").selectOption("none_found");
  for (const heading of ["Illegal access", "Data interference"]) {
    await plain.locator("li.entry li.entry", { hasText: heading }).getByRole("button").first().click();
    const open = plain.locator("li.entry li.entry.open");
    await expect(open.locator('[name$="/text"]')).toHaveValue("");
    await open.locator('[name$="/locator"]').fill(`المادة ${heading}`);
  }
  await expect(plain.locator('textarea[name="summary"]')).toHaveValue(/^هيكل من Model Evidence Act \(/);
  await plain.locator('button[name="form"][value="records"]').click();
  await plain.waitForURL(/saved=published/);
  await expect(plain.locator("main")).toContainText("قانون الأدلة");
});
