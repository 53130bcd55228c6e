import type { Browser, Page } from "@playwright/test";
import {
  countryFor,
  expect,
  expectAccessible,
  expectNoSidewaysScroll,
  makePerson,
  openEditor,
  type Person,
  signIn,
  test,
  writePlainly,
} from "./fixtures";
import { setUpTwoFactor } from "./two-factor";

async function newPage(browser: Browser, person: Person, javaScriptEnabled = true): Promise<Page> {
  const page = await (await browser.newContext({ javaScriptEnabled })).newPage();
  await signIn(page, person);
  return page;
}

async function asModerator(browser: Browser, name: string): Promise<Page> {
  const page = await newPage(browser, await makePerson({ name, role: "moderator" }));
  await setUpTwoFactor(page);
  return page;
}

/** The number of the revision that a page's address ends with. */
const numberOf = (page: Page) => Number(/revisions\/(\d+)/.exec(page.url())?.[1]);

/** Opens the newest revision of a country with this summary, and returns its number. */
async function openRevision(page: Page, slug: string, summary: string): Promise<number> {
  await page.goto(`/countries/${slug}/history`);
  await page
    .locator("tbody tr", { hasText: summary })
    .first()
    .locator("a[href*='/revisions/']")
    .first()
    .click();
  await page.waitForURL(/\/revisions\/\d+/);
  return numberOf(page);
}

test("a member thanks the author of a revision, who alone is notified; also without scripts", async ({
  browser,
  page,
}) => {
  const slug = countryFor("vanuatu", "niger", "mali");
  const author = await newPage(browser, await makePerson({ name: "Dina Author", role: "trusted" }), false);
  await writePlainly(author, slug, "policies", "A policy is being drafted.", "Says what is drafted");
  await expect(author).toHaveURL(/saved=published/);
  const reader = await newPage(browser, await makePerson({ name: "Eli Grateful" }), false);
  const number = await openRevision(reader, slug, "Says what is drafted");
  await reader.getByRole("button", { name: "Thank the author" }).click();
  await expect(reader.getByRole("status")).toContainText("You thanked the author.");
  await page.goto(`/countries/${slug}/revisions/${number}`);
  await expectAccessible(page);
  await author.goto("/notifications");
  await expect(author.locator("main")).toContainText(/Eli Grateful\S* thanks you for your edit/);

  // Members cannot thank themselves.
  await openRevision(author, slug, "Says what is drafted");
  await author.getByRole("button", { name: "Thank the author" }).click();
  await expect(author.locator("main")).not.toContainText("You thanked the author.");
});

test("a section is protected: members who cannot edit it see why and until when, before they type", async ({
  browser,
}) => {
  const slug = countryFor("kiribati", "sudan", "somalia");
  const moderator = await asModerator(browser, "Mona Moderator");
  await openEditor(moderator, slug, "policies");
  await moderator.getByRole("link", { name: "Protect this section" }).click();
  await expectAccessible(moderator);
  await moderator.getByRole("button", { name: "Protect", exact: true }).click();
  await expect(moderator.locator(".errsum")).toBeVisible();
  await moderator.getByLabel("Reason", { exact: true }).fill("Two editors disagree on the date.");
  const day = new Date(Date.now() + 7 * 86_400_000).toISOString().slice(0, 10);
  await moderator.getByLabel("Until the end of").fill(day);
  await moderator.getByRole("button", { name: "Protect", exact: true }).click();
  await expect(moderator.getByRole("status")).toContainText("The section is protected.");
  await moderator.setViewportSize({ width: 320, height: 800 });
  await expectNoSidewaysScroll(moderator);

  // Readers see the note too, without scripts and in each language.
  const reader = await (await browser.newContext({ javaScriptEnabled: false })).newPage();
  for (const [path, words] of [
    [`/countries/${slug}`, "Protected: edited by trusted members only"],
    [`/fr/countries/${slug}`, "membres de confiance"],
    [`/ar/countries/${slug}`, "قسم محمي"],
  ] as const) {
    await reader.goto(path);
    await expect(reader.locator("#policies .meta").first()).toContainText(words);
    await expect(reader.locator("#policies .meta").first()).toContainText(
      "Two editors disagree on the date.",
    );
  }

  for (const javaScriptEnabled of [true, false]) {
    const member = await newPage(browser, await makePerson(), javaScriptEnabled);
    const answer = await member.goto(`/countries/${slug}/edit/policies`);
    expect(answer?.status()).toBe(403);
    await expect(member.locator("main")).toContainText("Two editors disagree on the date.");
    await expect(member.locator("main")).toContainText("You cannot edit it for now.");
    await expect(member.locator("main textarea, main #editor")).toHaveCount(0);
    if (javaScriptEnabled) await expectAccessible(member);
  }
  const trusted = await newPage(browser, await makePerson({ role: "trusted" }));
  await openEditor(trusted, slug, "policies");
  await expect(trusted.locator("main")).toContainText("Trusted members");
  await expectAccessible(trusted);

  await moderator.getByRole("button", { name: "Remove the protection" }).click();
  await expect(moderator.getByRole("status")).toContainText("All members can edit the section again.");
  await openEditor(await newPage(browser, await makePerson()), slug, "policies");
  await reader.goto(`/countries/${slug}`);
  await expect(reader.locator("#policies")).not.toContainText("Protected");
});

test("a revision that names a victim is hidden at once from everyone but moderators", async ({
  browser,
  page,
}) => {
  const slug = countryFor("samoa", "rwanda", "uganda");
  const victim = `Quintessa Vermilion ${Date.now().toString(36)}`;
  const author = await newPage(browser, await makePerson({ name: "Ines Author", role: "trusted" }), false);
  await writePlainly(author, slug, "policies", `The case of ${victim}.`, `On ${victim}`);
  const number = await openRevision(page, slug, victim);
  await expect(page.locator("main")).toContainText(`The case of ${victim}.`);
  await expect(page.getByRole("link", { name: "Hide or show" })).toBeHidden();
  // Without scripts the page does not know who is a moderator: it shows the link, and others are refused.
  await author.goto(`/countries/${slug}/revisions/${number}`);
  await author.getByRole("link", { name: "Hide or show (moderators)" }).click();
  await expect(author).toHaveURL(new RegExp(`/moderation/revisions/${slug}/${number}$`));
  await expect(author.getByLabel("Reason", { exact: true })).toHaveCount(0);

  // A current text cannot be hidden: it is edited first.
  const moderator = await asModerator(browser, "Nadia Moderator");
  await moderator.goto(`/countries/${slug}/revisions/${number}`);
  await moderator.getByRole("link", { name: "Hide or show" }).click();
  await expect(moderator.locator("main")).toContainText("This is the current text.");
  await expect(moderator.getByLabel("Hide the text")).toHaveCount(0);
  await writePlainly(author, slug, "policies", "The case is before the court.", "Names nobody");

  await moderator.goto(`/moderation/revisions/${slug}/${number}`);
  await expectAccessible(moderator);
  await moderator.getByRole("button", { name: "Hide", exact: true }).click();
  await expect(moderator.locator(".errsum")).toBeVisible();
  await moderator.getByLabel("Hide the text").check();
  await moderator.getByLabel("Hide the edit summary").check();
  await moderator.getByLabel("Hide the author").check();
  await moderator.getByLabel("Reason", { exact: true }).fill("It names a victim.");
  await moderator.getByRole("button", { name: "Hide", exact: true }).click();
  await expect(moderator.getByRole("status")).toContainText("Hidden.");
  await expect(moderator.locator("main")).toContainText(`The case of ${victim}.`);
  await expect(moderator.locator("main")).toContainText(/By\s+Ines Author\s+Hidden from readers/);
  await expectAccessible(moderator);
  await moderator.setViewportSize({ width: 320, height: 800 });
  await expectNoSidewaysScroll(moderator);

  for (const reader of [page, author])
    for (const path of [
      `revisions/${number}`,
      `diff?to=${number}`,
      "history",
      "changes.xml",
      `export.json?revision=${number}`,
    ]) {
      const answer = await reader.request.get(`/countries/${slug}/${path}`);
      expect(answer.status(), path).toBe(200);
      expect(await answer.text(), path).not.toContain(victim);
    }
  await page.goto(`/countries/${slug}/revisions/${number}`);
  await expect(page.locator("#policies")).toContainText("A moderator has hidden this text.");
  await expectAccessible(page);
  const taken = await page.request.get(`/countries/${slug}/export.json?revision=${number}`);
  expect((await taken.json()).hidden).toEqual(["policies"]);
  await page.goto(`/countries/${slug}/history`);
  await expect(page.locator("main")).toContainText("Summary hidden by a moderator");
  await expect(page.locator("tbody tr", { hasText: "Summary hidden" }).first()).toContainText(
    "Author hidden by a moderator",
  );
  await author.goto("/me/contributions");
  await expect(author.locator("main")).not.toContainText(victim);

  await moderator.getByRole("button", { name: "Show it again" }).click();
  await expect(moderator.getByRole("status")).toContainText("Visible again.");
  await page.goto(`/countries/${slug}/revisions/${number}`);
  await expect(page.locator("main")).toContainText(`The case of ${victim}.`);

  // A court orders that it is deleted.
  await moderator.getByLabel("Legal reason", { exact: true }).selectOption("court-order");
  await moderator.getByRole("button", { name: "Delete for good" }).click();
  await expect(moderator.getByRole("status")).toContainText("Deleted for good.");
  await expect(moderator.locator("main")).not.toContainText(victim);
  await expect(moderator.locator("main")).toContainText("Deleted by Nadia Moderator");
  await expect(moderator.getByRole("button", { name: "Show it again" })).toHaveCount(0);
  await expectAccessible(moderator);
  await page.goto(`/countries/${slug}/revisions/${number}`);
  await expect(page.locator("main")).toContainText(
    "Moderators deleted this text for good: Order of a court or an authority.",
  );
});
