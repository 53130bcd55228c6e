import { readFileSync } from "node:fs";
import { choose, expect, expectAccessible, expectNoSidewaysScroll, openMore, test } from "./fixtures";

test.describe("an article of the Convention", () => {
  test("is found in the list, and filtered without scripts to the same rows as its files", async ({
    browser,
  }) => {
    const context = await browser.newContext({ javaScriptEnabled: false, acceptDownloads: true });
    const page = await context.newPage();
    await page.goto("/");
    await page.getByRole("navigation", { name: "Main" }).getByRole("link", { name: "Convention" }).click();
    await page.locator("#instrument-185").waitFor();
    await page.getByRole("link", { name: "Illegal access" }).first().click();
    await expect(page).toHaveURL(/\/convention\/185\/2$/);
    const rows = page.locator("#answers tbody tr");
    await expect.poll(() => rows.count()).toBeGreaterThan(100);
    const others = page.locator("#answers .columns li");
    await expect.poll(async () => (await rows.count()) + (await others.count())).toBe(196);
    await expect(others.first()).toBeHidden();
    await page.getByText("countries and areas without a recorded provision").click();
    await expect(others.first()).toBeVisible();

    await page.getByLabel("Region").selectOption("Europe");
    await page.getByLabel("Provisions").selectOption("yes");
    await page.getByRole("button", { name: "Apply" }).click();
    await expect(page).toHaveURL(/region=Europe.*provisions=yes/);
    const shown = await rows.locator("th > a:first-child").allTextContents();
    expect(shown).toContain("Romania");
    await expect(rows.filter({ hasText: "Romania" })).toContainText("Art. 360, Criminal Code");

    const [download] = await Promise.all([
      page.waitForEvent("download"),
      page.getByRole("link", { name: "Download as CSV" }).click(),
    ]);
    const lines = readFileSync(await download.path(), "utf8")
      .replace("\ufeff", "")
      .trim()
      .split("\r\n");
    expect(lines.slice(1).map((line) => line.split(",")[0])).toEqual(shown);
    await context.close();
  });

  test("follows each choice at once with scripts", async ({ page }) => {
    await page.goto("/convention/185/16");
    await page.getByLabel("Provisions").selectOption("yes");
    await expect(page).toHaveURL(/provisions=yes/);
    await expect(page.locator("#answers tbody tr").first()).toContainText(/Art|s\.|sec/i);
  });

  test("says what is recorded with which confidence, and what is not assessed", async ({ page }) => {
    await page.goto("/convention/185/2?provisions=yes");
    await expect(page.locator("#answers")).toContainText("Unverified");
    await expect(page.locator("#answers tbody tr").first().locator(".cov")).toHaveText(/^Provision /);
    await page.goto("/convention/185/2?provisions=no");
    await expect(page.locator("#answers .columns li").first()).toBeVisible();
  });

  // Other pages of laws, here and below, are in e2e/pages.spec.ts.
  for (const address of ["/convention/185/18", "/ar/convention/185/18"])
    test(`reads well on a small screen at ${address}`, async ({ page }) => {
      await page.setViewportSize({ width: 320, height: 700 });
      await page.goto(address);
      await expectNoSidewaysScroll(page);
      await expectAccessible(page);
    });
});

test.describe("a legal profile", () => {
  test("is a tab of the profile, with the provisions of each article and what is missing", async ({
    page,
  }) => {
    await page.goto("/countries/romania");
    await page.locator(".tabs").getByRole("link", { name: "Legal profile" }).click();
    await expect(page).toHaveURL(/\/countries\/romania\/legal$/);
    const row = page.locator("#a-185-2");
    await expect(row).toContainText("Art. 360, Criminal Code");
    await expect(row.locator(".cov")).toHaveText(/^Provision /);
    await page.getByLabel("Show", { exact: true }).selectOption("gaps");
    await expect(page).toHaveURL(/show=gaps/);
    await expect(page.locator("#a-185-2")).toHaveCount(0);
    await expect(page.locator("#a-185-15")).toContainText("No provision recorded");
    await page.getByRole("link", { name: "How levels are calculated" }).click();
    await expect(page.locator("#levels")).toBeInViewport();
  });

  test("reads well on a small screen", async ({ page }) => {
    await page.setViewportSize({ width: 320, height: 700 });
    await page.goto("/countries/romania/legal");
    await expectNoSidewaysScroll(page);
    await expectAccessible(page);
  });
});

test.describe("comparing laws", () => {
  test("is built without scripts, has an address, and links from each cell to the record", async ({
    browser,
  }) => {
    const context = await browser.newContext({ javaScriptEnabled: false });
    const page = await context.newPage();
    await page.goto("/compare?articles=2");
    await page.getByLabel("Add an article").selectOption("16");
    await page.getByLabel("Add a country or area").selectOption("romania");
    await page.getByRole("button", { name: "Compare" }).click();
    await page.getByLabel("Add a country or area").selectOption("chile");
    await page.getByRole("button", { name: "Compare" }).click();
    await page.getByLabel("Chile", { exact: true }).uncheck();
    await page.getByLabel("Add a country or area").selectOption("france");
    await page.getByRole("button", { name: "Compare" }).click();
    await expect(page).toHaveURL(/\/compare\?articles=2,16&countries=romania,france$/);
    const row = page.locator(".matrix tbody tr").filter({ hasText: "Illegal access" });
    await expect(row.locator("td")).toHaveCount(2);
    await row.getByRole("link", { name: "Art. 360, Criminal Code" }).click();
    await expect(page).toHaveURL(/\/countries\/romania#laws-/);
    await context.close();
  });

  test("is put together from lists that search, by any name of a country", async ({ page }) => {
    await page.goto("/compare?articles=2");
    await expectAccessible(page);
    const countries = page.getByRole("combobox", { name: "Add a country or area" });
    for (const name of ["România", "FRA"]) {
      await choose(countries, name, "");
    }
    await expect(page.getByRole("checkbox", { name: "Romania" })).toBeChecked();
    const articles = page.getByRole("combobox", { name: "Add an article" });
    await articles.fill("preservation");
    await expect(page.getByRole("option", { name: "Art. 16: Expedited preservation" })).toBeVisible();
    await expectAccessible(page);
    await articles.press("ArrowDown");
    await articles.press("Enter");
    await articles.fill("procedural");
    await articles.press("ArrowDown");
    await articles.press("Enter");
    await page.getByRole("button", { name: "Compare" }).click();
    await expect(page).toHaveURL(/\/compare\?articles=2,16-21&countries=romania,france$/);
    await expect(page.locator(".matrix tbody tr")).not.toHaveCount(0);
    await page.setViewportSize({ width: 320, height: 700 });
    await expectNoSidewaysScroll(page);
  });

  test("starts from an example, with marks alone, a legend and one mark of doubt for each provision", async ({
    page,
  }) => {
    await page.goto("/compare");
    await page.getByRole("link", { name: "Senegal, France, Ghana" }).click();
    await expect(page).toHaveURL(/countries=senegal,france,ghana$/);
    await expect(page.getByRole("checkbox", { name: "Ghana" })).toBeChecked();
    const row = page.locator(".matrix tbody tr").filter({ hasText: "Illegal access" });
    const cell = row.locator("td").last();
    const mark = cell.getByRole("link", { name: "Provision recorded" });
    expect((await mark.boundingBox())?.width).toBeLessThan(40);
    const provisions = await cell.locator("li").count();
    expect(provisions).toBeGreaterThan(0);
    await expect(cell.getByText("Unverified")).toHaveCount(provisions);
    await expect(
      page.getByRole("list", { name: "Key to the marks" }).getByText("Provision recorded"),
    ).toBeVisible();
    await page.getByText("13 articles chosen").click();
    await expect(page.getByRole("combobox", { name: "Add an article" })).toBeVisible();
    await page.goto("/compare/dual-criminality");
    await page.getByRole("link", { name: /Illegal access: Senegal, France/ }).click();
    await expect(page.locator("main")).toContainText(
      "A provision in force is recorded for both Senegal and France.",
    );
  });

  test("has all of six countries on a page of paper", async ({ page }) => {
    await page.setViewportSize({ width: 680, height: 900 });
    await page.goto("/compare?articles=2,16,18,189-3&countries=romania,france,senegal,japan,germany,estonia");
    await page.emulateMedia({ media: "print" });
    await expectNoSidewaysScroll(page);
    await expect
      .poll(() => page.locator(".matrix").evaluate((table) => table.scrollWidth - table.clientWidth))
      .toBeLessThanOrEqual(0);
    const last = await page.locator(".matrix thead th").last().boundingBox();
    expect((last?.x ?? 0) + (last?.width ?? 0)).toBeLessThanOrEqual(680);
  });

  test("checks an offence in two countries", async ({ page }) => {
    await page.goto("/compare/dual-criminality");
    await choose(page.getByRole("combobox", { name: "Requesting country or area" }), "Romania");
    await choose(page.getByRole("combobox", { name: "Requested country or area" }), "France");
    await page.getByRole("button", { name: "Check" }).click();
    await expect(page.locator("main")).toContainText(
      "A provision in force is recorded for both Romania and France.",
    );
  });
});

test("the Parties on a past day are shown from the records", async ({ page }) => {
  await page.goto("/countries?asOf=2016-12-31");
  await expect(page.locator("main .note")).toContainText("Budapest Convention: 51 Parties, 5 signatories");
  await expect(page.locator("main .note")).toContainText("2 of the Parties were not yet bound");
  await expect(page.getByRole("link", { name: "Senegal: Ratified, not yet in force" })).toHaveCount(1);
  await expect(page.getByRole("link", { name: "Brazil: No treaty action known" })).toHaveCount(1);
  await expect(page.locator(".legend")).toContainText("Invited to accede at least 11");
  await expect(page.locator("main .note")).toContainText("11 of them are unverified");
  const row = (name: string) => page.locator("#directory tbody tr").filter({ hasText: name });
  await expect(row("Andorra")).toContainText("Not yet");
  await page.getByRole("combobox", { name: "Treaty status" }).selectOption("party");
  await expect(page).toHaveURL(/asOf=2016-12-31/);
  await expect(page.locator("#directory tbody tr")).toHaveCount(51);
  await page.getByRole("link", { name: "Show today’s status" }).click();
  await expect(page.locator("main .note")).toHaveCount(0);
});

test("a day in the future is marked as such", async ({ page }) => {
  await page.goto("/countries?asOf=2099-01-01");
  await expect(page.locator("main .note")).toContainText("is in the future");
  await page.goto("/countries?asOf=2026-11-01");
  await expect(page.locator("main .note")).toContainText("The records end on 14 January 2026.");
  await expect(page.locator("main .note")).toContainText("not 1 November 2026");
  await expect(page.getByRole("link", { name: "How levels are calculated" })).toHaveAttribute(
    "href",
    "/convention#levels",
  );
});

test("the report of gaps gives the nearest countries' texts", async ({ page }) => {
  await page.goto("/countries/senegal/legal");
  await page.getByRole("link", { name: "Gaps", exact: true }).click();
  await expect(page).toHaveURL(/\/countries\/senegal\/legal\/gaps$/);
  await expect(page.locator("main")).toContainText("provisions are recorded for 5 of 34 articles");
  await expect(
    page.locator("tbody tr").filter({ hasText: "Production order" }).locator("li").first(),
  ).toBeVisible();
  const rows = await page.locator("tbody tr").count();
  const json = await page.getByRole("link", { name: "Download as JSON" }).getAttribute("href");
  const { gaps } = await (await page.request.get(json ?? "")).json();
  expect(gaps).toHaveLength(rows);
  const download = page.waitForEvent("download");
  await page.getByRole("link", { name: "Download as CSV" }).click();
  expect((await download).suggestedFilename()).toBe("gaps-senegal.csv");
});

test("provisions are copied with their citation, and collected in a list that the browser keeps", async ({
  browser,
}) => {
  const context = await browser.newContext({ permissions: ["clipboard-read", "clipboard-write"] });
  const page = await context.newPage();
  await page.goto("/countries/romania/legal");
  const lines = page.locator("li:has(.draft)");
  const [one, other] = [lines.first(), lines.nth(1)];
  for (const line of [one, other]) await openMore(line);
  await one.getByRole("button", { name: "Copy with citation" }).click();
  await expect(one.getByRole("button", { name: "Copied" })).toBeVisible();
  const copied = await page.evaluate(() => navigator.clipboard.readText());
  expect(copied).toMatch(/Criminal Code \(Romania\), .*\/law\/romania\/2@\d+#provision-/);
  for (const mark of [one, other]) await mark.getByRole("button", { name: "Add to drafting list" }).click();
  await expectAccessible(page);

  await one.getByRole("link", { name: "Drafting list (2)" }).click();
  const entries = page.locator("[data-entry]");
  await expect(entries).toHaveCount(2);
  await entries.nth(1).getByRole("button", { name: "Move up" }).press("Enter");
  await expect(entries.first()).toContainText("Illegal interception");
  await expect(entries.first().getByRole("button", { name: "Move up" })).toBeFocused();
  await entries.first().getByLabel("Your note").fill("For our bill");
  await page.reload();
  await expect(entries.first().getByLabel("Your note")).toHaveValue("For our bill");
  await expectAccessible(page);
  const download = page.waitForEvent("download");
  await page.getByRole("button", { name: "Download for Word" }).click();
  expect((await download).suggestedFilename()).toBe("drafting-list.docx");

  // An entry removed in another tab disappears from this one as well.
  const tab = await context.newPage();
  await tab.goto("/countries/romania/legal");
  await openMore(tab.locator("li:has(.draft)").first());
  await tab.locator(".draft").first().getByRole("button", { name: "Remove from drafting list" }).click();
  await expect(entries).toHaveCount(1);
  await page.getByRole("link", { name: /Romania, Art\. 3/ }).click();
  await expect(page).toHaveURL(/\/law\/romania\/3@\d+$/);
  await expect(page.locator("main .note").first()).toContainText("As of revision");
  await context.close();
});
