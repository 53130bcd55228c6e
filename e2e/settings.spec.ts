import type { Page } from "@playwright/test";
import sharp from "sharp";
import { expect, expectAccessible, expectNoSidewaysScroll, signIn } from "./fixtures";
import { testOnOwnSite as test } from "./own-site";
import { setUpTwoFactor } from "./two-factor";

/* What is changed here is on every page, so these stories have a site of their own. */

const today = () => new Date().toISOString().slice(0, 10);

async function open(admin: Page, part: string): Promise<void> {
  await admin
    .getByRole("navigation", { name: "Parts of the settings" })
    .getByRole("link", { name: part })
    .click();
  await expect(admin.getByRole("heading", { level: 2, name: part })).toBeVisible();
}

async function save(admin: Page): Promise<void> {
  await admin.getByRole("button", { name: "Save settings" }).click();
  await expect(admin.getByRole("status").filter({ hasText: "The settings were saved" })).toBeVisible();
}

test("an operator brands the site, and a visitor sees it in English and Arabic", async ({
  page: admin,
  browser,
  site,
}) => {
  test.slow();
  await signIn(admin, site.makePerson("administrator"));
  await setUpTwoFactor(admin);
  const visitor = await (await browser.newContext({ baseURL: site.url })).newPage();
  await visitor.goto("/about");
  await expect(visitor).toHaveTitle(/\| Octopus Community$/);

  await admin.goto("/admin");
  await admin.getByRole("link", { name: "Settings", exact: true }).click();
  await admin.getByLabel("Site name", { exact: true }).fill("Sahel Cyber Forum");
  await admin.getByLabel("Site name in Arabic").fill("منتدى الساحل السيبراني");
  await admin.getByLabel("Contact address").fill("desk@forum.example");
  await save(admin);

  await open(admin, "Colour");
  await admin.getByLabel("Accent colour on light pages").fill("#ffff00");
  await admin.getByRole("button", { name: "Save settings" }).click();
  await expect(admin.getByText("The contrast with the page is only 1.01 to 1")).toBeVisible();
  await expectAccessible(admin);
  await admin.getByLabel("Accent colour on light pages").fill("#7a0019");
  await save(admin);

  await open(admin, "Announcements");
  const first = admin.getByRole("group", { name: "Announcement 1" });
  await first.getByLabel("Text in English").fill("The forum meets on Monday.");
  await first.getByLabel("Text in Arabic").fill("يجتمع المنتدى يوم الاثنين.");
  await first.getByLabel("First day").fill(today());
  await first.getByLabel("Last day").fill("2099-12-31");
  await save(admin);

  await visitor.goto("/about");
  await expect(visitor).toHaveTitle("About this site | Sahel Cyber Forum");
  await expect(visitor.getByRole("banner")).toContainText("Sahel Cyber Forum");
  await expect(
    visitor.getByRole("contentinfo").getByRole("link", { name: "Contact by email" }),
  ).toHaveAttribute("href", "mailto:desk@forum.example");
  const accent = () =>
    visitor.evaluate(() => getComputedStyle(document.documentElement).getPropertyValue("--accent").trim());
  expect(await accent()).toBe("#7a0019");
  await expectAccessible(visitor);

  await visitor.goto("/ar/about");
  await expect(visitor).toHaveTitle(/\| منتدى الساحل السيبراني$/);
  const announcements = visitor.getByRole("region", { name: "إعلانات" });
  await expect(announcements).toContainText("يجتمع المنتدى يوم الاثنين.");
  await visitor.setViewportSize({ width: 320, height: 800 });
  await expectNoSidewaysScroll(visitor);
  await announcements.getByRole("button").click();
  await expect(announcements.getByText("يجتمع المنتدى")).toBeHidden();
  await visitor.goto("/about");
  await expect(visitor.getByText("The forum meets on Monday.")).toBeHidden();
  expect((await visitor.context().cookies()).length).toBe(0);
});

test("a language is switched off and on again, and the main menu follows its order", async ({
  page: admin,
  browser,
  site,
}) => {
  test.slow();
  await signIn(admin, site.makePerson("administrator"));
  await setUpTwoFactor(admin);
  const visitor = await (await browser.newContext({ baseURL: site.url })).newPage();
  expect((await visitor.goto("/fr/about"))?.status()).toBe(200);

  await admin.goto("/admin/settings");
  await open(admin, "Languages and registration");
  await admin.getByLabel("Français").uncheck();
  await admin.getByLabel("Registration is closed.").check();
  await save(admin);
  expect((await visitor.goto("/fr/about"))?.status()).toBe(404);
  expect((await visitor.request.get("/fr/blog/feed.xml")).status()).toBe(404);
  await visitor.goto("/join");
  await expect(visitor.getByText("Registration is currently closed.")).toBeVisible();
  await visitor.locator("summary", { hasText: "Language" }).click();
  await expect(visitor.getByRole("link", { name: "العربية" })).toBeVisible();
  await expect(visitor.getByRole("link", { name: "Français" })).toHaveCount(0);

  await open(admin, "Navigation");
  await admin.getByLabel("Blog").selectOption("1");
  await admin.getByLabel("Members").selectOption({ label: "Not in the menu" });
  await save(admin);
  await visitor.goto("/about");
  const menu = visitor.locator("#nav");
  await expect(menu.getByRole("link").first()).toHaveText("Countries");
  await expect(menu.getByRole("link", { name: "Blog" })).toBeVisible();
  await expect(menu.getByRole("link", { name: "Members" })).toHaveCount(0);

  await admin.goto("/admin/settings?part=access");
  await admin.getByLabel("Français").check();
  await save(admin);
  expect((await visitor.goto("/fr/about"))?.status()).toBe(200);

  await signIn(visitor, site.makePerson("member"));
  expect((await visitor.goto("/admin/settings"))?.status()).toBe(403);
});

/** Draws a logo: a shield, and the name of the site if asked. */
const drawLogo = (width: number, name: string) =>
  sharp(
    Buffer.from(`<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="100" viewBox="0 0 ${width} 100">
      <path d="M14 10h72v40c0 24-20 36-36 42C34 86 14 74 14 50z" fill="#e8b04a"/>
      <text x="104" y="64" font-family="sans-serif" font-size="42" fill="#ffffff">${name}</text></svg>`),
  )
    .png()
    .toBuffer();

test("an operator puts a logo in place of the octopus, from an upload that is checked first", async ({
  page: admin,
  browser,
  site,
}) => {
  test.slow();
  site.work();
  await signIn(admin, site.makePerson("administrator"));
  await setUpTwoFactor(admin);
  await admin.goto("/admin/settings?part=logo");
  const sent = [
    { name: "forum.png", mimeType: "image/png", buffer: await drawLogo(520, "Sahel Forum") },
    { name: "shield.png", mimeType: "image/png", buffer: await drawLogo(100, "") },
  ];
  await admin.getByLabel("Files", { exact: true }).setInputFiles(sent);
  const light = admin.getByLabel("Logo on light pages");
  // The page is drawn again until the pictures have been checked.
  await expect(light.locator("option")).toHaveCount(3, { timeout: 60_000 });
  // Both were sent at the same moment, so either can be the newer one.
  expect((await light.locator("option").allTextContents()).sort()).toEqual([
    "The octopus",
    "forum.png",
    "shield.png",
  ]);
  await light.selectOption({ label: "forum.png" });
  await admin.getByLabel("Icon in browser tabs").selectOption({ label: "shield.png" });
  await admin.getByLabel("The logo contains the name of the site").check();
  await save(admin);
  await expectAccessible(admin);

  const visitor = await (await browser.newContext({ baseURL: site.url })).newPage();
  await visitor.goto("/ar/about");
  const logo = visitor.getByRole("banner").getByRole("img", { name: "Octopus Community" });
  await expect(logo).toHaveJSProperty("complete", true);
  expect(await logo.evaluate((image: HTMLImageElement) => image.naturalWidth)).toBeGreaterThan(300);
  await expect(visitor.locator('link[rel="icon"]')).toHaveAttribute(
    "href",
    /^\/site\/pictures\/[\w-]{22}\.webp$/,
  );
  await expectAccessible(visitor);
  await visitor.setViewportSize({ width: 320, height: 800 });
  await expectNoSidewaysScroll(visitor);

  // Without the upload, the logo stays.
  await admin.goto("/me/uploads");
  for (const name of ["forum.png", "shield.png"])
    await admin.getByRole("button", { name: `Remove ${name}` }).click();
  await admin.goto("/admin/settings?part=logo");
  await expect(light.locator("option")).toHaveText(["The octopus", "The present picture"]);
  await light.selectOption({ label: "The octopus" });
  await admin.getByLabel("The logo contains the name of the site").uncheck();
  await save(admin);
  await visitor.goto("/about");
  await expect(logo).toHaveCount(0);
  await expect(visitor.getByRole("banner").getByRole("link", { name: /^Octopus/ })).toBeVisible();
});
