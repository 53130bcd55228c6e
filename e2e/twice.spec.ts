import type { Locator, Page } from "@playwright/test";
import {
  choose,
  expect,
  makePerson,
  openEditor,
  PASSWORD,
  signIn,
  test,
  typeAtEnd,
  waitForMail,
} from "./fixtures";
import { linkIn, mailsTo } from "./product";
import { nextCode, setUpTwoFactor } from "./two-factor";

/*
 * A double click on every kind of form, with and without scripts: it is saved once, and the result is shown.
 * tests/proofs/double.db.test.ts proves this for every form, in sequence, at once and at two instances; here a
 * browser sends them.
 */
const button = (page: Page, name: string | RegExp) => page.locator("main").getByRole("button", { name });

async function twice(target: Locator): Promise<void> {
  await target.first().dblclick();
}

let made = 0;
const newAddress = () => {
  made += 1;
  return `twice-${process.pid}-${made}-${Date.now().toString(36)}@example.org`;
};

for (const javaScriptEnabled of [true, false]) {
  test.describe(javaScriptEnabled ? "with scripts" : "without scripts", () => {
    test.use({ javaScriptEnabled });

    test("joining, its button in the mail, and signing in", async ({ page }) => {
      const email = newAddress();
      await page.goto("/join");
      await page.getByLabel("Full name").fill("Awa Ndiaye");
      await page.getByLabel("Email").fill(email);
      await page.getByLabel("Password").fill(PASSWORD);
      if (javaScriptEnabled) await choose(page.getByRole("combobox", { name: "Country" }), "Senegal");
      else await page.getByLabel("Country").selectOption("SN");
      await page.getByLabel("Sector").selectOption({ index: 2 });
      await page.getByLabel("I accept the community charter").check();
      await twice(button(page, "Join the community"));
      await expect(page.getByRole("heading", { level: 1 })).toHaveText("Check your email");
      await page.goto(linkIn(await waitForMail(email), "/join/verify"));
      await twice(button(page, "Confirm email address"));
      await expect(page).toHaveURL(/\/welcome$/);
      expect((await mailsTo(email)).filter(({ text }) => text.includes("/join/verify"))).toHaveLength(1);

      await page.goto("/signout");
      await twice(button(page, "Sign out"));
      await expect(page).toHaveURL(/done=signed-out/);
      await page.goto("/signin");
      await page.getByLabel("Email").fill(email);
      await page.getByLabel("Password").fill(PASSWORD);
      await twice(button(page, /^Sign in$/));
      await expect(page).toHaveURL(/\/me$/);
      await page.goto("/me/security");
      await expect(page.getByRole("row").filter({ hasText: "This device" })).toHaveCount(1);
      await expect(page.getByRole("button", { name: "End session", exact: true })).toHaveCount(1);
    });

    test("the own profile, a token, a second factor, an export, and the end of the account", async ({
      page,
    }) => {
      const person = await makePerson({ role: "trusted" });
      await signIn(page, person);
      await page.goto("/me");
      await page.getByLabel("Institution", { exact: true }).fill("Parquet général");
      await twice(button(page, "Save profile"));
      await expect(page.locator("main").getByRole("status")).toContainText("Your profile is saved");

      await page.goto("/me/security");
      await page.getByLabel("Name", { exact: true }).fill("Statistics");
      await twice(button(page, "Create token"));
      await expect(page.locator("code.secret")).toHaveText(/^oct_/);
      await page.goto("/me/security");
      await expect(button(page, /^Revoke/)).toHaveCount(1);
      await twice(button(page, /^Revoke/));
      await expect(page.locator("main").getByRole("status")).toContainText("revoked");

      await page.goto("/me/data");
      await twice(button(page, "Request an export"));
      await expect(page.locator("main").getByRole("status").first()).toContainText("being prepared");
      await expect(page.locator(".errsum")).toHaveCount(0);

      await page.goto("/me/security");
      await twice(button(page, "Set up two-factor"));
      await expect(page).toHaveURL(/\/me\/security\/two-factor$/);
      const secret = ((await page.locator("code.secret").textContent()) ?? "").replace(/\s/g, "");
      await page.getByLabel("Code", { exact: true }).fill(nextCode(secret));
      await twice(button(page, "Continue"));
      await expect(page.locator("ol.codes code")).toHaveCount(10);

      await page.goto("/me");
      const own = await page.getByRole("link", { name: "Your public page" }).getAttribute("href");
      await page.goto("/me/data");
      await page.getByLabel("Your handle").fill(own?.split("/").at(-1) ?? "");
      await twice(button(page, "Erase account"));
      await expect(page.getByRole("heading", { level: 1 })).toHaveText("Your account is erased");
    });

    test("a section, a revert, an undo and a rollback each make one revision", async ({ page, browser }) => {
      const slug = javaScriptEnabled ? "ireland" : "luxembourg";
      const other = await (await browser.newContext({ javaScriptEnabled })).newPage();
      for (const [author, text] of [
        [other, "A first sentence."],
        [page, "A second sentence."],
      ] as const) {
        await signIn(author, await makePerson({ role: "trusted" }));
        if (javaScriptEnabled) {
          await openEditor(author, slug, "policies");
          await typeAtEnd(author, text);
        } else {
          await author.goto(`/countries/${slug}/edit/policies`);
          await author.getByLabel("Text", { exact: true }).fill(text);
        }
        await author.getByLabel("Edit summary").fill(`Says ${text}`);
        await twice(author.getByRole("button", { name: "Save changes" }));
        await expect(author).toHaveURL(/saved=published/);
      }
      await other.context().close();
      const numbers = async () => {
        await page.goto(`/countries/${slug}/history`);
        const list = await page
          .locator(`main a[href*="/revisions/"]`)
          .evaluateAll((links) =>
            links.map((link) => Number(/\/revisions\/(\d+)/.exec(link.getAttribute("href") ?? "")?.[1])),
          );
        return [...new Set(list)].sort((a, b) => b - a);
      };
      const [second = 0, first = 0] = await numbers();
      expect(second).toBe(first + 1);

      await page.goto(`/countries/${slug}/revisions/${first}`);
      await twice(button(page, "Revert to this revision"));
      await expect(page).toHaveURL(/\/diff\?to=/);
      await expect(page.locator(".errsum")).toHaveCount(0);
      expect((await numbers())[0]).toBe(second + 1);

      await page.goto(`/countries/${slug}/diff?from=${second}&to=${second + 1}`);
      await twice(button(page, "Undo"));
      await expect(page).toHaveURL(/\/diff\?to=/);
      await expect(page.locator(".errsum")).toHaveCount(0);
      expect((await numbers())[0]).toBe(second + 2);

      const administrator = await (await browser.newContext({ javaScriptEnabled })).newPage();
      await signIn(administrator, await makePerson({ role: "administrator" }));
      await setUpTwoFactor(administrator);
      await administrator.goto(`/countries/${slug}/rollback/policies`);
      await twice(administrator.locator("main form[method=post] button[type=submit]"));
      await expect(administrator).toHaveURL(/\/diff\?to=/);
      expect((await numbers())[0]).toBe(second + 3);
      await administrator.context().close();
    });

    test("an administrator's actions on a member", async ({ page }) => {
      const person = await makePerson({ name: `Twice ${javaScriptEnabled} ${Date.now().toString(36)}` });
      await signIn(page, await makePerson({ role: "administrator" }));
      await setUpTwoFactor(page);
      await page.goto(`/admin/members?q=${encodeURIComponent(person.name)}`);
      await page.locator("main").getByRole("link", { name: person.name }).click();
      const form = (name: string) => page.locator(`main form:has(input[name="form"][value="${name}"])`);
      await form("suspend").locator("[name=suspensionReason]").fill("Spam in three profiles");
      await twice(form("suspend").getByRole("button"));
      await expect(page).toHaveURL(/done=suspended/);
      await expect(page.locator(".errsum")).toHaveCount(0);
      await waitForMail(person.email);
      await twice(form("reinstate").getByRole("button"));
      await expect(page).toHaveURL(/done=reinstated/);
      await expect(form("suspend")).toBeVisible();
      // Mails are sent in the order of their causes: with the second here, a duplicate of the first would be here too.
      await waitForMail(person.email, 2);
      expect((await mailsTo(person.email)).filter(({ text }) => text.includes("Spam"))).toHaveLength(1);
    });
  });
}
