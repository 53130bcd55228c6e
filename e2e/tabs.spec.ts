import type { BrowserContext, Page } from "@playwright/test";
import {
  countryFor,
  expect,
  makePerson,
  openEditor,
  type Person,
  signIn,
  signInByPage,
  test,
  typeAtEnd,
} from "./fixtures";

/* One member, one section, several tabs: no tab overwrites text typed in another, whoever is signed in. */
async function save(page: Page, summary: string): Promise<void> {
  await page.getByLabel("Edit summary").fill(summary);
  await page.getByRole("button", { name: "Save changes" }).click();
}

async function newTab(context: BrowserContext, slug: string): Promise<Page> {
  const page = await context.newPage();
  await openEditor(page, slug, "policies");
  return page;
}

async function signOut(context: BrowserContext): Promise<void> {
  const page = await context.newPage();
  await page.goto("/signout");
  await page.locator("main form button").click();
  await page.waitForURL(/signin/);
  await page.close();
}

async function signInElsewhere(context: BrowserContext, person: Person): Promise<void> {
  const page = await context.newPage();
  await signInByPage(page, person);
  await page.close();
}

test("a save in another tab is a conflict in this one, and both texts are kept", async ({
  page,
  context,
}) => {
  await signIn(page, await makePerson({ role: "trusted" }));
  await openEditor(page, "austria", "policies");
  await typeAtEnd(page, "The passage that both tabs have.");
  await save(page, "A passage to work on");
  await page.waitForURL(/saved=published/);

  const first = await newTab(context, "austria");
  const second = await newTab(context, "austria");
  for (const [tab, words] of [
    [first, "From the first tab"],
    [second, "From the second tab"],
  ] as const) {
    await tab.locator(".ProseMirror p").last().click({ clickCount: 3 });
    await tab.keyboard.type(words);
  }
  await save(first, "From the first");
  await first.waitForURL(/saved=published/);
  await save(second, "From the second");
  const dialog = second.getByRole("dialog");
  await expect(dialog).toContainText("From the first tab");
  await expect(dialog).toContainText("From the second tab");
  await dialog.locator('input[value="both"]').first().check();
  await dialog.getByRole("button", { name: "Save with these decisions" }).click();
  await second.waitForURL(/saved=/);
  await expect(second.locator("#policies")).toContainText("From the first tab");
  await expect(second.locator("#policies")).toContainText("From the second tab");
});

test("each tab's draft is kept: the one on the server, the others on this device", async ({
  page,
  context,
}) => {
  await signIn(page, await makePerson({ role: "trusted" }));
  await openEditor(page, "belgium", "policies");
  const second = await newTab(context, "belgium");
  await typeAtEnd(second, "Words of the second tab.");
  await expect(second.getByText(/Draft saved/)).toBeVisible();
  await typeAtEnd(page, "Words of the first tab.");
  await expect(page.getByText("This draft was changed in another tab")).toBeVisible();
  // Typing in the other tab must not change the first tab's copy on this device.
  await typeAtEnd(second, "And more of it.");
  await expect(second.getByText(/Draft saved/)).toBeVisible();
  await page.close({ runBeforeUnload: false });
  await second.close({ runBeforeUnload: false });

  const again = await newTab(context, "belgium");
  const offer = again.getByRole("region", { name: "You have a draft here" });
  await offer.getByRole("button", { name: "Compare with the current text" }).click();
  await expect(offer).toContainText(/Words of the/);
  const newest = (await offer.textContent()) ?? "";
  const [one, other] = newest.includes("first tab") ? ["first", "second"] : ["second", "first"];
  await offer.getByRole("button", { name: "Continue with the draft" }).click();
  await expect(again.locator(".ProseMirror")).toContainText(`Words of the ${one} tab.`);
  await expect(again.getByText(/Draft saved/)).toBeVisible();
  await again.close({ runBeforeUnload: false });

  const last = await newTab(context, "belgium");
  const found: string[] = [];
  for (let n = 0; n < 2; n += 1) {
    await offerIn(last).getByRole("button", { name: "Compare with the current text" }).click();
    await expect(offerIn(last)).toContainText(/Words of the/);
    found.push((await offerIn(last).textContent()) ?? "");
    await offerIn(last).getByRole("button", { name: "Discard the draft" }).click();
  }
  await expect(offerIn(last)).toHaveCount(0);
  expect(found.join(" ")).toContain(`Words of the ${one} tab.`);
  expect(found.join(" ")).toContain(`Words of the ${other} tab.`);
});

const offerIn = (page: Page) => page.getByRole("region", { name: "You have a draft here" });

test("signing out in another tab takes nothing: one signs in there and saves here", async ({
  page,
  context,
}) => {
  const person = await makePerson({ role: "trusted" });
  await signIn(page, person);
  await openEditor(page, "bulgaria", "policies");
  await typeAtEnd(page, "Begun before the session");
  await expect(page.getByText(/Draft saved/)).toBeVisible();
  await signOut(context);
  await page.locator(".ProseMirror").focus();
  await page.keyboard.press("Control+End");
  await page.keyboard.type(" ended, and finished after.");
  await expect(page.getByText("Your session has ended.")).toBeVisible();
  await save(page, "Across two sessions");
  await expect(page.getByRole("alert")).toContainText("Your session has ended");
  await expect(page.locator(".ProseMirror")).toContainText("Begun before the session ended");

  const [tab] = await Promise.all([
    context.waitForEvent("page"),
    page.getByRole("link", { name: "Sign in" }).locator("visible=true").last().click(),
  ]);
  await tab.locator('input[name="email"]').fill(person.email);
  await tab.locator('input[name="password"]').fill(person.password);
  await tab.locator('main form[method="post"] button[type="submit"]').first().click();
  await tab.waitForURL((url) => !url.pathname.endsWith("/signin"));
  await page.getByRole("button", { name: "Save changes" }).click();
  await page.waitForURL(/saved=published/);
  await expect(page.locator("#policies")).toContainText(
    "Begun before the session ended, and finished after.",
  );
});

test("another member who signs in on this device does not save someone else's text under their name", async ({
  page,
  context,
}) => {
  const author = await makePerson({ name: "Author Before", role: "trusted" });
  await signIn(page, author);
  await openEditor(page, "greece", "policies");
  await typeAtEnd(page, "Typed by the author.");
  await signOut(context);
  await signInElsewhere(context, await makePerson({ name: "Someone After", role: "trusted" }));
  await save(page, "Whose is it");
  await expect(page.getByRole("alert")).toContainText("Your session has ended");
  await signOut(context);
  await signInElsewhere(context, author);
  await page.getByRole("button", { name: "Save changes" }).click();
  await page.waitForURL(/saved=published/);
  await page.goto("/countries/greece/history");
  await expect(page.locator("main li, main tr").filter({ hasText: "Whose is it" }).first()).toContainText(
    "Author Before",
  );
});

test("a save with a lost response is saved once when sent again", async ({ page }) => {
  const slug = countryFor("hungary", "yemen", "iraq");
  await signIn(page, await makePerson({ role: "trusted" }));
  await openEditor(page, slug, "policies");
  await typeAtEnd(page, "Sent twice, saved once.");
  let lost = 0;
  await page.route("**/sections/policies", async (route) => {
    if (route.request().method() !== "PUT" || lost > 0) return route.continue();
    lost += 1;
    // The server saves it, but the connection breaks before the response arrives.
    expect((await route.fetch()).status()).toBe(200);
    return route.abort("connectionreset");
  });
  await save(page, "Its answer was lost");
  await expect(page.getByRole("alert")).toContainText("The server does not answer");
  await expect(page.locator(".ProseMirror")).toContainText("Sent twice, saved once.");
  await page.getByRole("button", { name: "Save changes" }).click();
  await page.waitForURL(/saved=/);
  await page.goto(`/countries/${slug}/history`);
  await expect(page.getByText("Its answer was lost")).toHaveCount(1);
  expect(lost).toBe(1);
});
