import type { Page } from "@playwright/test";
import {
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

test.describe("history, comparison, undo and revert", () => {
  test("a member edits twice, compares, undoes, and reverts to the first, all without scripts", async ({
    browser,
  }) => {
    const slug = countryFor("kyrgyzstan", "chad", "gabon");
    const context = await browser.newContext({ javaScriptEnabled: false });
    const page = await context.newPage();
    await signIn(page, await makePerson({ name: "Ada Historian", role: "trusted" }));
    await writePlainly(
      page,
      slug,
      "policies",
      "A first sentence.\n\nA second paragraph.",
      "Begins the section",
    );
    await writePlainly(
      page,
      slug,
      "policies",
      "A first sentence, made longer.\n\nA second paragraph.",
      "Says more",
    );

    await page.goto(`/countries/${slug}/history?section=policies`);
    await expect(page.locator("main tbody tr")).toHaveCount(2);
    await expect(page.locator("main tbody tr").first()).toContainText("Ada Historian");
    await page.getByRole("button", { name: "Compare" }).click();
    await expect(page).toHaveURL(/\/diff\?from=\d+&to=\d+$/);
    await expect(page.locator("main ins").first()).toContainText("made longer");
    await expect(page.getByRole("heading", { name: "2 Policies" })).toBeVisible();

    await page.getByLabel("Edit summary").fill("It said too much");
    await page.getByRole("button", { name: "Undo" }).click();
    await expect(page).toHaveURL(/\/diff\?to=\d+$/);
    await expect(page.locator("main")).toContainText("It said too much");
    await expect(page.locator("main del").first()).toContainText("made longer");
    await page.goto(`/countries/${slug}`);
    await expect(page.locator("#policies")).toContainText("A first sentence.");
    await expect(page.locator("#policies")).not.toContainText("made longer");

    // The second edit can still be read and restored.
    await page.goto(`/countries/${slug}/history?section=policies`);
    await page.locator("main tbody tr").nth(1).getByRole("rowheader").getByRole("link").click();
    await expect(page.locator("#policies")).toContainText("made longer");
    await expect(page.getByText(/You are reading revision \d+, not the current text/)).toBeVisible();
    await page.getByRole("button", { name: "Revert to this revision" }).click();
    await page.goto(`/countries/${slug}`);
    await expect(page.locator("#policies")).toContainText("made longer");

    await page.goto(`/changes?country=${slug}`);
    await expect(page.locator("tbody tr").first()).toContainText("Revert");
    await expect(page.locator("tbody tr").nth(1)).toContainText("Undo");
    const feed = await (await page.request.get(`/changes/feed.xml?country=${slug}`)).text();
    expect(feed).toContain('<summary type="text">It said too much</summary>');
    await context.close();
  });

  test("a visitor who undoes is sent to sign in, and back to the filled form", async ({ page }) => {
    await page.goto("/countries/senegal/diff?to=2");
    await page.getByLabel("Edit summary").fill("A visitor's reason");
    await page.getByRole("button", { name: "Undo" }).click();
    await expect(page).toHaveURL(/\/signin\?next=/);
    const person = await makePerson({ role: "trusted" });
    await page.locator('input[name="email"]').fill(person.email);
    await page.locator('input[name="password"]').fill(person.password);
    await page.locator('main form[method="post"] button[type="submit"]').first().click();
    await expect(page).toHaveURL(/\/countries\/senegal\/diff/);
    await expect(page.getByLabel("Edit summary")).toHaveValue("A visitor's reason");
  });

  test("the history of a record has each of its values", async ({ page }) => {
    await page.goto("/countries/romania");
    const law = page.locator("#laws .record").first();
    await openMore(law);
    await law.getByRole("link", { name: "Record history" }).click();
    await expect(page).toHaveURL(/history\?section=laws&record=/);
    await expect(page.getByRole("heading", { level: 2, name: /^Revision \d+$/ })).toHaveCount(1);
    await expectAccessible(page);
  });

  test("a field has a history: values, periods, authors, sources (S4)", async ({ page, browser }) => {
    const slug = countryFor("philippines", "spain", "mauritius");
    await signIn(page, await makePerson({ name: "Ada Fieldworker", role: "trusted" }));
    await page.goto(`/countries/${slug}`);
    const row = page.locator("#laws .dl > div").filter({ has: page.locator("dt", { hasText: /^Status$/ }) });
    const was = ((await row.first().locator("dd").textContent()) ?? "").trim();
    await row.first().getByRole("link", { name: "Status" }).click();
    await expect(page).toHaveURL(/history\?section=laws&record=[\w-]+&field=status$/);
    const address = new URL(page.url());
    const record = address.searchParams.get("record") ?? "";
    await expect(page.locator("main tbody tr")).toHaveCount(1);
    await repeal(page, slug, record);

    // Read as a stranger does, without scripts, in another language, at the width of a telephone.
    const context = await browser.newContext({
      javaScriptEnabled: false,
      viewport: { width: 390, height: 800 },
    });
    const reader = await context.newPage();
    await reader.goto(address.pathname + address.search);
    const values = reader.locator("main tbody tr");
    await expect(values).toHaveCount(2);
    await expect(values.first()).toContainText("Repealed");
    await expect(values.first()).toContainText("Current value");
    await expect(values.first()).toContainText("Ada Fieldworker");
    await expect(values.first()).toContainText("It was repealed");
    await expect(values.nth(1)).toContainText(was);
    await expect(values.nth(1).locator('a[href*="/revisions/"]')).toHaveCount(2);
    await expectNoSidewaysScroll(reader);
    await reader.getByRole("link", { name: "History of this record" }).click();
    await expect(reader.getByRole("heading", { level: 2, name: /^Revision \d+$/ })).toHaveCount(2);
    await reader.goto(`/ar${address.pathname}${address.search}`);
    await expect(reader.locator("html")).toHaveAttribute("dir", "rtl");
    await expectNoSidewaysScroll(reader);
    await context.close();
    await page.goto(`/ar${address.pathname}${address.search}`);
    await expectAccessible(page);
  });

  test("a provision within a law has its own history", async ({ page }) => {
    await page.goto("/countries/senegal");
    const provision = page
      .locator("#laws table")
      .first()
      .getByRole("rowheader")
      .first()
      .getByRole("link")
      .first();
    const name = ((await provision.textContent()) ?? "").trim();
    await provision.click();
    await expect(page.getByRole("heading", { level: 2, name: /^Revision \d+$/ })).toHaveCount(1);
    await expect(page.locator("main h3")).toContainText(name);
    await page.locator("main").getByRole("link", { name: "Convention", exact: true }).first().click();
    await expect(page).toHaveURL(/&field=articles$/);
    await expect(page.locator("main tbody tr")).toContainText("Art.");
    await expectAccessible(page);
  });

  test("n and p go from change to change, and not while someone types", async ({ page }) => {
    await page.goto("/countries/senegal/diff?from=1&to=4");
    const isFocused = (of: string) => expect(page.locator("main :focus")).toContainText(of);
    await page.keyboard.press("n");
    await isFocused("Convention on Cybercrime");
    await page.keyboard.press("n");
    await isFocused("First Additional Protocol");
    await page.keyboard.press("n");
    await isFocused("Malabo Convention");
    await page.keyboard.press("n");
    await isFocused("The article numbers recorded here");
    // The side-by-side view shows the same text a second time: it counts once.
    await page.keyboard.press("n");
    await isFocused("The explanatory memorandum");
    await page.keyboard.press("p");
    await page.keyboard.press("p");
    await isFocused("Malabo Convention");
    await expect(page.locator("main :focus")).toBeInViewport();
    await page.locator("#q").focus();
    await page.keyboard.press("n");
    await expect(page.locator("#q")).toHaveValue("n");
    await page.goto("/countries/senegal/diff?from=1&to=4&view=split");
    await page.keyboard.press("n");
    await isFocused("Convention on Cybercrime");
    await page.goto("/countries/senegal");
    await page.keyboard.press("n");
    await expect(page.locator("main :focus")).toHaveCount(0);
    await page.keyboard.press("?");
    await expect(page.getByRole("dialog")).toContainText("next change");
  });

  test("an unpublished revision does not exist", async ({ request }) => {
    for (const path of ["/revisions/9999", "/diff?from=1&to=9999", "/revisions/0", "/revisions/abc"]) {
      expect((await request.get(`/countries/senegal${path}`)).status(), path).toBe(404);
    }
  });

  for (const prefix of ["", "/ar"]) {
    test(`pages of history work at 320 px and are accessible ${prefix}`, async ({ page }) => {
      await page.setViewportSize({ width: 320, height: 800 });
      for (const path of ["/history", "/revisions/2", "/diff?from=1&to=4", "/diff?from=0&to=1&view=inline"]) {
        await page.goto(`${prefix}/countries/senegal${path}`);
        await expectNoSidewaysScroll(page);
        await expectAccessible(page);
      }
    });
  }
});

/** Marks a law as repealed, by the API in the reader's session: one edit of one field. */
async function repeal(page: Page, slug: string, record: string): Promise<void> {
  const status = await page.evaluate(
    async ({ address, id }) => {
      interface Section {
        content: { records: { id: string; status: string | null }[] };
        revision: { number: number };
      }
      const section = (await (await fetch(address)).json()) as Section;
      for (const law of section.content.records) if (law.id === id) law.status = "repealed";
      const answer = await fetch(address, {
        method: "PUT",
        headers: { "content-type": "application/json" },
        body: JSON.stringify({
          base: section.revision.number,
          content: section.content,
          summary: "It was repealed",
          clientToken: crypto.randomUUID(),
        }),
      });
      return answer.status;
    },
    { address: `/api/v1/countries/${slug}/sections/laws`, id: record },
  );
  expect(status).toBe(200);
}
