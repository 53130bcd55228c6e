import { readFileSync } from "node:fs";
import type { Locator, Page } from "@playwright/test";
import {
  choose,
  countryFor,
  expect,
  expectAccessible,
  join,
  makePerson,
  signIn,
  test,
  waitForMail,
} from "./fixtures";
import { linkIn } from "./product";

/* What people do in their first hour on the site, with what it costs them: each press, choice or text is counted. */

/** Counts what a person does. */
class Person {
  count = 0;

  async press(on: Locator): Promise<void> {
    this.count += 1;
    await on.click();
  }

  async type(into: Locator, text: string): Promise<void> {
    this.count += 1;
    await into.fill(text);
  }
}

const searchField = (page: Page) => page.getByRole("combobox", { name: "Search countries, laws" });

test("a visitor finds Ghana's illegal access, compares it, cites it, and takes it along", async ({
  page,
  context,
}) => {
  test.slow();
  await context.grantPermissions(["clipboard-read", "clipboard-write"]);
  const visitor = new Person();
  await page.goto("/");
  await visitor.type(searchField(page), "illegal access gh");
  await visitor.press(page.getByRole("option", { name: /^Ghana: Illegal access/ }));
  await page.waitForURL("**/countries/ghana/legal#a-185-2");
  const row = page.locator("#a-185-2");
  await expect(row).toContainText("s. 124, Electronic Transactions Act, 2008");
  await expect(row).toBeInViewport();

  await visitor.press(row.getByRole("link", { name: "Compare (Art. 2: Illegal access)" }));
  await page.waitForURL(/\/compare\?articles=2&countries=ghana$/);
  visitor.count += 1;
  await choose(page.getByRole("combobox", { name: "Add a country or area" }), "Kenya", "");
  await visitor.press(page.getByRole("button", { name: "Compare", exact: true }));
  await page.waitForURL(/\/compare\?articles=2&countries=ghana,kenya$/);
  const compared = page.locator(".matrix tbody tr").filter({ hasText: "Illegal access" });
  await expect(compared.locator("td")).toHaveCount(2);
  await expect(compared).toContainText("s. 124, Electronic Transactions Act, 2008");
  await expectAccessible(page);
  const [table] = await Promise.all([
    page.waitForEvent("download"),
    visitor.press(page.locator(".take").getByRole("link", { name: "CSV" })),
  ]);
  expect(readFileSync(await table.path(), "utf8")).toContain("Ghana");

  await page.goBack();
  await page.goBack();
  visitor.count += 2;
  await visitor.press(row.getByRole("link", { name: /^Permanent link/ }));
  await page.waitForURL(/\/law\/ghana\/2@\d+$/);
  await visitor.press(page.locator("#cite > summary"));
  await expectAccessible(page);
  await visitor.press(page.locator("#cite").getByRole("button", { name: "Copy" }).first());
  const cited = await page.evaluate(() => navigator.clipboard.readText());
  expect(cited).toContain("Ghana");
  expect(cited).toContain("/law/ghana/2@");
  test.info().annotations.push({ type: "interactions", description: String(visitor.count) });
  expect(visitor.count).toBeLessThan(13);
});

test("a new member goes from the mail to a saved first edit in under twelve interactions", async ({
  page,
}) => {
  test.slow();
  const slug = countryFor("viet-nam", "bangladesh", "tanzania");
  const code = { "viet-nam": "VN", bangladesh: "BD", tanzania: "TZ" }[slug] ?? "";
  const email = `first-hour-${process.pid}-${Date.now().toString(36)}@example.org`;
  await page.goto("/join");
  await join(page, email, code);
  const mail = await waitForMail(email);

  const member = new Person();
  member.count += 1;
  await page.goto(linkIn(mail, "/join/verify"));
  await member.press(page.getByRole("button", { name: "Confirm email address" }));
  await page.waitForURL("**/welcome");
  const task = page.getByRole("region", { name: /^Your first task/ });
  const told = /Start with “([^”]+)”/.exec((await task.textContent()) ?? "") ?? [];
  await member.press(task.getByRole("link", { name: /^Edit “/ }));
  await page.waitForURL(new RegExp(`/countries/${slug}/edit/`));
  // The task names the record whose facts nobody has checked yet.
  const records = page.locator("#editor .records");
  await expect(records).toBeVisible();
  const [, named = ""] = told;
  await member.press(records.getByRole("button", { name: named, exact: true }));
  await member.type(records.locator(".entry.open").getByLabel("Number", { exact: true }), "No. 1 of 2021");
  await member.type(page.getByLabel("Edit summary"), "Gives the number of the law");
  await expectAccessible(page);
  await member.press(page.getByRole("button", { name: "Save changes" }));
  await page.waitForURL(/saved=pending/);
  await expect(page.locator("main")).toContainText("Your change is waiting for review");
  await expectAccessible(page);
  test.info().annotations.push({ type: "interactions", description: String(member.count) });
  expect(member.count).toBeLessThan(12);
});

test("menus, dialogs and messages that are open have nothing for axe to find", async ({ page }) => {
  test.slow();
  await page.goto("/");
  for (const menu of await page.locator("header details.menu > summary").all())
    if (await menu.isVisible()) {
      await menu.click();
      await expectAccessible(page);
      await menu.click();
    }
  await searchField(page).fill("ghana");
  await expect(page.getByRole("option").first()).toBeVisible();
  await expectAccessible(page);
  await page.keyboard.press("Escape");
  await page.getByRole("button", { name: "Keyboard shortcuts" }).click();
  await expect(page.getByRole("dialog")).toBeVisible();
  await expectAccessible(page);
  await page.keyboard.press("Escape");
  await page.setViewportSize({ width: 390, height: 800 });
  await page.getByRole("button", { name: "Menu", exact: true }).click();
  await expect(page.locator("#nav")).toBeVisible();
  await expectAccessible(page);

  await signIn(page, await makePerson());
  await page.goto("/contact");
  await page.getByRole("button", { name: "Send question" }).click();
  await expect(page.getByRole("alert")).toBeVisible();
  await expectAccessible(page);
});
