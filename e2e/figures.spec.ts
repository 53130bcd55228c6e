import { readFile } from "node:fs/promises";
import { expect, expectAccessible, makePerson, signIn, test } from "./fixtures";
import { setUpTwoFactor } from "./two-factor";

const FIREFOX = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0";

test("an administrator sees which pages people read, and nothing of the people", async ({ browser }) => {
  test.slow();
  const reader = await (await browser.newContext({ userAgent: FIREFOX, javaScriptEnabled: false })).newPage();
  for (let n = 0; n < 3; n += 1) await reader.goto("/fr/countries/armenia?from=a-friend");
  expect(await reader.context().cookies()).toEqual([]);
  const program = await (await browser.newContext({ userAgent: "curl/8.5.0" })).newPage();
  await program.goto("/countries/bolivia");

  const admin = await (await browser.newContext()).newPage();
  await signIn(admin, await makePerson({ role: "administrator" }));
  await setUpTwoFactor(admin);
  const byCountry = admin.getByRole("region", { name: "By country profile" });
  await expect(async () => {
    await admin.goto("/admin/figures");
    // Readings are written down once a minute, which may come between two of the three.
    await expect(byCountry.getByRole("row", { name: "Armenia" }).getByRole("cell").last()).toHaveText("3", {
      timeout: 1_000,
    });
  }).toPass({ timeout: 150_000, intervals: [5_000] });
  await expect(byCountry).not.toContainText("Bolivia");
  await expect(admin.getByRole("region", { name: "By language" })).toContainText("Français");
  await expect(admin.locator("main")).not.toContainText("a-friend");
  await expectAccessible(admin);

  const link = admin.getByRole("link", { name: "Download as CSV" });
  const [download] = await Promise.all([admin.waitForEvent("download"), link.click()]);
  expect(await readFile(await download.path(), "utf8")).toMatch(
    /\r\nday,\d{4}-\d\d-\d\d,\/fr\/countries\/armenia,3\r\n/,
  );
});
