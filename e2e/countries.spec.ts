import { expect, expectAccessible, expectNoSidewaysScroll, openMore, test } from "./fixtures";

test.describe("the directory", () => {
  test("narrows and sorts without scripts, and says when nothing fits", async ({ browser }) => {
    const context = await browser.newContext({ javaScriptEnabled: false });
    const page = await context.newPage();
    await page.goto("/countries");
    const rows = page.locator("#directory tbody tr");
    const total = await rows.count();
    expect(total).toBeGreaterThan(190);

    await page.getByLabel("Region").selectOption("Africa");
    await page.getByRole("combobox", { name: "Treaty status" }).selectOption("party");
    await page.getByRole("button", { name: "Apply" }).click();
    await expect(page).toHaveURL(/region=Africa/);
    const caption = page.locator("caption");
    await expect(caption).toContainText(` of ${total}`);
    const parties = Number(/^(\d+) of/.exec((await caption.textContent()) ?? "")?.[1]);
    expect(parties).toBeLessThan(total);
    // The rest of the page may still be on its way.
    await expect(rows).toHaveCount(parties);
    await expect(rows.first().locator(".st.party")).toHaveText("Party");

    await page.getByRole("link", { name: "Ratification or accession" }).click();
    await expect(page).toHaveURL(/region=Africa.*sort=date/);
    await expect(page.locator("th[aria-sort=ascending]")).toContainText("Ratification or accession");
    const days = await rows
      .locator("td:nth-of-type(3) time")
      .evaluateAll((all) => all.map((one) => one.getAttribute("datetime")));
    expect(days).toEqual([...days].sort());

    // The order is kept when the filters change.
    await page.getByLabel("Name").fill("senegal");
    await page.getByRole("button", { name: "Apply" }).click();
    await expect(page).toHaveURL(/q=senegal/);
    await expect(page).toHaveURL(/sort=date/);
    await expect(rows).toHaveCount(1);

    await page.getByLabel("Name").fill("atlantis");
    await page.getByRole("button", { name: "Apply" }).click();
    await page.getByRole("link", { name: "Show all countries and areas" }).click();
    await expect(rows).toHaveCount(total);
    await context.close();
  });

  test("updates with each choice with scripts, and announces the count", async ({ page }) => {
    await page.goto("/countries");
    await page.getByRole("combobox", { name: "Treaty status" }).selectOption("signatory");
    await expect(page).toHaveURL(/status=signatory/);
    await expect(page.locator("#directory tbody tr")).toHaveCount(2);
    await expect(page.locator("main").getByRole("status").filter({ hasText: "2 of" })).toHaveCount(1);
    await page.getByRole("combobox", { name: "Treaty", exact: true }).selectOption("224");
    await expect(page.locator("#directory thead")).toContainText("Second Protocol");
  });

  test("shows the same on its map, by keyboard and by pointer", async ({ page }) => {
    await page.goto("/countries");
    const senegal = page.getByRole("link", { name: "Senegal: Party" });
    await senegal.focus();
    await expect(senegal).toBeFocused();
    await page.keyboard.press("Enter");
    await expect(page).toHaveURL(/\/countries\/senegal$/);
    await page.goto("/countries");
    const parties = Number(await page.locator(".legend li").first().locator("b").textContent());
    await page.goto("/countries?status=party");
    await expect(page.locator("#directory tbody tr")).toHaveCount(parties);
  });

  test("lists names by the reader's language", async ({ page }) => {
    await page.goto("/fr/countries");
    const names = await page.locator("#directory tbody th a").allTextContents();
    expect(names).toEqual([...names].sort(new Intl.Collator("fr", { ignorePunctuation: true }).compare));
    await page.goto("/ar/countries");
    await expect(page.locator("#directory tbody th a").first()).toHaveText(/[\u0600-\u06ff]/);
    await expect(page.locator("html")).toHaveAttribute("dir", "rtl");
  });

  test("carries the notes of names with an asterisk", async ({ page }) => {
    await page.goto("/countries");
    await expect(page.locator("#directory")).toContainText("UNSC 1244");
    await expect(page.locator("#directory")).toContainText("status of Palestine");
  });
});

test.describe("a profile", () => {
  test("is reached by codes and other names, for good", async ({ request }) => {
    for (const [from, to] of [
      ["/countries/SN", "/countries/senegal"],
      ["/fr/countries/sen", "/fr/countries/senegal"],
      ["/countries/moldova/history?section=laws", "/countries/republic-of-moldova/history?section=laws"],
      ["/ar/countries/CI/revisions/1", "/ar/countries/cote-divoire/revisions/1"],
    ] as const) {
      const answer = await request.get(from, { maxRedirects: 0 });
      expect(answer.status(), from).toBe(308);
      expect(answer.headers().location, from).toBe(to);
    }
    expect((await request.get("/countries/atlantis")).status()).toBe(404);
  });

  test("links from a mark to its source and back, by keyboard", async ({ page }) => {
    await page.goto("/countries/senegal");
    const mark = page.locator("article sup.fn a[id]").first();
    const id = await mark.getAttribute("id");
    const number = (await mark.getAttribute("href"))?.slice(2);
    await mark.focus();
    await page.keyboard.press("Enter");
    await expect(page).toHaveURL(new RegExp(`#n${number}$`));
    await page.locator(`#n${number} a[href="#${id}"]`).focus();
    await page.keyboard.press("Enter");
    await expect(page).toHaveURL(new RegExp(`#${id}$`));
  });

  test("shows the source of a mark beside it, to the pointer, by keyboard and to who listens", async ({
    page,
  }) => {
    await page.goto("/countries/senegal");
    const mark = page.locator("article sup.fn a[id]").first();
    const note = page.locator((await mark.getAttribute("href")) ?? "none");
    const title = (await note.locator("cite").textContent()) ?? "none";
    const card = page.getByRole("tooltip");
    await mark.hover();
    await expect(card).toContainText(title);
    // All of the note but the ways back to its marks.
    await expect(card).toContainText("English");
    await expect(card).not.toContainText("↑");
    await page.mouse.move(0, 0);
    await expect(card).toBeHidden();
    await page.keyboard.press("Tab");
    await mark.focus();
    await expect(card).toContainText(title);
    await expect(mark).toHaveAccessibleDescription(new RegExp(title.slice(0, 20)));
    await expectAccessible(page);
    await page.keyboard.press("Escape");
    await expect(card).toBeHidden();
    await expect(mark).not.toHaveAttribute("aria-describedby");
  });

  test("shows treaty status with dates and confidence, laws with provisions, and unknown facts", async ({
    page,
  }) => {
    await page.goto("/countries/senegal");
    const facts = page.getByRole("complementary", { name: "Key facts" });
    await expect(facts).toContainText("16 December 2016");
    await expect(facts).toContainText("No treaty action");
    await expect(facts).toContainText("GLACY");
    await expect(page.locator("#laws caption").first()).toHaveText("Provisions");
    await expect(page.locator("#laws tbody tr").first()).toContainText("Art. 2");
    await expect(page.locator("#unwritten")).toContainText("Not researched yet");
    await expect(page.locator("#unwritten #case-law")).toContainText("Case law");
    await expect(page.locator("#treaty-status")).toContainText("Octopus Community");
    // Every part of the contents leads somewhere.
    const targets = await page
      .getByRole("navigation", { name: "On this page" })
      .getByRole("link")
      .evaluateAll((all) => all.map((link) => (link as HTMLAnchorElement).hash));
    // Sections that are not written have one part for all of them.
    expect(targets).toEqual(expect.arrayContaining(["#treaty-status", "#laws", "#unwritten"]));
    for (const target of targets) await expect(page.locator(target)).toHaveCount(1);
  });

  test("says first how far it can be trusted, then its summary; the rest is folded under each section", async ({
    page,
  }) => {
    await page.goto("/countries/romania");
    const text = page.locator("main .cols > div");
    await expect(text.locator("> p").first()).toContainText(
      "No section has been verified by the focal point yet.",
    );
    await expect(text.getByRole("heading").first()).toHaveText(/^State of play/);
    const foot = page.locator("#laws > .meta");
    await expect(foot.getByRole("link", { name: "Who wrote what" })).toBeHidden();
    await openMore(page.locator("#laws"));
    for (const name of ["Who wrote what", "Report an error", "Cite"])
      await expect(foot.getByRole("link", { name, exact: true })).toBeVisible();
    await expectAccessible(page);
  });

  test("a link into a folded part unfolds it", async ({ page }) => {
    await page.goto("/countries/romania");
    const row = page.locator('#treaty-status tbody[id^="treaty-status-"]').first();
    await expect(row).toBeHidden();
    const id = await row.getAttribute("id");
    await page.evaluate((hash) => {
      location.hash = hash ?? "";
    }, id);
    await expect(row).toBeVisible();
    await page.goto(`/countries/romania?fresh=1#${id}`);
    await expect(row).toBeVisible();
  });

  test("is edited by keyboard within 15 presses of the tab key, with or without text and links to skip by", async ({
    page,
  }) => {
    const focused = page.locator(":focus");
    const pressesTo = async (name: string | RegExp): Promise<number> => {
      for (let presses = 1; presses <= 15; presses += 1) {
        await page.keyboard.press("Tab");
        const text = ((await focused.textContent()) ?? "").trim();
        if (typeof name === "string" ? text === name : name.test(text)) return presses;
      }
      throw new Error(`"${name}" was not reached`);
    };
    // Counted from the top of the page, and no link is followed on the way.
    for (const [slug, section] of [
      ["romania", "state-of-play"],
      ["tuvalu", "policies"],
    ]) {
      await page.goto(`/countries/${slug}`);
      await pressesTo(/^Edit/);
      await expect(focused).toBeInViewport();
      await page.keyboard.press("Enter");
      await expect(page).toHaveURL(new RegExp(`/signin\\?next=%2Fcountries%2F${slug}%2Fedit%2F${section}$`));
    }
    // The link to the sections leads past everything else to the first of them.
    await page.goto("/countries/romania");
    let presses = await pressesTo("Skip to the sections");
    await expectAccessible(page);
    await page.keyboard.press("Enter");
    presses += await pressesTo("Edit");
    expect(presses).toBeLessThanOrEqual(5);
    await page.keyboard.press("Enter");
    await expect(page).toHaveURL(/\/signin\?next=%2Fcountries%2Fromania%2Fedit%2Fstate-of-play$/);
  });

  test("is printed with text, facts and sources, its address and revision, and no controls", async ({
    page,
  }) => {
    await page.goto("/countries/senegal");
    await page.emulateMedia({ media: "print" });
    await expect(
      page.getByText(/Printed from Octopus Community, .*\/countries\/senegal, revision \d+/),
    ).toBeVisible();
    await expect(page.locator("#sources .notes")).toBeVisible();
    await expect(page.locator(".sec a").first()).toBeHidden();
    await expect(page.locator(".tabs")).toBeHidden();
  });

  test("is the same bytes for everyone, without inline script", async ({ request }) => {
    const body = await (await request.get("/countries/romania")).text();
    expect(body).toBe(
      await (await request.get("/countries/romania", { headers: { cookie: "octopus=forged" } })).text(),
    );
    expect(body).not.toMatch(/<script(?![^>]*\ssrc=)/);
    const etag = (await request.get("/countries/romania")).headers().etag ?? "";
    expect((await request.get("/countries/romania", { headers: { "if-none-match": etag } })).status()).toBe(
      304,
    );
  });

  // The test of every page covers English and Arabic at 320 px.
  for (const [prefix, width] of [
    ["", 1280],
    ["/fr", 320],
    ["/ar", 1280],
  ] as const) {
    test(`and the directory work at ${width} px and are accessible ${prefix}`, async ({ page }) => {
      await page.setViewportSize({ width, height: 800 });
      for (const path of ["/countries", "/countries/senegal", "/countries/kosovo", "/changes"]) {
        await page.goto(`${prefix}${path}`);
        await expectNoSidewaysScroll(page);
        await expectAccessible(page);
      }
    });
  }

  test("works in dark mode", async ({ page }) => {
    await page.emulateMedia({ colorScheme: "dark" });
    await page.goto("/countries/romania");
    await expectAccessible(page);
  });
});
