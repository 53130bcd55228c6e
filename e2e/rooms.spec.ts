import type { Browser, Page } from "@playwright/test";
import { expect, expectAccessible, makePerson, type Person, signIn, test } from "./fixtures";
import { openAsAdministrator } from "./two-factor";

async function signedIn(browser: Browser, person: Person, javaScriptEnabled = true): Promise<Page> {
  const page = await (await browser.newContext({ javaScriptEnabled })).newPage();
  await signIn(page, person);
  return page;
}

const handleOf = async (page: Page): Promise<string> => {
  await page.goto("/me");
  const own = await page.getByRole("link", { name: "Your public page" }).getAttribute("href");
  return own?.split("/").at(-1) ?? "";
};

test("a room is made for a project, its members talk in it, and others learn nothing", async ({
  browser,
}) => {
  const stamp = Date.now().toString(36);
  const [name, slug, title] = [`Team ${stamp}`, `team-${stamp}`, `Joint report ${stamp}: who writes it?`];
  const inside = await signedIn(browser, await makePerson({ name: "Ines Inside", role: "trusted" }));
  const outside = await signedIn(browser, await makePerson({ name: "Omar Outside", role: "trusted" }));
  const plain = await signedIn(browser, await makePerson({ name: "Paul Plain", role: "trusted" }), false);

  const admin = await openAsAdministrator(browser);
  await admin.goto("/admin/categories");
  await admin.getByLabel("Address").fill(slug);
  await admin.getByLabel("Name in English").fill(name);
  await admin.getByLabel("Description in English").fill("Those who write the joint report.");
  await admin.getByLabel(/^Members on its list/).check();
  await admin.getByLabel("Lock", { exact: true }).check();
  await admin.getByRole("button", { name: "Add category" }).click();
  await expect(admin.getByText("The category is now the last in the list.")).toBeVisible();
  await admin.goto(`/admin/categories/${slug}`);
  for (const page of [inside, plain]) {
    await admin.getByLabel("Handle of the member").fill(await handleOf(page));
    await admin.getByRole("button", { name: "Add member" }).click();
    await expect(admin.getByText("The member can read this room.")).toBeVisible();
  }
  await expectAccessible(admin);

  await inside.goto("/discussions");
  await inside.getByRole("link", { name: "Restricted rooms" }).click();
  await inside.getByRole("link", { name }).click();
  await expect(inside.getByText("Only the members on the list of this room")).toBeVisible();
  await inside.getByRole("link", { name: "Ask a question" }).first().click();
  await inside.getByLabel("Title").fill(title);
  await inside
    .getByLabel("Your message")
    .fill("We agreed on two authors.\n\nWho writes the part on evidence?");
  await inside.getByRole("button", { name: "Start topic" }).click();
  await expect(inside.getByRole("heading", { level: 1, name: title })).toBeVisible();
  await expect(inside).toHaveURL(/\/rooms\/t\/\d+\/joint-report/);
  const address = inside.url();
  await expectAccessible(inside);

  // Without scripts: the answer, and its acceptance.
  await plain.goto(address);
  await plain.getByLabel("Reply").fill("I write it, with the two laboratories.");
  await plain.getByRole("button", { name: "Post reply" }).click();
  await expect(plain.locator("#r1")).toContainText("two laboratories");
  await inside.goto(address);
  await inside.locator("#r1").getByRole("button", { name: "Accept answer" }).click();
  await expect(inside.getByText("The reply is the accepted answer.")).toBeVisible();
  await inside.goto(`/me/search?q=${encodeURIComponent(stamp)}`);
  await expect(inside.getByRole("link", { name: title }).first()).toBeVisible();

  const visitor = await (await browser.newContext()).newPage();
  await visitor.goto(address);
  await expect(visitor).toHaveURL(/\/signin\?next=/);
  await expect(visitor.locator("body")).not.toContainText(stamp);
  for (const path of [address, `/rooms/${slug}`, "/rooms/no-such-room"])
    expect((await outside.goto(path))?.status(), path).toBe(404);
  for (const path of ["/rooms", "/discussions", `/me/search?q=${encodeURIComponent(stamp)}`]) {
    await outside.goto(path);
    await expect(outside.locator("main")).not.toContainText(title);
    await expect(outside.locator("main")).not.toContainText(name);
  }

  // Whoever is taken from the list has never been there.
  await admin.goto(`/admin/categories/${slug}`);
  await admin.getByRole("button", { name: "Remove Paul Plain" }).click();
  await expect(admin.getByText("The member was removed from the list.")).toBeVisible();
  expect((await plain.goto(address))?.status()).toBe(404);
  await plain.goto("/notifications");
  await expect(plain.locator("main")).not.toContainText(title);
  for (const page of [inside, outside, plain, admin, visitor]) await page.context().close();
});

test("practitioners give their second factor before any room is looked for", async ({ browser }) => {
  const page = await signedIn(browser, await makePerson({ name: "Prisca Practice", role: "practitioner" }));
  for (const path of ["/rooms", "/rooms/among-practitioners", "/rooms/no-such-room"]) {
    await page.goto(path);
    await expect(page).toHaveURL(/\/me\/security\?needs=two-factor/);
  }
  await page.context().close();
});
