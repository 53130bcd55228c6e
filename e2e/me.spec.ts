import type { Page } from "@playwright/test";
import {
  expect,
  expectAccessible,
  expectNoSidewaysScroll,
  makePerson,
  type Person,
  signIn,
  signInByPage,
  test,
  waitForMail,
} from "./fixtures";
import { nextCode, setUpTwoFactorByPage } from "./two-factor";

const SCREENS = [
  "/me",
  "/me/work",
  "/me/contributions",
  "/me/drafts",
  "/me/security",
  "/me/notifications",
  "/me/data",
  "/me/confirm",
];

/** The page under which others see a member, by the link on the own profile. */
async function publicAddress(page: Page): Promise<string> {
  await page.goto("/me");
  return (await page.getByRole("link", { name: "Your public page" }).getAttribute("href")) ?? "";
}

test("the own profile is written without scripts and shown to each as chosen (A8)", async ({ browser }) => {
  const person = await makePerson({ name: "Kofi Mensah-Baptiste" });
  const plain = await browser.newContext({ javaScriptEnabled: false, viewport: { width: 320, height: 700 } });
  const page = await plain.newPage();
  await signIn(page, person);
  const address = await publicAddress(page);
  await page.getByLabel("Institution", { exact: true }).fill("Cybercrime Unit, Accra");
  await page.getByLabel("Country", { exact: true }).selectOption({ label: "Ghana" });
  await page.getByLabel("Seen by Country").selectOption({ label: "Everyone" });
  await page.getByLabel("List me in the directory of members").check();
  await page.getByRole("button", { name: "Save profile" }).click();
  await expect(page.locator("main").getByRole("status")).toContainText("Your profile is saved");
  await expectNoSidewaysScroll(page);

  // The fields of work are a form of their own, which keeps the rest.
  await page.getByRole("link", { name: "Fields of work" }).click();
  await page.getByLabel("Digital forensics").check();
  await page.getByLabel("Seen by Subjects").selectOption({ label: "Everyone" });
  for (const language of ["French", "Arabic"]) {
    await page.getByLabel("Add a language").selectOption({ label: language });
    await page.getByRole("button", { name: "Save fields and languages" }).click();
    await expect(page.locator("main").getByRole("status")).toContainText("are saved");
    await expect(page.getByLabel(language)).toBeChecked();
  }
  await expect(page.getByLabel("Digital forensics")).toBeChecked();
  await expect(page.getByLabel("French")).toBeChecked();
  await expectNoSidewaysScroll(page);

  const visitor = await (await browser.newContext()).newPage();
  await visitor.goto(address);
  await expect(visitor.getByRole("heading", { level: 1 })).toHaveText("Kofi Mensah-Baptiste");
  await expect(visitor.locator("main")).toContainText("Ghana");
  await expect(visitor.locator("main")).toContainText("Digital forensics");
  await expect(visitor.locator("main")).not.toContainText("Accra");
  await visitor.goto("/members?country=GH");
  await visitor.getByRole("link", { name: "Kofi Mensah-Baptiste" }).click();
  await visitor.getByRole("link", { name: "Page as members see it" }).click();
  await expect(visitor).toHaveURL(/\/signin\?next=/);

  const other = await (await browser.newContext()).newPage();
  await signIn(other, await makePerson());
  await other.goto(`/me${address}`);
  await expect(other.locator("main")).toContainText("Cybercrime Unit, Accra");
});

test("errors are shown at their field, and the typed values are kept", async ({ page }) => {
  await signIn(page, await makePerson());
  await page.goto("/me");
  await page.getByLabel("Full name").fill("");
  await page.getByLabel("Institution", { exact: true }).fill("Parquet général");
  await page.getByRole("button", { name: "Save profile" }).click();
  await expect(page.getByRole("alert")).toBeFocused();
  await page.getByRole("link", { name: /^Full name/ }).click();
  await expect(page.getByLabel("Full name")).toBeFocused();
  await expect(page.getByLabel("Full name")).toHaveAttribute("aria-invalid", "true");
  await expect(page.getByLabel("Institution", { exact: true })).toHaveValue("Parquet général");
});

test("two-factor is set up from a picture or a text, and asked for from then on (A5)", async ({
  browser,
}) => {
  const person = await makePerson({ role: "moderator" });
  const page = await (await browser.newContext()).newPage();
  await signIn(page, person);
  await page.goto("/me");
  await expect(page.locator("main")).toContainText("is not active until you set up a second factor");
  await page.goto("/me/security");
  await page.getByRole("button", { name: "Set up two-factor" }).click();
  await expect(page.getByRole("img", { name: /QR code/ })).toBeVisible();
  await expectAccessible(page);
  await page.getByLabel("Code", { exact: true }).fill("000000");
  await page.getByRole("button", { name: "Continue" }).click();
  await expect(page.getByLabel("Code", { exact: true })).toHaveAttribute("aria-invalid", "true");
  const { secret, recoveryCodes } = await setUpTwoFactorByPage(page);
  await expectAccessible(page);
  await page.getByRole("link", { name: "I have stored them" }).click();
  await expect(page.locator("main")).toContainText("You have 10 recovery codes left");
  await expect(page.getByRole("button", { name: "Switch off" })).toHaveCount(0);
  expect((await waitForMail(person.email)).text.length).toBeGreaterThan(0);

  const again = await (await browser.newContext()).newPage();
  await signInByPage(again, person);
  await expect(again).toHaveURL(/\/signin\/code/);
  await again.getByLabel("Code", { exact: true }).fill(nextCode(secret));
  await again.getByRole("button", { name: "Continue" }).click();
  await again.waitForURL("**/me");

  const third = await (await browser.newContext()).newPage();
  await signIn(third, person);
  await third.getByLabel("Code", { exact: true }).fill(recoveryCodes[0] ?? "");
  await third.getByRole("button", { name: "Continue" }).click();
  await third.waitForURL("**/me");
  await third.goto("/me/security");
  await expect(third.locator("main")).toContainText("You have 9 recovery codes left");
});

test("ending a session shuts it out at its next request (A6)", async ({ browser }) => {
  const person = await makePerson();
  const here = await (await browser.newContext()).newPage();
  const there = await (await browser.newContext()).newPage();
  await signIn(here, person);
  await signIn(there, person);
  await here.goto("/me/security");
  await expect(here.getByRole("row")).toHaveCount(3);
  const other = here.getByRole("row").filter({ hasNotText: "This device" }).last();
  await other.getByRole("button", { name: "End session", exact: true }).click();
  await expect(here.locator("main").getByRole("status")).toContainText("The session has ended");
  await there.goto("/me");
  await expect(there).toHaveURL(/\/signin\?next=/);
});

test("a changed password ends the other sessions and is asked for again", async ({ browser }) => {
  const person = await makePerson();
  const here = await (await browser.newContext()).newPage();
  const there = await (await browser.newContext()).newPage();
  await signIn(here, person);
  await signIn(there, person);
  await here.goto("/me/security");
  await here.getByLabel("Current password").fill("not the one that I have");
  await here.getByLabel("New password").fill("seven grey geese over the marsh");
  await here.getByRole("button", { name: "Change password" }).click();
  await expect(here.getByLabel("Current password")).toHaveAttribute("aria-invalid", "true");
  await here.getByLabel("Current password").fill(person.password);
  await here.getByLabel("New password").fill("seven grey geese over the marsh");
  await here.getByRole("button", { name: "Change password" }).click();
  await expect(here.locator("main").getByRole("status")).toContainText("Your password was changed");
  await there.goto("/me");
  await expect(there).toHaveURL(/\/signin/);
  const changed: Person = { ...person, password: "seven grey geese over the marsh" };
  await signInByPage(there, changed);
  await expect(there).toHaveURL(/\/me$/);
});

test("a personal token is shown once and works until it is revoked", async ({
  page,
  playwright,
  baseURL,
}) => {
  await signIn(page, await makePerson());
  await page.goto("/me/security");
  await page.getByLabel("Name", { exact: true }).fill("Statistics");
  await page.getByRole("button", { name: "Create token" }).click();
  const token = (await page.locator("code.secret").textContent()) ?? "";
  expect(token).toMatch(/^oct_[\w-]{43}$/);

  const api = await playwright.request.newContext({
    baseURL,
    extraHTTPHeaders: { authorization: `Bearer ${token}` },
  });
  expect(await (await api.get("/api/me")).json()).toMatchObject({ member: { roles: ["member"] } });
  await page.goto("/me/security");
  await expect(page.locator("main")).not.toContainText(token);
  await page.getByRole("button", { name: /^Revoke/ }).click();
  await expect(page.locator("main").getByRole("status")).toContainText("revoked");
  const refused = await api.get("/api/me");
  expect([refused.status(), (await refused.json()).reason]).toEqual([401, "token_revoked"]);
  await api.dispose();
});

test("own data is exported, then the account erased (A11)", async ({ page }) => {
  const person = await makePerson({ name: "Ines Carvalho" });
  await signIn(page, person);
  const address = await publicAddress(page);
  await page.goto("/me/data");
  await page.getByRole("button", { name: "Request an export" }).click();
  await expect(page.locator("main").getByRole("status").first()).toContainText("being prepared");
  const link = page.getByRole("link", { name: "Download" });
  await expect(async () => {
    await page.goto("/me/data");
    await expect(link).toBeVisible({ timeout: 500 });
  }).toPass({ timeout: 60_000 });
  const [download] = await Promise.all([page.waitForEvent("download"), link.click()]);
  const file = await download.createReadStream();
  const chunks: Buffer[] = [];
  for await (const chunk of file) chunks.push(chunk as Buffer);
  expect(JSON.parse(Buffer.concat(chunks).toString("utf8"))).toMatchObject({
    account: { email: person.email },
  });

  await page.getByLabel("Your handle").fill("someone-else");
  await page.getByRole("button", { name: "Erase account" }).click();
  await expect(page.getByLabel("Your handle")).toHaveAttribute("aria-invalid", "true");
  await page.getByLabel("Your handle").fill(address.split("/").at(-1) ?? "");
  await page.getByRole("button", { name: "Erase account" }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Your account is erased");
  expect((await page.goto(address))?.status()).toBe(404);
  await page.goto("/me");
  await expect(page).toHaveURL(/\/signin/);
  await page.locator('input[name="email"]').fill(person.email);
  await page.locator('input[name="password"]').fill(person.password);
  await page.locator('main form[method="post"] button[type="submit"]').first().click();
  await expect(page).toHaveURL(/\/signin/);
});

test("the screens work in French at 320 pixels", async ({ browser }) => {
  // English and Arabic are in e2e/pages.spec.ts.
  const context = await browser.newContext({ viewport: { width: 320, height: 800 } });
  const page = await context.newPage();
  await signIn(page, await makePerson());
  for (const path of SCREENS) {
    await page.goto(`/fr${path}`);
    await expect(page.locator("html")).toHaveAttribute("dir", "ltr");
    await expectNoSidewaysScroll(page);
  }
});
