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
  typeAtEnd,
  waitForMail,
  writePlainly,
} from "./fixtures";
import { letAnHourPass } from "./product";
import { setUpTwoFactor } from "./two-factor";

async function newPage(browser: Browser, person: Person, javaScriptEnabled = true): Promise<Page> {
  const context = await browser.newContext({ javaScriptEnabled });
  const page = await context.newPage();
  await signIn(page, person);
  return page;
}

/** Makes words unique by the time, so that stories do not mix. */
const word = (what: string) => `${what} ${Date.now().toString(36)}`;

test("a new member proposes; visitors read what was accepted; a reviewer amends and accepts, and the author is notified", async ({
  browser,
  page,
}) => {
  const slug = countryFor("myanmar", "zambia", "zimbabwe");
  const first = word("Cybercrime Act of Myanmar");
  const author = await makePerson({ name: "Ana Proposer" });
  const writer = await newPage(browser, author);
  await openEditor(writer, slug, "policies");
  await expect(writer.locator("main")).toContainText("Your change will be reviewed before readers see it");
  await typeAtEnd(writer, first);
  await writer.getByLabel("Edit summary").fill("Says what the act is");
  await writer.getByRole("button", { name: "Save changes" }).click();
  await expect(writer).toHaveURL(/\?saved=pending#policies$/);
  await expect(writer.locator("#waiting")).toContainText("Some of these changes are yours.");

  // Visitors see the accepted text, and that a change is waiting.
  await page.goto(`/countries/${slug}`);
  await expect(page.locator("#waiting")).toContainText(/change(s)? awaits? review/);
  await expect(page.locator("#waiting [data-own-pending]")).toBeHidden();
  await expect(page.locator("main")).not.toContainText(first);
  await expectAccessible(page);
  await page.goto(`/countries/${slug}/pending`);
  await expect(page).toHaveURL(/\/signin\?next=/);

  // The author continues their pending edit and does not see the earlier text.
  await openEditor(writer, slug, "policies");
  await expect(writer.locator("main")).toContainText("You have a change waiting for review");
  await expect(writer.locator(".ProseMirror")).toContainText(first);

  const reviewer = await newPage(browser, await makePerson({ name: "Ben Reviewer", role: "trusted" }));
  await reviewer.goto("/moderation");
  await reviewer.getByRole("link", { name: "Edits to profiles" }).click();
  await expect(reviewer).toHaveURL(/\/moderation\/edits$/);
  await expectAccessible(reviewer);
  const row = reviewer.locator("tbody tr", { hasText: "Ana Proposer" });
  await expect(row).toContainText("Not reserved");
  await row.getByRole("link", { name: "Says what the act is" }).click();
  await expect(reviewer.locator("main ins", { hasText: first }).first()).toBeVisible();
  await reviewer.getByRole("button", { name: "Reserve for 24 hours" }).click();
  await expect(reviewer.locator("main")).toContainText("You have reserved this change");
  await expectAccessible(reviewer);
  await reviewer.setViewportSize({ width: 320, height: 800 });
  await expectNoSidewaysScroll(reviewer);
  await reviewer.setViewportSize({ width: 1280, height: 800 });
  await reviewer.getByRole("link", { name: "Edit and accept" }).click();
  await expect(reviewer.locator(".ProseMirror")).toContainText(first);
  await typeAtEnd(reviewer, "As the Ministry of Communications publishes it.");
  await reviewer.getByLabel("Edit summary").fill("Accepted, with who publishes it");
  await reviewer.getByRole("button", { name: "Save changes" }).click();
  await expect(reviewer).toHaveURL(/\?saved=published#policies$/);

  await page.goto(`/countries/${slug}`);
  await expect(page.locator("#policies")).toContainText(first);
  await expect(page.locator("#policies")).toContainText("As the Ministry of Communications publishes it.");
  await expect(page.locator("#waiting")).toHaveCount(0);

  await writer.goto("/notifications");
  await expect(writer.locator("main")).toContainText("Your edit was accepted");
  await letAnHourPass(author);
  expect((await waitForMail(author.email)).text).toContain("Your edit was accepted");
  await writer.goto("/me");
  await expect(writer.locator("#trust").locator("..")).toContainText("1 of 5");
});

test("a new member proposes, the focal point amends, accepts and verifies; a later edit shows that there is one since", async ({
  browser,
  page,
}) => {
  const writer = await newPage(browser, await makePerson({ name: "Nadia Proposer" }), false);
  await writePlainly(writer, "eswatini", "policies", word("A strategy of five years"), "Names the strategy");
  await expect(writer).toHaveURL(/saved=pending/);

  const focal = await newPage(browser, await makePerson({ role: "focal-point", country: "SZ" }));
  await setUpTwoFactor(focal);
  await focal.goto("/countries/eswatini/pending");
  await focal.getByRole("link", { name: "Names the strategy" }).click();
  await focal.getByRole("link", { name: "Edit and accept" }).click();
  await expect(focal.locator(".ProseMirror")).toContainText("A strategy of five years");
  await typeAtEnd(focal, "The ministry publishes it.");
  await focal.getByLabel("Edit summary").fill("Accepted, with who publishes it");
  await focal.getByRole("button", { name: "Save changes" }).click();
  await expect(focal).toHaveURL(/\?saved=published#policies$/);
  await focal.goto("/countries/eswatini/check/policies");
  await focal.getByRole("button", { name: "Mark as verified" }).click();
  await expect(focal.getByRole("status")).toContainText("this section is verified");

  const section = page.locator("#policies");
  await page.goto("/countries/eswatini");
  await expect(section).toContainText("The ministry publishes it.");
  await expect(section).toContainText(/Verified on \d+ \w+ \d{4} by the focal point/);
  await expect(section).toContainText("no edits since");

  const later = await newPage(browser, await makePerson({ role: "trusted" }), false);
  await writePlainly(later, "eswatini", "policies", "The strategy ended in 2025.", "It has ended");
  await page.goto("/countries/eswatini");
  await expect(section).toContainText("by the focal point");
  await section.getByRole("link", { name: /^1 edit since/ }).click();
  await expect(page.locator("main ins").first()).toContainText("The strategy ended in 2025.");
  await expectAccessible(page);
});

test("of two simultaneous reviewers the second is told, and a rejection shows its reason; without scripts", async ({
  browser,
}) => {
  const slug = countryFor("nauru", "namibia", "botswana");
  const author = await makePerson({ name: "Cleo Proposer" });
  const writer = await newPage(browser, author, false);
  await writePlainly(writer, slug, "policies", word("A sentence without a source"), "Adds a sentence");
  await expect(writer).toHaveURL(/saved=pending/);
  await writer.goto(`/countries/${slug}/pending`);
  await writer.getByRole("link", { name: "Adds a sentence" }).click();
  await expect(writer.locator("main")).toContainText("another person decides");

  const pages: Page[] = [];
  for (const name of ["Ada Quick", "Ben Late"]) {
    const reviewer = await newPage(browser, await makePerson({ name, role: "trusted" }), false);
    await reviewer.goto(`/countries/${slug}/pending`);
    await reviewer.getByRole("link", { name: "Adds a sentence" }).click();
    pages.push(reviewer);
  }
  const [quick, late] = pages as [Page, Page];
  await quick.getByRole("button", { name: "Reject" }).click();
  await expect(quick.locator(".errsum")).toBeVisible();
  await quick.getByLabel("Reason for rejecting").fill("No source says so.");
  await quick.getByRole("button", { name: "Reject" }).click();
  await expect(quick.locator("main")).toContainText("Rejected. Its author has been notified of the reason.");
  await late.getByRole("button", { name: "Accept", exact: true }).click();
  await expect(late.locator(".errsum")).toContainText("Someone else has already decided on this edit.");
  await expect(late.locator("main")).toContainText("Ada Quick");

  await writer.goto("/notifications");
  await expect(writer.locator("main")).toContainText("No source says so.");
  await letAnHourPass(author);
  expect((await waitForMail(author.email)).text).toContain("No source says so.");
});
