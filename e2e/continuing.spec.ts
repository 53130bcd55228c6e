import {
  expect,
  expectAccessible,
  expectNoSidewaysScroll,
  join,
  makePerson,
  test,
  waitForMail,
} from "./fixtures";
import { linkIn } from "./product";

/* A visitor who wants to do something is told why to sign in, and arrives there, also by joining. */

const EDIT = "/countries/ghana/edit/policies";

test("a visitor's Edit says why to sign in, and leads on to the editor", async ({ page }) => {
  const person = await makePerson();
  await page.goto(EDIT);
  await page.waitForURL(/\/signin\?next=/);
  const note = page.locator("main .note");
  await expect(note).toContainText("Only members can edit");
  await expect(note).toContainText("After signing in you continue at: Edit “Policies” of Ghana");
  await expectAccessible(page);
  await page.getByLabel("Email").fill(person.email);
  await page.getByLabel("Password").fill(person.password);
  await page.getByRole("button", { name: "Sign in", exact: true }).click();
  await page.waitForURL(`**${EDIT}`);
});

test("a visitor's Watch leads to joining beside signing in, without scripts, in every language", async ({
  browser,
}) => {
  const context = await browser.newContext({
    javaScriptEnabled: false,
    viewport: { width: 320, height: 700 },
  });
  const page = await context.newPage();
  for (const prefix of ["", "/fr", "/ar"]) {
    const email = `watcher-${prefix.slice(1)}-${Date.now().toString(36)}@example.org`;
    await page.goto(`${prefix}/countries/ghana`);
    await page.locator("main a[data-watch]").first().click();
    await page.waitForURL(/\/signin\?next=/);
    await expectNoSidewaysScroll(page);
    await page.locator('main a.btn[href*="/join?next="]').click();
    await page.waitForURL(/\/join\?next=/);
    await expectNoSidewaysScroll(page);
    const named = await page.locator("main .note b").textContent();
    await join(page, email);
    await page.waitForURL(`**${prefix}/join/verify`);
    await page.goto(linkIn(await waitForMail(email), "/join/verify"));
    await expect(page.locator("main .note b")).toHaveText(named ?? "");
    await page.locator('main form button[type="submit"]').first().click();
    await page.waitForURL((url) => url.pathname === `${prefix}/watchlist/watch`);
    await expect(page.locator("h1")).toHaveText(named ?? "");
    await page.goto(`${prefix}/signout`);
    await page.locator('main form button[type="submit"]').click();
    await page.waitForURL(`**${prefix}/signin?done=signed-out`);
  }
  await context.close();
});
