import type { Browser, BrowserContext, Page } from "@playwright/test";
import { expect, expectAccessible, expectNoSidewaysScroll, signIn, typeAtEnd } from "./fixtures";
import { type OwnSite, testOnOwnSite as test } from "./own-site";
import { setUpTwoFactor } from "./two-factor";

/* The charter is linked from every page and other stories read it, so this one has a site of its own. */

const OWN = "We meet on the first Monday of the month.";
const OWN_ARABIC = "نجتمع في أول يوم اثنين من الشهر.";

async function enter(page: Page, site: OwnSite, role: string): Promise<void> {
  await signIn(page, site.makePerson(role));
  await setUpTwoFactor(page);
}

/** Opens a page in a browser without scripts, with the session of another. */
async function withoutScripts(browser: Browser, context: BrowserContext, url: string): Promise<Page> {
  const storageState = await context.storageState();
  return (await browser.newContext({ baseURL: url, storageState, javaScriptEnabled: false })).newPage();
}

test("an administrator writes the charter in two languages, and goes back to the product's text", async ({
  page: admin,
  browser,
  site,
}) => {
  test.setTimeout(150_000);
  await enter(admin, site, "administrator");
  const visitor = await (await browser.newContext({ baseURL: site.url })).newPage();
  await visitor.goto("/charter");
  await expect(visitor.getByRole("link", { name: "History of this page" })).toHaveCount(0);

  await admin.goto("/admin/settings");
  await admin.getByRole("link", { name: "Texts of pages" }).click();
  await expect(admin.getByRole("row", { name: /Community charter/ }).first()).toContainText(
    "Software’s text",
  );
  await admin.getByRole("link", { name: "Edit: Community charter, English" }).click();
  await expect(admin.locator("#editor .ProseMirror")).toContainText(
    "Everyone who joins accepts this charter.",
  );
  await typeAtEnd(admin, OWN);
  await admin.getByLabel("Edit summary").fill("When we meet");
  await expectAccessible(admin);
  await admin.getByRole("button", { name: "Publish changes" }).click();
  await expect(admin.getByRole("status").filter({ hasText: "Your text is published." })).toBeVisible();
  await expect(admin.locator("#editor .ProseMirror")).toContainText(OWN);
  await admin.getByLabel("Edit summary").fill("Nothing");
  await admin.getByRole("button", { name: "Publish changes" }).click();
  await expect(admin.getByRole("status").filter({ hasText: "Nothing has changed" })).toBeVisible();

  await visitor.goto("/charter");
  await expect(visitor.getByText(OWN)).toBeVisible();
  await expect(visitor.getByRole("heading", { level: 2, name: "What never belongs here" })).toBeVisible();
  await expectAccessible(visitor);
  await visitor.setViewportSize({ width: 320, height: 800 });
  await expectNoSidewaysScroll(visitor);
  await visitor.goto("/fr/charter");
  await expect(visitor.getByText(OWN)).toHaveCount(0);
  await expect(visitor.getByRole("link", { name: "Historique de cette page" })).toHaveCount(0);

  const plain = await withoutScripts(browser, admin.context(), site.url);
  await plain.goto("/ar/charter/edit");
  const field = plain.getByRole("textbox", { name: "نص الصفحة" });
  await field.fill(`${await field.inputValue()}\n\n${OWN_ARABIC} [الشروط](/terms)`);
  await plain.getByRole("button", { name: "معاينة التغييرات" }).click();
  await expect(plain.locator("#preview")).toBeVisible();
  await plain.getByLabel("ملخص التعديل").fill("موعد الاجتماع");
  await plain.getByRole("button", { name: "نشر التعديلات" }).click();
  await expect(plain.getByRole("status").filter({ hasText: "نُشر نصك." })).toBeVisible();
  await visitor.goto("/ar/charter");
  await expect(visitor.getByText(OWN_ARABIC)).toBeVisible();
  await expect(visitor.getByRole("article").getByRole("link", { name: "الشروط" })).toHaveAttribute(
    "href",
    "/ar/terms",
  );
  await expectNoSidewaysScroll(visitor);

  await readHistory(visitor);
  await admin.goto("/admin/settings/pages");
  const french = admin.getByRole("row", { name: /Community charter.*French/ });
  await expect(french).toContainText("Other languages have their own text");
  await expectAccessible(admin);
  await admin.setViewportSize({ width: 320, height: 800 });
  await expectNoSidewaysScroll(admin);
  await admin.setViewportSize({ width: 1280, height: 800 });
  await admin.getByRole("link", { name: "Compare: Community charter, English" }).click();
  await expect(admin.getByText(OWN)).toBeVisible();
  await expectAccessible(admin);
  await admin.getByRole("button", { name: "Use the software’s text again" }).click();
  await expect(
    admin.getByRole("status").filter({ hasText: "Readers see the software’s text again." }),
  ).toBeVisible();
  await visitor.goto("/charter");
  await expect(visitor.getByText(OWN)).toHaveCount(0);
  await visitor.goto("/ar/charter");
  await expect(visitor.getByText(OWN_ARABIC)).toBeVisible();

  // The earlier text is a click away: its link is for administrators.
  await admin.goto("/charter/revisions/2");
  await admin.getByRole("link", { name: "Revert to this text", exact: true }).click();
  await expectAccessible(admin);
  await admin.getByRole("button", { name: "Revert to this revision" }).click();
  await expect(
    admin.getByRole("status").filter({ hasText: "The earlier text is published again." }),
  ).toBeVisible();
  await visitor.goto("/charter");
  await expect(visitor.getByText(OWN)).toBeVisible();
});

/** A visitor reads the history of the English charter, compares, and is not offered to revert. */
async function readHistory(visitor: Page): Promise<void> {
  await visitor.goto("/charter");
  await visitor.getByRole("link", { name: "History of this page" }).click();
  await expect(visitor.getByText("When we meet")).toBeVisible();
  await expect(visitor.getByText("The text that comes with the software")).toBeVisible();
  await expectAccessible(visitor);
  await visitor.goto("/charter/diff?from=1&to=2");
  await expect(visitor.locator("ins").filter({ hasText: OWN }).first()).toBeVisible();
  await expectAccessible(visitor);
  await visitor.goto("/charter/revisions/1");
  await expect(visitor.getByRole("link", { name: /Revert to this text/ })).toBeHidden();
  await expect(visitor.getByText(OWN)).toHaveCount(0);
  await expectAccessible(visitor);
}

test("a moderator cannot write the charter", async ({ page: moderator, site }) => {
  test.slow();
  await enter(moderator, site, "moderator");
  for (const path of ["/charter/edit", "/charter/product", "/admin/settings/pages"])
    expect((await moderator.goto(path))?.status(), path).toBe(403);
  const answer = await moderator.request.put("/api/pages/charter-en/text", {
    data: { base: null, clientToken: "by-a-moderator", summary: "By a moderator", content: {} },
    headers: { origin: site.url },
  });
  expect(answer.status()).toBe(403);
});
