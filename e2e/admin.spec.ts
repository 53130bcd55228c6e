import type { Page } from "@playwright/test";
import {
  expect,
  expectAccessible,
  expectNoSidewaysScroll,
  makePerson,
  signIn,
  signInByPage,
  test,
  waitForMail,
} from "./fixtures";
import { openAsAdministrator, setUpTwoFactor } from "./two-factor";

/** Finds a member by the address and opens the page about them. */
async function openMember(admin: Page, email: string): Promise<void> {
  await admin.goto("/admin/members");
  await admin.getByLabel("Name, email or handle").fill(email);
  await admin.getByRole("button", { name: "Apply" }).click();
  await admin.getByRole("row").nth(1).getByRole("link").first().click();
  await expect(admin).toHaveURL(/\/admin\/members\/[^/?]+$/);
}

test("administration is shut without the second factor, and to everyone else", async ({ browser, page }) => {
  await page.goto("/admin");
  await expect(page).toHaveURL(/\/signin\?next=/);
  await signIn(page, await makePerson());
  expect((await page.goto("/admin"))?.status()).toBe(403);
  await expectAccessible(page);

  const admin = await (await browser.newContext()).newPage();
  await signIn(admin, await makePerson({ role: "administrator" }));
  await admin.goto("/admin");
  await expect(admin).toHaveURL(/\/me\/security\?needs=two-factor/);
  await expect(admin.getByRole("status")).toContainText("requires two-factor");
  await setUpTwoFactor(admin);
  await admin.goto("/admin");
  await expect(admin.getByRole("heading", { level: 1 })).toHaveText("Administration");
});

test("a role acts at the next request, a suspension at once, and both are in the log", async ({
  browser,
}) => {
  const admin = await openAsAdministrator(browser);
  const person = await makePerson();
  const member = await (await browser.newContext()).newPage();
  await signIn(member, person);
  const roles = async () =>
    ((await (await member.request.get("/api/me")).json()) as { member: { roles: string[] } | null }).member
      ?.roles;
  expect(await roles()).toEqual(["member"]);

  await openMember(admin, person.email);
  await admin.getByLabel("Role", { exact: true }).selectOption({ label: "Trusted member" });
  const why = admin.getByRole("textbox", { name: "Reason for the change" }).last();
  await why.fill("Five edits in a week");
  await admin.getByRole("button", { name: "Give role" }).click();
  await expect(admin.getByRole("status")).toContainText("The roles were changed");
  expect(await roles()).toEqual(["member", "trusted"]);

  await admin.getByLabel("Role", { exact: true }).selectOption({ label: "Focal point" });
  await why.fill("Named by the ministry");
  await admin.getByRole("button", { name: "Give role" }).click();
  await expect(admin.getByRole("combobox", { name: "Country", exact: true })).toHaveAttribute(
    "aria-invalid",
    "true",
  );

  await admin.getByLabel("Reason", { exact: true }).fill("Advertising after two warnings");
  await admin.getByRole("button", { name: "Suspend" }).click();
  await expect(admin.getByRole("status")).toContainText("suspended");
  await member.goto("/me");
  await expect(member).toHaveURL(/\/signin/);
  await admin.getByRole("button", { name: "Reinstate" }).click();
  await expect(admin.getByRole("status")).toContainText("can sign in again");

  await admin.getByRole("link", { name: "Actions about this member" }).click();
  for (const fact of ["Member suspended", "Member reinstated", "Role changed"]) {
    await expect(admin.getByRole("rowheader", { name: new RegExp(fact) })).toBeVisible();
  }
  expect((await waitForMail(person.email)).subject).not.toBe("");
});

test("a role with rights is proposed by one administrator and given by another (A5)", async ({ browser }) => {
  test.slow();
  const [first, second] = [await openAsAdministrator(browser), await openAsAdministrator(browser)];
  const person = await makePerson();
  const member = await (await browser.newContext()).newPage();
  await signIn(member, person);
  await setUpTwoFactor(member);
  const roles = async () =>
    ((await (await member.request.get("/api/me")).json()) as { member: { roles: string[] } }).member.roles;
  const propose = async (admin: Page, role: string) => {
    await admin.getByLabel("Role", { exact: true }).selectOption({ label: role });
    await admin.getByRole("textbox", { name: "Reason for the change" }).last().fill("Named by the ministry");
    await admin.getByRole("button", { name: "Give role" }).click();
    await expect(admin.getByRole("status")).toContainText("needs confirmation by a second administrator");
  };

  await openMember(first, person.email);
  const about = new URL(first.url()).pathname;
  await propose(first, "Moderator");
  expect(await roles()).toEqual(["member"]);
  await expect(first.getByText("Another administrator must confirm or refuse this")).toBeVisible();
  await expect(first.getByRole("button", { name: "Withdraw Moderator" })).toBeVisible();
  await expect(first.getByRole("button", { name: /^Confirm/ })).toHaveCount(0);

  await second.goto("/admin");
  const waiting = second.getByRole("region", { name: "Role changes that need a second administrator" });
  await waiting.getByRole("link", { name: person.name }).click();
  for (const prefix of ["", "/ar"]) {
    await second.setViewportSize({ width: 320, height: 800 });
    await second.goto(prefix + about);
    await expectNoSidewaysScroll(second);
    await expectAccessible(second);
  }
  await second.setViewportSize({ width: 1280, height: 800 });
  await second.goto(about);
  await second.getByRole("button", { name: "Confirm Moderator" }).click();
  await expect(second.getByRole("status")).toContainText("The role was given");
  expect(await roles()).toEqual(["member", "moderator"]);
  await expect(second.getByRole("row", { name: /Moderator/ })).toContainText("confirmed by");

  await propose(second, "Verified practitioner");
  await first.goto(about);
  await first.locator("summary", { hasText: "Refuse Verified practitioner" }).click();
  const refuse = first.getByRole("button", { name: "Refuse Verified practitioner" });
  await refuse.click();
  await expect(first.getByLabel("Reason for refusal")).toHaveAttribute("aria-invalid", "true");
  await first.getByLabel("Reason for refusal").fill("Left the office in May");
  await refuse.click();
  await expect(first.getByRole("status")).toContainText("The role was refused");
  expect(await roles()).toEqual(["member", "moderator"]);

  await first.getByRole("link", { name: "Actions about this member" }).click();
  for (const fact of ["Role proposed", "Role changed", "Proposed role refused"])
    await expect(first.getByRole("rowheader", { name: new RegExp(fact) }).first()).toBeVisible();
  await expect(first.getByText("Left the office in May")).toBeVisible();
});

test("removing an administrator needs two others if there are three; the log is checked and exported", async ({
  browser,
}) => {
  test.slow();
  const [first, second] = [await openAsAdministrator(browser), await openAsAdministrator(browser)];
  const person = await makePerson({ role: "administrator" });
  const third = await (await browser.newContext()).newPage();
  await signIn(third, person);
  await setUpTwoFactor(third);
  await openMember(first, person.email);
  const about = new URL(first.url()).pathname;
  await first.locator("summary", { hasText: "Remove Administrator" }).click();
  await expect(first.getByText("A second administrator has to confirm this")).toBeVisible();
  await first.getByRole("textbox", { name: "Reason for the change" }).first().fill("Left the service");
  await first.getByRole("button", { name: "Remove Administrator" }).click();
  await expect(first.getByRole("status")).toContainText("Until then the member still has it");
  await expect(first.getByRole("button", { name: /^Confirm/ })).toHaveCount(0);
  await third.goto("/admin");
  await expect(third.getByRole("heading", { level: 1 })).toHaveText("Administration");

  for (const prefix of ["", "/ar"]) {
    await second.setViewportSize({ width: 320, height: 800 });
    await second.goto(prefix + about);
    await expectNoSidewaysScroll(second);
    await expectAccessible(second);
  }
  await second.setViewportSize({ width: 1280, height: 800 });
  await second.goto(about);
  await second.getByRole("button", { name: "Confirm Administrator" }).click();
  await expect(second.getByRole("status")).toContainText("The role was removed");
  await third.goto("/admin");
  await expect(third.getByRole("heading", { level: 1 })).not.toHaveText("Administration");

  await second.goto("/admin/audit");
  await second.getByRole("button", { name: "Check now" }).click();
  await expect(second.getByRole("status")).toContainText("The check has started");
  await expect(async () => {
    await second.goto("/admin/audit");
    await expect(second.getByText(/entries, all unchanged/)).toBeVisible({ timeout: 2_000 });
  }).toPass();
  await expectAccessible(second);
  const download = second.waitForEvent("download");
  await second.getByRole("link", { name: "Download as CSV" }).click();
  expect((await download).suggestedFilename()).toMatch(/^audit-[\d-]+\.csv$/);
  await second.goto("/admin/audit?fact=audit.exported");
  await expect(second.getByRole("rowheader", { name: /Log exported/ }).first()).toBeVisible();
});

test("a moderator suspends from the member's own page, finds it at the hub and lifts it", async ({
  browser,
}) => {
  const moderator = await (await browser.newContext()).newPage();
  await signIn(moderator, await makePerson({ role: "moderator" }));
  await setUpTwoFactor(moderator);
  const person = await makePerson();
  const member = await (await browser.newContext()).newPage();
  await signIn(member, person);
  await member.goto("/me");
  const own = await member.getByRole("link", { name: "Your public page" }).getAttribute("href");

  await moderator.goto(own ?? "");
  await moderator.getByRole("link", { name: "Suspend or reinstate" }).click();
  await expect(moderator).toHaveURL(/\/moderation\/members\//);
  await moderator.getByLabel("Reason", { exact: true }).fill("Advertising after two warnings");
  await moderator.getByRole("button", { name: "Suspend", exact: true }).click();
  await expect(moderator.getByRole("status")).toContainText("suspended");
  await member.goto("/me");
  await expect(member).toHaveURL(/\/signin/);

  await moderator.goto("/moderation");
  await moderator.getByRole("listitem").getByRole("link", { name: person.name }).click();
  await moderator.getByRole("button", { name: "Reinstate" }).click();
  await expect(moderator.getByRole("status")).toContainText("can sign in again");
});

test("a lost authenticator is removed by two administrators, and by no one alone (A5)", async ({
  browser,
}) => {
  test.slow();
  const [first, second] = [await openAsAdministrator(browser), await openAsAdministrator(browser)];
  const person = await makePerson();
  const owner = await (await browser.newContext()).newPage();
  await signIn(owner, person);
  await setUpTwoFactor(owner);

  const locked = await (await browser.newContext()).newPage();
  await signInByPage(locked, person);
  await expect(locked).toHaveURL(/\/signin\/code/);
  await locked.getByText("Neither at hand?").click();
  await locked
    .getByLabel("How they can reach you and check")
    .fill("Ring the switchboard of my office and ask for me.");
  await locked.getByRole("button", { name: "Request its removal" }).click();
  await expect(locked.getByRole("status")).toContainText("sent to the administrators");

  await openMember(first, person.email);
  await first.getByRole("button", { name: "Approve", exact: true }).click();
  await expect(first.getByRole("status")).toContainText("Another administrator must also approve");
  await expect(first.getByRole("button", { name: /^Approve/ })).toHaveCount(0);

  await openMember(second, person.email);
  await second.getByRole("button", { name: "Approve and remove" }).click();
  await expect(second.getByRole("status")).toContainText("The authenticator was removed");
  await owner.goto("/me");
  await expect(owner).toHaveURL(/\/signin/);
  await signInByPage(owner, person);
  await expect(owner).toHaveURL(/\/me$/);
});

test("the screen about another member works in English and Arabic at 320 pixels, and for assistive technology", async ({
  browser,
}) => {
  // The other screens, and the one about oneself, are in e2e/pages.spec.ts.
  const admin = await openAsAdministrator(browser);
  await openMember(admin, "example.org");
  const about = new URL(admin.url()).pathname;
  await admin.setViewportSize({ width: 320, height: 800 });
  for (const prefix of ["", "/ar"]) {
    await admin.goto(prefix + about);
    await expectNoSidewaysScroll(admin);
    await expectAccessible(admin);
  }
});
