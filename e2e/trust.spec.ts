import { randomUUID } from "node:crypto";
import type { Page } from "@playwright/test";
import { expect, expectAccessible, makePerson, signIn, test, writePlainly } from "./fixtures";
import { letSourceFallSilent } from "./product";

/*
 * Notes beside a text: that its source is gone, what links to it, and what is new in a region. Each story has
 * its own countries.
 */

test("a source that does not respond is marked where it is cited and in a list, without scripts", async ({
  browser,
}) => {
  const url = await letSourceFallSilent("ghana");
  const context = await browser.newContext({ javaScriptEnabled: false });
  const page = await context.newPage();
  await page.goto("/countries/freshness");
  await page.getByRole("link", { name: "Broken links" }).click();
  await expect(page).toHaveURL(/\/countries\/broken-sources$/);
  // Other countries may cite the same address.
  const row = page
    .locator("main tbody tr")
    .filter({ hasText: url })
    .filter({ has: page.locator('a[href$="/countries/ghana#sources"]') })
    .first();
  await expect(row.locator("time")).toHaveAttribute("datetime", /^\d{4}-\d{2}-\d{2}$/);
  await row.getByRole("link", { name: "Ghana", exact: true }).click();
  await expect(page).toHaveURL(/\/countries\/ghana#sources$/);
  const note = page.locator(".notes li").filter({ hasText: "not working since" }).first();
  await expect(note).toBeVisible();
  // The list of broken sources links to where the address can be corrected.
  await page.goto("/countries/broken-sources");
  await row.getByRole("link", { name: /^Edit/ }).click();
  await expect(page).toHaveURL(/\/signin\?next=/);
  await page.goto("/ar/countries/broken-sources");
  await expect(page.locator("html")).toHaveAttribute("dir", "rtl");
  await expect(row).toBeVisible();
  await context.close();
});

/** Saves a paragraph as a section's text, as the editor does: by the API, within the session. */
async function write(page: Page, slug: string, section: string, paragraph: object[]): Promise<void> {
  const address = `/api/v1/countries/${slug}/sections/${section}`;
  const stored = await page.request.get(address);
  const { revision } = await stored.json();
  const answer = await page.request.put(address, {
    headers: { origin: new URL(stored.url()).origin },
    data: {
      base: revision?.number ?? null,
      clientToken: randomUUID(),
      summary: "The neighbour's rules",
      content: {
        schemaVersion: 1,
        doc: {
          type: "doc",
          content: [{ type: "paragraph", attrs: { id: "neighbour1" }, content: paragraph }],
        },
      },
    },
  });
  expect(answer.status(), await answer.text()).toBe(200);
}

test("pages that link to a profile are listed as long as they do", async ({ browser, page }) => {
  const writer = await (await browser.newContext()).newPage();
  await signIn(writer, await makePerson({ role: "trusted" }));
  await page.goto("/countries/benin");
  await page.getByRole("link", { name: "What links here" }).click();
  await expect(page).toHaveURL(/\/countries\/benin\/links$/);
  const link = page.getByRole("link", { name: "Togo, Safeguards" });
  await expect(link).toHaveCount(0);
  const mark = { type: "link", attrs: { href: "/countries/benin" } };
  await write(writer, "togo", "safeguards", [
    { type: "text", text: "The rules are those of " },
    { type: "text", text: "Benin", marks: [mark] },
  ]);
  await page.reload();
  await expectAccessible(page);
  await link.click();
  await expect(page).toHaveURL(/\/countries\/togo#safeguards$/);
  await expect(page.locator("#safeguards").getByRole("link", { name: "Benin" })).toBeVisible();
  await write(writer, "togo", "safeguards", [{ type: "text", text: "A judge decides." }]);
  await page.goto("/countries/benin/links");
  await expect(link).toHaveCount(0);

  // A full address of this site, typed into the plain form, counts as a link to the page as well.
  const plain = await (await browser.newContext({ javaScriptEnabled: false })).newPage();
  await signIn(plain, await makePerson({ role: "trusted" }));
  await plain.goto("/countries/benin");
  await writePlainly(
    plain,
    "togo",
    "policies",
    `As in ${new URL("/countries/benin", plain.url())}.`,
    "A link",
  );
  await page.reload();
  await page.getByRole("link", { name: "Togo, Policies" }).click();
  await expect(page.locator('#policies a[href="/countries/benin"]')).toBeVisible();
  await plain.context().close();
  await writer.context().close();
});

test("watchers of a region see what changed in it since their last visit, and nothing else", async ({
  browser,
}) => {
  const context = await browser.newContext({ javaScriptEnabled: false });
  const page = await context.newPage();
  await signIn(page, await makePerson());
  await page.goto("/countries?region=Oceania");
  await page.getByRole("link", { name: "Watch Oceania" }).click();
  await page.getByLabel(/^Tracking/).check();
  await page.getByRole("button", { name: "Save" }).click();
  await expect(page.locator("main").getByRole("status")).toContainText("You are now tracking this");

  const writer = await (await browser.newContext({ javaScriptEnabled: false })).newPage();
  await signIn(writer, await makePerson({ role: "trusted" }));
  const summary = `The island's strategy ${Date.now().toString(36)}`;
  await writePlainly(writer, "palau", "policies", "A strategy was adopted.", summary);
  await writePlainly(writer, "mali", "policies", "A strategy was adopted.", `Elsewhere, ${summary}`);
  await writer.context().close();

  await page.goto("/watchlist");
  const row = page.locator("tbody tr").filter({ has: page.getByRole("rowheader", { name: "Oceania" }) });
  await row.locator('a[href*="since="]').click();
  await expect(page).toHaveURL(/\/changes\?region=Oceania&since=/);
  await expect(page.locator("main")).toContainText(summary);
  await expect(page.locator("main")).not.toContainText(`Elsewhere, ${summary}`);
  await page.goto("/watchlist");
  await row.getByRole("button", { name: /Oceania/ }).click();
  await expect(row.locator('a[href*="since="]')).toHaveCount(0);
  await context.close();
});
