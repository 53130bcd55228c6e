import type { Page } from "@playwright/test";
import {
  expect,
  expectAccessible,
  expectNoSidewaysScroll,
  makePerson,
  signIn,
  test,
  waitForMail,
} from "./fixtures";
import { letConfirmationLapse } from "./product";

/**
 * Chromium's virtual authenticator, which stores passkeys and verifies its user, like a laptop with a
 * fingerprint reader.
 */
async function plugIn(page: Page) {
  const devtools = await page.context().newCDPSession(page);
  await devtools.send("WebAuthn.enable");
  const { authenticatorId } = await devtools.send("WebAuthn.addVirtualAuthenticator", {
    options: {
      protocol: "ctap2",
      transport: "internal",
      hasResidentKey: true,
      hasUserVerification: true,
      isUserVerified: true,
      automaticPresenceSimulation: true,
    },
  });
  return { devtools, authenticatorId };
}

async function addPasskey(page: Page, name: string): Promise<void> {
  await page.goto("/me/security");
  await page.getByRole("link", { name: "Add a passkey" }).click();
  await page.getByLabel("Name", { exact: true }).fill(name);
  await page.getByRole("button", { name: "Create passkey" }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("The passkey was added");
}

test("a passkey is added, signs in alone and as the second step, and is removed", async ({ page }) => {
  const person = await makePerson();
  const { devtools, authenticatorId } = await plugIn(page);
  await signIn(page, person);
  await addPasskey(page, "Laptop of the prosecutor");
  await expect(page.locator("ol.codes code")).toHaveCount(10);
  expect((await waitForMail(person.email)).subject).toContain("passkey");

  // Alone: no password is typed. The browser offers it among what it fills in, or the button asks for it.
  await devtools.send("WebAuthn.setAutomaticPresenceSimulation", { authenticatorId, enabled: false });
  await page.context().clearCookies();
  await page.goto("/signin");
  await expect(page.getByRole("button", { name: "Use a passkey" })).toBeVisible();
  await devtools.send("WebAuthn.setAutomaticPresenceSimulation", { authenticatorId, enabled: true });
  // The browser can give the passkey to the field that asks for one before the button is pressed.
  const button = page.getByRole("button", { name: "Use a passkey" });
  await button.click({ timeout: 5_000 }).catch(() => undefined);
  await page.waitForURL("**/me");

  // After the password.
  await page.context().clearCookies();
  await devtools.send("WebAuthn.setAutomaticPresenceSimulation", { authenticatorId, enabled: false });
  await page.goto("/signin");
  await page.getByLabel("Email", { exact: true }).fill(person.email);
  await page.getByLabel("Password", { exact: true }).fill(person.password);
  await page.getByRole("button", { name: "Sign in", exact: true }).click();
  await page.waitForURL("**/signin/code");
  await devtools.send("WebAuthn.setAutomaticPresenceSimulation", { authenticatorId, enabled: true });
  await page.getByRole("button", { name: "Use a passkey" }).click();
  await page.waitForURL("**/me");

  await page.goto("/me/security");
  const row = page.getByRole("row", { name: /Laptop of the prosecutor/ });
  await expect(row).toBeVisible();
  await expectAccessible(page);
  await row.getByRole("button", { name: "Remove" }).click();
  await expect(page.locator("main")).toContainText("The passkey was removed");
});

test("a passkey confirms a sensitive action, and the waiting form is sent", async ({ page }) => {
  const person = await makePerson();
  await plugIn(page);
  await signIn(page, person);
  await addPasskey(page, "Laptop");
  await page.goto("/me/security");
  await expect(page.getByText("Laptop")).toBeVisible();
  await letConfirmationLapse(person);

  await page.locator('input[name="purpose"]').fill("Held for a passkey");
  await page.getByRole("button", { name: "Create token" }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Confirm that it is you");
  await expect(page.locator("main")).toContainText("token");
  await page.getByRole("button", { name: "Use a passkey" }).click();
  // The form that waited was sent: its token is there, once.
  await expect(page.getByRole("heading", { name: "Your new token" })).toBeVisible();
  await page.goto("/me/security");
  await expect(page.getByRole("rowheader", { name: /Held for a passkey/ })).toHaveCount(1);
});

test("a passkey that is already registered is refused in words, and a session shows how it began", async ({
  page,
}) => {
  const person = await makePerson();
  await plugIn(page);
  await signIn(page, person);
  await addPasskey(page, "Laptop");
  await page.goto("/me/security/passkey");
  await expect(page.getByRole("alert")).toHaveCount(0);
  await page.getByLabel("Name", { exact: true }).fill("Laptop again");
  await page.getByRole("button", { name: "Create passkey" }).click();
  await expect(page.getByRole("alert")).toContainText("already");

  // The virtual authenticator answers the browser's own offer by itself: nothing is pressed.
  await page.context().clearCookies();
  await page.goto("/signin");
  await page.waitForURL("**/me");
  await page.goto("/me/security");
  const row = page.getByRole("row").filter({ hasText: "This device" });
  await expect(row).toContainText("Signed in with a passkey");
});

test("a passkey is offered by autofill", async ({ page }) => {
  const person = await makePerson();
  await plugIn(page);
  await signIn(page, person);
  await addPasskey(page, "Laptop");
  await page.context().clearCookies();
  // The virtual authenticator answers the browser's own offer by itself: nothing is pressed.
  await page.goto("/signin");
  await page.waitForURL("**/me");
});

test("without scripts signing in works as before, and a page says what a passkey needs", async ({
  browser,
}) => {
  const person = await makePerson();
  const plain = await browser.newContext({ javaScriptEnabled: false, viewport: { width: 320, height: 700 } });
  const page = await plain.newPage();
  await page.goto("/signin");
  await expect(page.getByRole("button", { name: "Use a passkey" })).toBeHidden();
  await signIn(page, person);
  await page.goto("/me/security/passkey");
  // Playwright reads no text of a page through its noscript elements.
  await expect(page.locator("main noscript .note")).toContainText("Adding a passkey requires JavaScript");
  await expectNoSidewaysScroll(page);
});

for (const [prefix, name] of [
  ["/fr", "Clés d’accès"],
  ["/ar", "مفاتيح المرور"],
] as const) {
  test(`passkeys have their words in ${prefix}`, async ({ page }) => {
    await signIn(page, await makePerson());
    await page.goto(`${prefix}/me/security`);
    await expect(page.getByRole("heading", { name, exact: true })).toBeVisible();
    await page.goto(`${prefix}/me/security/passkey`);
    await expectAccessible(page);
  });
}
