import type { Page } from "@playwright/test";
import {
  chooseValue,
  countryFor,
  expect,
  expectAccessible,
  expectNoSidewaysScroll,
  makePerson,
  PASSWORD,
  signIn,
  test,
  waitForMail,
  writePlainly,
} from "./fixtures";
import { linkIn } from "./product";
import { openAsAdministrator, setUpTwoFactor } from "./two-factor";

let made = 0;
const newAddress = () => `invited-${process.pid}-${++made}-${Date.now().toString(36)}@example.org`;

/** Invites someone by the form. */
async function invite(admin: Page, email: string, focalPointOf?: string): Promise<void> {
  await admin.goto("/admin/invitations");
  await admin.getByLabel("Email", { exact: true }).fill(email);
  if (focalPointOf) {
    await chooseValue(admin, "role", "focal-point");
    await chooseValue(admin, "country", focalPointOf);
    await admin.getByLabel("Reason").fill("Named by the ministry");
  }
  await admin.getByRole("button", { name: "Send invitation" }).click();
  await expect(admin.getByRole("status")).toContainText("Invited.");
}

const rowOf = (admin: Page, email: string) => admin.getByRole("row").filter({ hasText: email });

test("an invited focal point joins by the mail, is confirmed, and verifies a section", async ({
  browser,
}) => {
  test.slow();
  const slug = countryFor("tajikistan", "uruguay", "solomon-islands");
  const country = { tajikistan: "TJ", uruguay: "UY", "solomon-islands": "SB" }[slug] ?? "";
  const writer = await (await browser.newContext({ javaScriptEnabled: false })).newPage();
  await signIn(writer, await makePerson({ role: "trusted" }));
  await writePlainly(writer, slug, "safeguards", "A judge authorises searches.", "Writes it");

  const [first, second] = [await openAsAdministrator(browser), await openAsAdministrator(browser)];
  const email = newAddress();
  await invite(first, email, country);
  await expectAccessible(first);
  await first.setViewportSize({ width: 320, height: 800 });
  await expectNoSidewaysScroll(first);
  await expect(async () => {
    await first.goto("/admin/invitations");
    await expect(rowOf(first, email)).toContainText("Sent");
  }).toPass();
  // One address has one open invitation, whoever invites.
  await second.goto("/admin/invitations");
  await second.getByLabel("Email", { exact: true }).fill(email);
  await second.getByRole("button", { name: "Send invitation" }).click();
  await expect(second.locator("main")).toContainText("already has an open invitation");

  const mail = await waitForMail(email);
  const invited = await (await browser.newContext()).newPage();
  await invited.goto(linkIn(mail, "/join/invitation"));
  await expect(invited.locator("main")).toContainText(email);
  await expectAccessible(invited);
  await invited.setViewportSize({ width: 320, height: 800 });
  await expectNoSidewaysScroll(invited);
  await invited.setViewportSize({ width: 1280, height: 800 });
  await invited.getByLabel("Full name").fill("Awa Ndiaye");
  await invited.getByLabel("Password", { exact: true }).fill(PASSWORD);
  await invited.getByRole("button", { name: "Accept the invitation" }).click();
  await expect(invited.getByRole("alert")).toBeVisible();
  await expectAccessible(invited);
  await invited.getByLabel("Password", { exact: true }).fill(PASSWORD);
  await chooseValue(invited, "sector", "ministry");
  await invited.getByLabel("I accept the community charter").check();
  await invited.getByRole("button", { name: "Accept the invitation" }).click();
  await expect(invited).toHaveURL(/\/me\/security\?needs=two-factor$/);
  await setUpTwoFactor(invited);

  await second.goto("/admin/members");
  await second.getByLabel("Name, email or handle").fill(email);
  await second.getByRole("button", { name: "Apply" }).click();
  await second.getByRole("row").nth(1).getByRole("link").first().click();
  await second.getByRole("button", { name: /^Confirm Focal point/ }).click();
  await expect(second.getByRole("status")).toBeVisible();

  await invited.goto(`/countries/${slug}`);
  await invited.locator("#safeguards").getByRole("button", { name: "Verify" }).click();
  await expect(invited.locator("#safeguards")).toContainText("by the focal point");
  await first.goto("/admin/invitations");
  await expect(rowOf(first, email)).toContainText("Accepted");
});

test("an invitation is declined without scripts by one button, and by the mail program", async ({
  browser,
  request,
}) => {
  const admin = await openAsAdministrator(browser);
  const [declines, byProgram] = [newAddress(), newAddress()];
  await invite(admin, declines);
  await invite(admin, byProgram);
  const invited = await (await browser.newContext({ javaScriptEnabled: false })).newPage();
  const link = linkIn(await waitForMail(declines), "/join/invitation/decline");
  await invited.goto(link);
  await expectNothingChanged(admin, declines);
  await invited.getByRole("button", { name: "Decline" }).click();
  await expect(invited.getByRole("status")).toContainText("Your address is deleted");
  expect((await invited.goto(link))?.status()).toBe(410);

  const { oneClick } = await waitForMail(byProgram);
  const answer = await request.post(oneClick ?? "", { form: { "List-Unsubscribe": "One-Click" } });
  expect(answer.status()).toBe(200);
  await admin.goto("/admin/invitations");
  for (const email of [declines, byProgram]) await expect(rowOf(admin, email)).toHaveCount(0);
});

async function expectNothingChanged(admin: Page, email: string): Promise<void> {
  await admin.goto("/admin/invitations");
  await expect(rowOf(admin, email)).toContainText("Sent");
}

test("a member accepts with the account of the address; the link does not say that there is one", async ({
  browser,
}) => {
  const admin = await openAsAdministrator(browser);
  const member = await makePerson();
  const stranger = newAddress();
  await invite(admin, member.email);
  await invite(admin, stranger);
  const pageOf = async (email: string) => {
    const reader = await (await browser.newContext({ javaScriptEnabled: false })).newPage();
    await reader.goto(linkIn(await waitForMail(email), "/join/invitation"));
    return reader;
  };
  const [own, other] = [await pageOf(member.email), await pageOf(stranger)];
  const wordsOf = async (page: Page, email: string) =>
    ((await page.locator("main").textContent()) ?? "").replaceAll(email, "ADDRESS");
  expect(await wordsOf(own, member.email)).toBe(await wordsOf(other, stranger));

  await own.getByRole("link", { name: "Sign in and accept" }).click();
  await own.locator('input[name="email"]').fill(member.email);
  await own.locator('input[name="password"]').fill(member.password);
  await own.locator('main form[method="post"] button[type="submit"]').first().click();
  await own.getByRole("button", { name: "Accept the invitation" }).click();
  await expect(own.getByRole("status")).toContainText("You have accepted the invitation");

  await admin.goto("/ar/admin/invitations");
  await expect(rowOf(admin, member.email)).toContainText("قُبلت");
  await expectAccessible(admin);
  await admin.setViewportSize({ width: 320, height: 800 });
  await expectNoSidewaysScroll(admin);
  await rowOf(admin, stranger).getByRole("button", { name: "سحب" }).click();
  await expect(rowOf(admin, stranger)).toContainText("سُحبت");
});

for (const javaScriptEnabled of [true, false])
  test(`people are invited from a pasted list that is checked first ${javaScriptEnabled ? "with" : "without"} scripts`, async ({
    browser,
  }) => {
    test.slow();
    const signedIn = await openAsAdministrator(browser);
    const context = await browser.newContext({
      javaScriptEnabled,
      storageState: await signedIn.context().storageState(),
      viewport: { width: 320, height: 800 },
    });
    const admin = await context.newPage();
    await admin.goto("/admin/invitations");
    await admin.getByRole("link", { name: "Invite people from a list" }).click();
    const [first, second] = [newAddress(), newAddress()];
    const list = admin.getByLabel("List", { exact: true });
    await list.fill(
      `Email\tCountry\n${first}\tRepublic of Moldova\tCybercrime Unit\tfrançais\nnobody\tGhana`,
    );
    await admin.getByRole("button", { name: "Check the list" }).click();
    await expect(admin.getByRole("row").filter({ hasText: "Ghana" })).toContainText("No valid address");
    await expect(admin.getByRole("button", { name: /^Send/ })).toHaveCount(0);
    await expectNoSidewaysScroll(admin);
    if (javaScriptEnabled) await expectAccessible(admin);

    await list.fill((await list.inputValue()).replace("nobody", second));
    await admin.getByRole("button", { name: "Check the list" }).click();
    await expect(admin.getByRole("row").filter({ hasText: first })).toContainText("Republic of Moldova");
    await admin.getByRole("button", { name: "Send 2 invitations" }).click();
    await expect(admin.getByRole("status")).toContainText("2 people are invited.");
    expect((await waitForMail(first)).text).toMatch(/Rôle\s:\sMembre\./);
    await waitForMail(second);

    await admin.goto("/admin/invitations/list");
    await list.fill(first);
    await admin.getByRole("button", { name: "Check the list" }).click();
    await expect(admin.getByRole("row").filter({ hasText: first })).toContainText("Has an open invitation");
    await expect(admin.getByText("Everyone in this list has an open invitation.")).toBeVisible();
  });
