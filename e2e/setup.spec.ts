import type { Page } from "@playwright/test";
import {
  chooseValue,
  expect,
  expectAccessible,
  expectNoSidewaysScroll,
  PASSWORD,
  waitForMail,
} from "./fixtures";
import { testOnOwnSite as test } from "./own-site";
import { linkIn } from "./product";
import { setUpTwoFactorByPage } from "./two-factor";

/* The first hour of an operator changes every page, so this story has a site of its own. */

const step = (page: Page, name: string) => page.getByRole("region", { name: new RegExp(`^${name}`) });

test("an operator brands the site and adds a second administrator from the checklist", async ({
  browser,
  site,
}) => {
  test.slow();
  // Without scripts: the checklist is also for a browser on a server.
  const context = await browser.newContext({ baseURL: site.url, javaScriptEnabled: false });
  const admin = await context.newPage();
  await admin.goto(site.command("setup-link").trim());
  await admin.locator('input[name="password"]').fill(PASSWORD);
  await admin.locator('main form[method="post"] button[type="submit"]').click();
  await admin.locator('input[name="email"]').fill("admin@localhost");
  await admin.locator('input[name="password"]').fill(PASSWORD);
  await admin.locator('main form[method="post"] button[type="submit"]').first().click();
  if (new URL(admin.url()).pathname === "/me/charter") {
    await admin.getByRole("checkbox").check();
    await admin.locator('main form[method="post"] button[type="submit"]').first().click();
  }
  await expect(admin).toHaveURL(/\/me\/security\?needs=two-factor$/);
  await setUpTwoFactorByPage(admin);
  await admin.getByRole("link", { name: "Continue the set-up" }).click();
  await expect(admin).toHaveURL(/\/admin\/setup$/);
  await expect(admin.getByText("Set-up: 0 of 8")).toBeVisible();
  await expect(step(admin, "Contact address")).toContainText("Visitors can ask by the contact form.");

  await admin.getByRole("link", { name: "Name and brand the site" }).click();
  await admin.getByLabel("Site name", { exact: true }).fill("Sahel Cyber Forum");
  await admin.getByLabel("Contact address").fill("desk@forum.example");
  await admin.getByRole("button", { name: "Save settings" }).click();
  await admin.getByRole("link", { name: "Set-up", exact: true }).click();
  await expect(step(admin, "Name and look")).toContainText("The site is called Sahel Cyber Forum.");
  await expect(step(admin, "Contact address")).toContainText("Done");
  await expect(admin.getByText("Set-up: 2 of 8")).toBeVisible();

  await step(admin, "Email").getByRole("button", { name: "Send a test email to me" }).click();
  await expect(step(admin, "Email")).toContainText("is waiting to be sent");
  site.command("jobs:run");
  await admin.reload();
  await expect(step(admin, "Email")).toContainText("was written to a file on the server");
  await step(admin, "Storage of files").getByRole("button", { name: "Try the storage" }).click();
  await expect(step(admin, "Storage of files")).toContainText("was written, read and deleted");
  await step(admin, "Focal points").getByRole("button", { name: "Not needed here" }).click();
  await expect(admin.getByText("Set-up: 4 of 8")).toBeVisible();
  await step(admin, "Focal points").getByRole("button", { name: "Put it back on the list" }).click();
  await expect(admin.getByText("Set-up: 3 of 8")).toBeVisible();
  await admin.goto("/admin");
  await expect(admin.getByText("Set-up: 3 of 8")).toBeVisible();
  await admin.getByRole("link", { name: "Continue the set-up" }).click();

  const email = `second-${Date.now().toString(36)}@own-site.example`;
  await step(admin, "Second administrator").getByRole("link", { name: "Invite an administrator" }).click();
  await expect(admin.locator('select[name="role"]')).toHaveValue("administrator");
  await admin.getByLabel("Email", { exact: true }).fill(email);
  await admin.getByLabel("Reason").fill("Deputy of the operator");
  await admin.getByRole("button", { name: "Send invitation" }).click();
  await expect(admin.getByRole("status")).toContainText("Invited.");
  await expect(admin.getByRole("row").filter({ hasText: email })).not.toContainText("Member");
  await admin.getByRole("link", { name: "Set-up", exact: true }).click();
  await expect(step(admin, "Second administrator")).toContainText("1 invitation is open.");

  site.command("jobs:run");
  const invitation = linkIn(await waitForMail(email), "/join/invitation");
  const second = await (await browser.newContext({ baseURL: site.url })).newPage();
  await second.goto(invitation);
  await expect(second.locator("main")).toContainText("An administrator runs the site");
  await second.getByLabel("Full name").fill("Binta Sow");
  await second.getByLabel("Password", { exact: true }).fill(PASSWORD);
  await chooseValue(second, "sector", "ministry");
  await second.getByLabel("I accept the community charter").check();
  await second.getByRole("button", { name: "Accept the invitation" }).click();
  await expect(second).toHaveURL(/\/me\/security\?needs=two-factor$/);
  await setUpTwoFactorByPage(second);
  await second.goto("/admin/setup");
  await expectAccessible(second);
  await second.setViewportSize({ width: 320, height: 800 });
  await expectNoSidewaysScroll(second);
  await second.goto("/ar/admin/setup");
  await expectAccessible(second);
  await expectNoSidewaysScroll(second);

  await admin.reload();
  await expect(step(admin, "Second administrator")).toContainText("There is 1 other administrator");
  await expect(step(admin, "Second administrator")).toContainText("Done");
});
