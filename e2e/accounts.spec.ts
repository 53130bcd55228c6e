import type { Page } from "@playwright/test";
import {
  choose,
  expect,
  expectAccessible,
  expectNoSidewaysScroll,
  join,
  makePerson,
  PASSWORD,
  signInByPage,
  test,
  waitForMail,
} from "./fixtures";
import { linkIn } from "./product";

let made = 0;

/** Returns an unused address. */
function newAddress(): string {
  made += 1;
  return `joiner-${process.pid}-${made}-${Date.now().toString(36)}@example.org`;
}

async function fillIn(page: Page, email: string, name = "Awa Ndiaye"): Promise<void> {
  await page.getByLabel("Full name").fill(name);
  await page.getByLabel("Email").fill(email);
  await page.getByLabel("Password").fill(PASSWORD);
  await choose(page.getByRole("combobox", { name: "Country" }), "Sénégal", "Senegal");
  await page.getByLabel("Institution", { exact: true }).fill("Tribunal de Dakar");
  await page.getByLabel("Sector").selectOption({ index: 2 });
  await page.getByLabel("I accept the community charter").check();
}

test.describe("joining", () => {
  test("ends by the mail's link with a session, in the browser that joined (A4, A7)", async ({ page }) => {
    const email = newAddress();
    await page.goto("/join");
    await expectAccessible(page);
    await fillIn(page, email);
    await page.getByRole("button", { name: "Join the community" }).click();
    await expect(page.getByRole("heading", { level: 1 })).toHaveText("Check your email");
    await expectAccessible(page);
    await page.getByRole("button", { name: "Resend the email" }).click();
    await expect(page.locator("main").getByRole("status")).toContainText("sent again");

    await page.goto(linkIn(await waitForMail(email), "/join/verify"));
    await expect(page.locator("main")).toContainText("Awa Ndiaye");
    await expectAccessible(page);
    await page.getByRole("button", { name: "Confirm email address" }).click();
    await page.waitForURL("**/welcome");
    await expectAccessible(page);
    await expect(
      page.getByRole("group", { name: /Account/ }).or(page.locator("[data-member]")),
    ).toBeVisible();
  });

  test("works without scripts, in three languages, at 320 pixels", async ({ browser }) => {
    const context = await browser.newContext({
      javaScriptEnabled: false,
      viewport: { width: 320, height: 700 },
    });
    const page = await context.newPage();
    for (const prefix of ["", "/fr", "/ar"]) {
      const email = newAddress();
      await page.goto(`${prefix}/join`);
      await expect(page.locator("html")).toHaveAttribute("dir", prefix === "/ar" ? "rtl" : "ltr");
      await join(page, email);
      await page.waitForURL(`**${prefix}/join/verify`);
      const link = linkIn(await waitForMail(email), "/join/verify");
      expect(new URL(link).pathname).toBe(`${prefix}/join/verify`);
      await page.goto(link);
      await page.locator('main form button[type="submit"]').first().click();
      await page.waitForURL(`**${prefix}/welcome`);
      await page.goto(`${prefix}/signout`);
      await page.locator('main form button[type="submit"]').click();
      await page.waitForURL(`**${prefix}/signin?done=signed-out`);
    }
    await context.close();
  });

  test("keeps the typed values and links to each error, by keyboard alone", async ({ page }) => {
    await page.goto("/join");
    await page.getByLabel("Full name").focus();
    await page.keyboard.type("Awa Ndiaye");
    await page.keyboard.press("Tab");
    await page.keyboard.type("no address");
    await page.keyboard.press("Enter");
    const summary = page.getByRole("alert");
    await expect(summary).toBeFocused();
    await expect(page).toHaveTitle(/^Error: Join the community \|/);
    await expect(summary).toContainText("Email");
    await expectAccessible(page);
    await summary.getByRole("link", { name: /^Email/ }).focus();
    await page.keyboard.press("Enter");
    await expect(page.getByLabel("Email")).toBeFocused();
    await expect(page.getByLabel("Full name")).toHaveValue("Awa Ndiaye");
    await expect(page.getByLabel("Email")).toHaveAccessibleDescription(/Enter an email address/);
    await expect(page.getByLabel("Password")).toHaveValue("");
  });

  test("shows errors in the title and in a focused summary, without scripts", async ({ browser }) => {
    const context = await browser.newContext({ javaScriptEnabled: false });
    const page = await context.newPage();
    const titles = { "": /^Error: /, "/fr": /^Erreur\u00a0: /, "/ar": /^خطأ: / };
    for (const [prefix, title] of Object.entries(titles)) {
      await page.goto(`${prefix}/join`);
      await page.locator('main form button[type="submit"]').first().click();
      await expect(page).toHaveTitle(title);
      await expect(page.locator(".errsum")).toBeFocused();
      await page.locator('.errsum a[href="#email"]').click();
      await expect(page.locator("#email")).toBeInViewport();
    }
    await page.goto("/signin?problem=sso_failed");
    await expect(page).toHaveTitle(/^Error: Sign in/);
    await context.close();
  });

  test("gives the same answer for a known and a new address, and mails the owner", async ({ page }) => {
    const owner = await makePerson();
    await page.goto("/join");
    await fillIn(page, owner.email, "Someone Else");
    await page.getByRole("button", { name: "Join the community" }).click();
    await expect(page.getByRole("heading", { level: 1 })).toHaveText("Check your email");
    const mail = await waitForMail(owner.email);
    expect(mail.subject).toBe("You already have an account");
    expect(mail.text).not.toContain("token=");
  });
});

test.describe("signing in", () => {
  test("returns to the earlier page, and signs out again", async ({ page }) => {
    const person = await makePerson();
    await page.goto("/me/security");
    await page.waitForURL(/\/signin\?next=/);
    await expectAccessible(page);
    await page.getByLabel("Email").fill(person.email);
    await page.getByLabel("Password").fill("not the password at all");
    await page.getByRole("button", { name: "Sign in", exact: true }).click();
    await expect(page.getByRole("alert")).toContainText("The email address or the password is wrong");
    await expect(page.getByLabel("Email")).toHaveValue(person.email);
    await page.getByLabel("Password").fill(person.password);
    await page.getByRole("button", { name: "Sign in", exact: true }).click();
    await page.waitForURL("**/me/security");
    await page.goto("/signout");
    await page.locator("main").getByRole("button", { name: "Sign out" }).click();
    await page.goto("/me");
    await page.waitForURL(/\/signin\?next=/);
  });

  test("from another browser is reported by mail; a new password ends it at once (A6)", async ({
    page,
    browser,
  }) => {
    const person = await makePerson();
    await signInByPage(page, person);
    const other = await (await browser.newContext()).newPage();
    await signInByPage(other, person);
    const told = await waitForMail(person.email);
    expect(told.subject).toBe("New sign-in to your account");

    await page.goto("/forgot");
    await expectAccessible(page);
    await page.getByLabel("Email").fill(person.email);
    await page.getByRole("button", { name: "Send reset link" }).click();
    await expect(page.getByRole("heading", { level: 1 })).toHaveText("Check your email");
    const link = linkIn(await waitForMail(person.email, 2), "/reset");
    await page.goto(link);
    await expectAccessible(page);
    await page.getByLabel("New password").fill("another harbour in december");
    await page.getByRole("button", { name: "Set new password" }).click();
    await page.waitForURL("**/signin?done=reset");
    await other.goto("/me");
    await other.waitForURL(/\/signin/);
    await page.goto(link);
    await expect(page.getByRole("heading", { level: 1 })).toHaveText("This link no longer works");
    await signInByPage(page, { ...person, password: "another harbour in december" });
    await other.context().close();
  });
});

test("no page of an account is wider than a small screen, in any language", async ({ page }) => {
  await page.setViewportSize({ width: 320, height: 700 });
  for (const path of [
    "/join",
    "/join/verify",
    "/signin",
    "/signin/code",
    "/forgot",
    "/reset",
    "/signout",
    "/me/email",
  ]) {
    for (const prefix of ["", "/fr", "/ar"]) {
      await page.goto(prefix + path);
      await expectNoSidewaysScroll(page);
    }
  }
});
