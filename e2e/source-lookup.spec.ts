import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
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

/* A new source is filled in from the page at its address. The pages are those of a server on this machine. */

const PAGE = `<!doctype html><html lang="fr"><head><title>Stratégie nationale &lt;2030&gt; | Journal officiel</title>
  <meta property="og:site_name" content="Journal officiel"><meta name="dc.date" content="2022-11">
  <link rel="canonical" href="/strategy/2030"></head><body></body></html>`;

let server: Server;
let site = "";

test.beforeAll(async () => {
  server = createServer((request, response) => {
    if (!request.url?.startsWith("/strategy")) return response.writeHead(404).end();
    return response.writeHead(200, { "content-type": "text/html; charset=utf-8" }).end(PAGE);
  });
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  site = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
test.afterAll(() => {
  server.closeAllConnections();
  server.close();
});

async function save(page: Page): Promise<void> {
  await page.getByLabel("Edit summary").fill("With its source");
  await page.getByRole("button", { name: "Save changes" }).click();
  await page.waitForURL(/\?saved=published/);
}

test("a citation of a new source is filled in from its page, and what was typed stays", async ({ page }) => {
  const country = countryFor("paraguay", "bolivia", "costa-rica");
  await signIn(page, await makePerson({ role: "trusted" }));
  await openEditor(page, country, "policies");
  await typeAtEnd(page, "A strategy was adopted");
  await page.keyboard.press("Alt+c");
  const dialog = page.getByRole("dialog");
  await dialog.getByRole("button", { name: "New source" }).click();
  await dialog.getByLabel("Publisher").fill("Presidency");
  const fill = dialog.getByRole("button", { name: "Fill in from the address" });

  await fill.click();
  await expect(dialog.getByRole("status").first()).toContainText("this is not a public web address");
  await dialog.getByLabel("Address").fill(`${site}/nothing`);
  await fill.click();
  await expect(dialog.getByRole("status").first()).toContainText("There is no page at this address");
  await dialog.getByLabel("Address").fill(`${site}/strategy`);
  await fill.click();
  await expect(dialog.getByRole("status").first()).toHaveText(
    "Filled in from the page: Title, Published, Language. Check them.",
  );
  const title = dialog.getByLabel("Title");
  await expect(title).toHaveValue("Stratégie nationale <2030>");
  await expect(title).toHaveAccessibleDescription("From the page. Check it.");
  await expect(dialog.getByLabel("Publisher")).toHaveValue("Presidency");
  await expect(dialog.getByLabel("Published")).toHaveValue("2022-11");
  await expect(dialog.getByRole("combobox", { name: "Language" })).toHaveValue("French");
  await expectAccessible(page);
  await page.setViewportSize({ width: 320, height: 700 });
  await expectNoSidewaysScroll(page);
  await page.setViewportSize({ width: 1280, height: 800 });
  await dialog.getByRole("button", { name: "Use this address" }).click();
  await expect(dialog.getByLabel("Address")).toHaveValue(`${site}/strategy/2030`);

  // What was corrected is no longer marked. Escape keeps it for the next time the dialog opens.
  await title.fill("National strategy 2030");
  await expect(title).not.toHaveAccessibleDescription("From the page. Check it.");
  await title.press("Escape");
  await expect(dialog).toHaveCount(0);
  await expect(page.locator(".ProseMirror")).toBeFocused();
  await page.keyboard.press("Alt+c");
  await dialog.getByRole("button", { name: "New source" }).click();
  await expect(title).toHaveValue("National strategy 2030");
  await dialog.getByRole("button", { name: "Insert citation" }).click();
  await expect(page.locator(".ProseMirror .cite").last()).toContainText("National strategy 2030");
  await page.keyboard.press("Alt+c");
  await dialog.getByRole("button", { name: "New source" }).click();
  await expect(title).toHaveValue("");
  await dialog.getByRole("button", { name: "Cancel" }).click();

  await save(page);
  const source = page.locator("li", { hasText: "National strategy 2030" }).last();
  await expect(source).toContainText("Presidency");
  await expect(page.locator(`a[href="${site}/strategy/2030"]`).first()).toBeVisible();
});

test("the source of a law is filled in by keyboard", async ({ page }) => {
  const country = countryFor("ecuador", "peru", "colombia");
  await signIn(page, await makePerson({ role: "trusted" }));
  await openEditor(page, country, "laws");
  await page.getByRole("button", { name: "Add record" }).press("Enter");
  await page.keyboard.type("Act on the strategy");
  await page.locator(".entry.open").getByRole("button", { name: "New source" }).press("Enter");
  const dialog = page.getByRole("dialog");
  await expect(dialog.getByLabel("Title")).toBeFocused();
  await page.keyboard.press("Tab");
  await page.keyboard.type(`${site}/strategy`);
  await page.keyboard.press("Tab");
  await page.keyboard.press("Enter");
  await expect(dialog.getByLabel("Publisher")).toHaveValue("Journal officiel");
  await dialog.getByRole("button", { name: "Add this source" }).press("Enter");
  await expect(page.locator(".entry.open")).toContainText("Stratégie nationale <2030>");
  await save(page);
  await expect(page.locator("main")).toContainText("Stratégie nationale <2030>");
});

test("the form without scripts is filled in and drawn again", async ({ browser }) => {
  const country = countryFor("ukraine", "serbia", "poland");
  const page = await (await browser.newContext({ javaScriptEnabled: false })).newPage();
  await signIn(page, await makePerson({ role: "trusted" }));
  await page.goto(`/ar/countries/${country}/edit/laws`);
  await page.locator('button[value="step:add:"]').click();
  const law = page.locator(".entry.open");
  await law.locator('[name$="/title"]').first().fill("قانون الاستراتيجية");
  await law.locator('button[value^="step:source:"]').click();
  await law.locator('[name^="new:"][name$="/url"]').fill(`${site}/strategy`);
  await law.locator('button[value^="lookup:"]').click();
  await expect(law.getByRole("status")).toContainText("مُلئ من الصفحة");
  await expect(law.locator('[name^="new:"][name$="/title"]')).toHaveValue("Stratégie nationale <2030>");
  await expect(law.locator('[name$="/title"]').first()).toHaveValue("قانون الاستراتيجية");
  await expectNoSidewaysScroll(page);
  await page.locator('textarea[name="summary"]').fill("مع مصدره");
  await page.locator('button[name="form"][value="records"]').click();
  await page.waitForURL(/saved=published/);
  await expect(page.locator("main")).toContainText("Stratégie nationale <2030>");
});
