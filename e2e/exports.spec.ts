import { createHash } from "node:crypto";
import { expect, expectAccessible, expectNoSidewaysScroll, openMore, test } from "./fixtures";

const hashOf = (bytes: Buffer) => createHash("sha256").update(bytes).digest("hex");

test.describe("taking a profile away, citing it, and knowing it again", () => {
  test("data are verified in the browser, which does not upload the file", async ({ page, request }) => {
    await page.goto("/countries/senegal");
    const link = page.getByRole("link", { name: /^Data \(JSON\)/ });
    await expect(link).toContainText(/\d+ ?kB/);
    const answer = await request.get((await link.getAttribute("href")) ?? "");
    const bytes = await answer.body();
    expect(answer.headers().etag).toMatch(/^W\/"r\d+-/);
    expect(JSON.parse(bytes.toString())).toMatchObject({
      handling: "TLP:CLEAR",
      profile: { slug: "senegal" },
    });

    const sent: string[] = [];
    page.on("request", (one) => {
      if (one.method() !== "GET") sent.push(one.url());
    });
    await page.goto("/cooperation/verify");
    await page
      .getByLabel("A file")
      .setInputFiles({ name: "senegal.json", mimeType: "application/json", buffer: bytes });
    await page.waitForURL(`**/cooperation/verify?sha256=${hashOf(bytes)}`);
    await expect(
      page.getByRole("status").filter({ hasText: "This file was produced by this site and" }),
    ).toBeVisible();
    await expect(page.getByRole("link", { name: /^Revision \d+$/ })).toBeVisible();
    await expectAccessible(page);

    await page.getByLabel("A file").setInputFiles({
      name: "changed.json",
      mimeType: "application/json",
      buffer: Buffer.concat([bytes, Buffer.from(" ")]),
    });
    await expect(page.getByText("This file was not produced by this site")).toBeVisible();
    expect(sent).toEqual([]);
  });

  test("without scripts a hash is pasted, and the page shows the citation", async ({ browser }) => {
    const context = await browser.newContext({
      javaScriptEnabled: false,
      viewport: { width: 320, height: 700 },
    });
    const page = await context.newPage();
    await page.goto("/fr/countries/senegal");
    await page.getByText("Citer cette page").click();
    await expect(page.locator("#cite-plain")).toContainText(
      /\(profil de pays, révision \d+, .+\) <.+> consulté le \[jour\]/,
    );
    await expect(page.locator("#cite-bibtex")).toContainText("/countries/senegal/revisions/");
    await expectNoSidewaysScroll(page);
    const href = await page.getByRole("link", { name: /^Données \(JSON\)/ }).getAttribute("href");
    const bytes = await (await context.request.get(href ?? "")).body();
    await page.goto("/fr/cooperation/verify");
    await expect(page.getByLabel("Un fichier")).toBeHidden();
    await page.getByLabel("SHA-256 du fichier").fill(hashOf(bytes).toUpperCase());
    await page.getByRole("button", { name: "Vérifier", exact: true }).click();
    await expect(page.getByText("Ce fichier a été produit par ce site")).toBeVisible();
    await expectNoSidewaysScroll(page);
    await context.close();
  });

  test("PDF and Word file are downloaded without scripts, show their size the next time, and are verified", async ({
    browser,
  }) => {
    const context = await browser.newContext({ javaScriptEnabled: false });
    const page = await context.newPage();
    for (const [name, kind, begins] of [
      ["Une page (PDF)", "application/pdf", "%PDF-"],
      ["Profil complet (Word)", "wordprocessingml", "PK"],
    ] as const) {
      await page.goto("/fr/countries/senegal");
      const link = page.getByRole("link", { name: new RegExp(`^${name.replaceAll(/[()]/g, "\\$&")}`) });
      const href = (await link.getAttribute("href")) ?? "";
      const answer = await context.request.get(href);
      expect(answer.headers()["content-type"]).toContain(kind);
      expect(answer.headers()["content-disposition"]).toMatch(/senegal-r\d+-(?:brief|full)-fr\./);
      const bytes = await answer.body();
      expect(bytes.subarray(0, begins.length).toString()).toBe(begins);
      // Made once: the next reader gets the same bytes, and the page shows their size.
      expect(hashOf(await (await context.request.get(href)).body())).toBe(hashOf(bytes));
      await page.reload();
      await expect(link).toContainText(/\d+\s?ko/);
      await page.goto(`/fr/cooperation/verify?sha256=${hashOf(bytes)}`);
      await expect(page.getByText("Ce fichier a été produit par ce site")).toBeVisible();
      await expect(page.getByRole("cell", { name: "français" })).toBeVisible();
    }
    await context.close();
  });

  test("paper has the text with the addresses of its sources, and no controls", async ({ page }) => {
    await page.goto("/countries/senegal");
    await page.emulateMedia({ media: "print" });
    for (const hidden of [".site", ".foot", ".take", ".cite", ".tabs"])
      await expect(page.locator(hidden).first()).toBeHidden();
    await expect(page.getByText(/^Printed from Octopus Community, .*\/countries\/senegal/)).toBeVisible();
    const after = await page
      .locator(".notes a[href^=http]")
      .first()
      .evaluate((link) => [getComputedStyle(link, "::after").content, link.getAttribute("href") ?? ""]);
    expect(after[0]).toContain(after[1]);
  });

  test("print shows the law with source and date of change, unfolded, without controls", async ({ page }) => {
    for (const path of ["/countries/senegal/legal", "/convention/185/18", "/countries/senegal/revisions/1"]) {
      await page.goto(path);
      await page.emulateMedia({ media: "print" });
      await page.evaluate(() => dispatchEvent(new Event("beforeprint")));
      const from = page.getByText(/^Printed from Octopus Community, /);
      await expect(from).toBeVisible();
      await expect(from).toContainText(path);
      await expect(page.locator("main details:not([open], .cite)")).toHaveCount(0);
      for (const time of await page.locator("main time").allTextContents()) expect(time).toMatch(/\d{4}/);
      const links = page.locator(
        'main a:is([href*=".csv"], [href*=".json"], [href*="/edit/"], [href*="/cite/"])',
      );
      for (const link of await links.all()) await expect(link).toBeHidden();
      await page.evaluate(() => dispatchEvent(new Event("afterprint")));
      await page.emulateMedia({ media: "screen" });
      await expect(from).toBeHidden();
    }
  });

  test("a citation is copied by one press", async ({ browser }) => {
    const context = await browser.newContext({ permissions: ["clipboard-read", "clipboard-write"] });
    const page = await context.newPage();
    await page.goto("/countries/senegal/revisions/1");
    await page.getByText("Cite this").click();
    // Only the browser knows the day of reading.
    await expect(page.locator("#cite-plain")).toContainText(/accessed \d{1,2} \w+ \d{4}$/);
    await page.getByRole("button", { name: "Copy" }).nth(1).click();
    await expect(page.getByRole("button", { name: "Copied" })).toBeVisible();
    const copied = await page.evaluate(() => navigator.clipboard.readText());
    expect(copied).toContain("@misc{octopus-senegal-r1,");
    await context.close();
  });

  test("a section and a record are cited by their place in the revision, in place of the whole", async ({
    browser,
  }) => {
    const context = await browser.newContext({ javaScriptEnabled: false });
    const page = await context.newPage();
    await page.goto("/countries/senegal");
    await openMore(page.locator("#laws"));
    await page.locator("#laws").getByRole("link", { name: "Cite", exact: true }).click();
    await expect(page.locator("#cite-plain")).toContainText(/‘Senegal: 3\.2 .+’ \(country profile, revision/);
    await page.locator("section[aria-labelledby=parts] li a").first().click();
    const plain = (await page.locator("#cite-plain").textContent()) ?? "";
    const address = /<http:\/\/[^/]+(\/[^>]+)>/.exec(plain)?.[1] ?? "";
    expect(address).toMatch(/^\/countries\/senegal\/revisions\/\d+#laws-/);
    await page.goto(address);
    await expect(page.locator(`[id="${address.split("#")[1]}"]`)).toBeVisible();
    await context.close();
  });
});
