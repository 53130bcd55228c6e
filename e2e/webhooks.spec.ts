import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { expect, expectAccessible, expectNoSidewaysScroll, test } from "./fixtures";
import { openAsAdministrator } from "./two-factor";

test("an administrator registers an organisation's address, tries it, and sends an event again", async ({
  browser,
}) => {
  const got: { id: unknown; signature: unknown }[] = [];
  const receiver = createServer((request, response) => {
    got.push({ id: request.headers["webhook-id"], signature: request.headers["webhook-signature"] });
    response.end();
  });
  await new Promise<void>((done) => receiver.listen(0, "127.0.0.1", done));
  const page = await openAsAdministrator(browser);
  await page.goto("/admin/webhooks");
  // No tab is hidden in a row that has to be scrolled.
  await expect(page.locator("main").getByRole("link", { name: "Settings", exact: true })).toBeInViewport();
  await page.getByLabel("Organisation").fill("Ministry of Justice");
  await page
    .getByLabel("Address", { exact: true })
    .fill(`http://127.0.0.1:${(receiver.address() as AddressInfo).port}/in`);
  await page.getByLabel("A post was published").check();
  await page.getByRole("button", { name: "Register" }).click();
  await expect(page.locator("code.secret")).toHaveText(/^whsec_[\w+/=]{44}$/);
  await page.getByRole("link", { name: "Ministry of Justice" }).click();
  await expect(page.locator("code.secret")).toHaveCount(0);
  await page.getByRole("button", { name: "Send a test" }).click();
  const row = page.getByRole("row", { name: /^Test/ });
  await expect(async () => {
    await page.reload();
    await expect(row).toContainText("Received", { timeout: 500 });
  }).toPass();
  await expectAccessible(page);
  await page.setViewportSize({ width: 320, height: 800 });
  await expectNoSidewaysScroll(page);
  await row.getByRole("button", { name: "Send again" }).click();
  await expect(page.getByText("It is being sent again.")).toBeVisible();
  await expect.poll(() => got.length).toBe(2);
  expect(got[0]?.id).toBe(got[1]?.id);
  expect(got[0]?.signature).toMatch(/^v1,/);
  await page.getByRole("button", { name: "Remove it" }).click();
  await expect(page.getByText("The address was removed.")).toBeVisible();
  receiver.close();
});
