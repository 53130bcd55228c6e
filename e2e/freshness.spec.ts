import type { Browser, Page } from "@playwright/test";
import {
  countryFor,
  expect,
  expectAccessible,
  expectNoSidewaysScroll,
  makePerson,
  openMore,
  signIn,
  test,
  waitForMail,
  writePlainly,
} from "./fixtures";
import { letAnHourPass, letSectionAge, linkIn } from "./product";
import { nextCode, setUpTwoFactor } from "./two-factor";

/** Writes a section of a country as another trusted member, without scripts: one edit, published at once. */
async function write(browser: Browser, slug: string, section: string, text: string): Promise<void> {
  const context = await browser.newContext({ javaScriptEnabled: false });
  const page = await context.newPage();
  await signIn(page, await makePerson({ role: "trusted" }));
  await writePlainly(page, slug, section, text, "Writes the section");
  await context.close();
}

test("a focal point verifies a section; a later edit keeps the mark and counts", async ({
  browser,
  page,
}) => {
  await write(browser, "cabo-verde", "safeguards", "A judge authorises the search of a computer.");
  await signIn(page, await makePerson({ role: "focal-point", country: "CV" }));
  await setUpTwoFactor(page);
  await page.goto("/countries/cabo-verde/check/safeguards");
  await expectAccessible(page);
  await page.getByRole("button", { name: "Mark as verified" }).click();
  await expect(page.getByRole("status")).toContainText("this section is verified");
  await expect(page.locator("main tbody tr").first()).toContainText("Verified");

  const reader = await (await browser.newContext({ javaScriptEnabled: false })).newPage();
  await reader.goto("/countries/cabo-verde");
  const section = reader.locator("#safeguards");
  await expect(section).toContainText(/Verified on \d+ \w+ \d{4} by the focal point/);
  await expect(section).toContainText("no edits since");

  await write(
    browser,
    "cabo-verde",
    "safeguards",
    "A judge authorises the search of a computer, in writing.",
  );
  await reader.goto("/countries/cabo-verde");
  await expect(section).toContainText("by the focal point");
  await section.getByRole("link", { name: /^1 edit since/ }).click();
  await expect(reader).toHaveURL(/\/countries\/cabo-verde\/diff\?from=\d+&to=\d+#change-safeguards$/);
  await expect(reader.locator("main ins").first()).toContainText("in writing");
  await reader.context().close();
});

test("the board counts the sections of every country, without scripts", async ({ browser }) => {
  const reader = await (await browser.newContext({ javaScriptEnabled: false })).newPage();
  await reader.goto("/countries/freshness");
  await expect(reader.locator("main")).toContainText(/As of \d+ \w+ \d{4}/);
  await reader.getByRole("link", { name: "Africa", exact: true }).click();
  await expect(reader).toHaveURL(/\?region=Africa$/);
  await expect(reader.getByRole("link", { name: "Senegal" })).toBeVisible();
  await expect(reader.getByRole("link", { name: "Georgia" })).toHaveCount(0);
  await reader.context().close();
});

test("an overdue section is amber, its focal point gets a mail, and the mail's link confirms it once", async ({
  browser,
  page,
}) => {
  await write(
    browser,
    "seychelles",
    "policies",
    "A national strategy against cybercrime was adopted in 2019.",
  );
  const focal = await makePerson({ role: "focal-point", country: "SC" });
  await letSectionAge("seychelles", "policies", 367);
  await page.goto("/countries/seychelles");
  const section = page.locator("#policies");
  await expect(async () => {
    await page.reload();
    await expect(section).toContainText("Review was due on");
  }).toPass();
  // The line below the section says it in two words; the button is one of the things behind "More".
  await expect(section.getByText("Review due", { exact: true })).toBeVisible();
  await section.getByText(/^More/).click();
  await expect(section.getByRole("button", { name: /^Still correct/ })).toBeVisible();
  await expectAccessible(page);

  await letAnHourPass(focal);
  // The first mail is about the role.
  const mail = await waitForMail(focal.email, 2);
  expect(mail.text).toContain("confirm that it is still correct");
  expect(mail.oneClick).not.toBeNull();
  const link = linkIn(mail, "/still-correct");
  const reader = await (await browser.newContext({ javaScriptEnabled: false })).newPage();
  await reader.goto(link);
  await expect(reader.locator("main")).toContainText("Policies of Seychelles was last checked on");
  await reader.goto(link);
  await reader.getByRole("button", { name: "Still correct" }).click();
  await expect(reader.getByRole("status")).toContainText("its review period has restarted");
  expect((await reader.goto(link))?.status()).toBe(410);
  await reader.goto("/countries/seychelles");
  await expect(reader.locator("#policies")).toContainText("Review due by");
  await reader.context().close();
});

/** Counts the clicks on a page from now on, over all pages that it leads to. */
async function countClicks(page: Page): Promise<() => number> {
  let clicks = 0;
  await page.exposeFunction("countClick", () => {
    clicks += 1;
  });
  await page.addInitScript(() => {
    addEventListener("click", () => void (window as unknown as { countClick(): void }).countClick(), true);
  });
  return () => clicks;
}

test("a focal point verifies on the profile in three clicks from sign-in; other readers see no button", async ({
  browser,
  page,
}) => {
  const slug = countryFor("burkina-faso", "burundi", "turkmenistan");
  const country = { "burkina-faso": "BF", burundi: "BI", turkmenistan: "TM" }[slug] ?? "";
  for (const section of ["policies", "safeguards", "legislation", "related-laws"])
    await write(browser, slug, section, "A judge authorises the search of a computer.");
  const focal = await makePerson({ role: "focal-point", country });
  await signIn(page, focal);
  const { secret } = await setUpTwoFactor(page);
  await page.context().clearCookies();

  await page.goto("/signin");
  await page.getByLabel("Email").fill(focal.email);
  await page.getByLabel("Password", { exact: true }).fill(focal.password);
  await page.keyboard.press("Enter");
  await page.waitForURL("**/signin/code");
  await page.getByLabel("Code", { exact: true }).fill(nextCode(secret));
  const clicks = await countClicks(page);
  await page.reload();
  await page.getByLabel("Code", { exact: true }).fill(nextCode(secret));
  await page.getByRole("button", { name: "Continue" }).click();
  await page.getByRole("link", { name: /^All sections of / }).click();
  const section = page.locator("#safeguards");
  const verify = section.getByRole("button", { name: "Verify" });
  await expect(verify).toHaveAccessibleDescription(/Safeguards|safeguards/);
  await expectAccessible(page);
  const all = await page.getByRole("button", { name: "Verify" }).count();
  await verify.click();
  await expect(page).toHaveURL(new RegExp(`/countries/${slug}\\?saved=verified#safeguards$`));
  await expect(section).toContainText(/Verified on \d+ \w+ \d{4} by the focal point/);
  expect(clicks()).toBe(3);
  await expect(page.locator(".saved-here:visible")).toContainText("The section is verified");
  await expect(verify).toHaveCount(0);
  await expect(page.getByRole("button", { name: "Verify" })).toHaveCount(all - 1);
  await expectAccessible(page);
  await page.setViewportSize({ width: 320, height: 800 });
  await expectNoSidewaysScroll(page);
  await page.goto(`/ar/countries/${slug}`);
  await expect(page.getByRole("button", { name: "التحقق" })).toHaveCount(all - 1);
  await expectNoSidewaysScroll(page);
  await expectAccessible(page);

  const other = await (await browser.newContext()).newPage();
  await signIn(other, await makePerson({ role: "trusted" }));
  const known = other.waitForResponse("**/api/me*");
  await other.goto(`/countries/${slug}`);
  await known;
  await expect(other.getByRole("button", { name: "Verify" })).toHaveCount(0);
  // Without scripts a link at the section leads to the form.
  const plain = await (await browser.newContext({ javaScriptEnabled: false })).newPage();
  await plain.goto(`/countries/${slug}`);
  await openMore(plain.locator("#policies"));
  await plain
    .locator("#policies")
    .getByRole("link", { name: /^Check/ })
    .click();
  await expect(plain).toHaveURL(/\/signin\?next=/);
});
