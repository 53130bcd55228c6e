import { expect, expectAccessible, makePerson, openMore, signIn, test, writePlainly } from "./fixtures";

test("the author of a passage is shown beside it, without scripts", async ({ browser }) => {
  const [ana, ben] = [
    await makePerson({ name: "Ana Author", role: "trusted" }),
    await makePerson({ name: "Ben Later", role: "trusted" }),
  ];
  for (const [person, text] of [
    [ana, "The first passage."],
    [ben, "The first passage.\n\nThe second passage."],
  ] as const) {
    const context = await browser.newContext({ javaScriptEnabled: false });
    const page = await context.newPage();
    await signIn(page, person);
    await writePlainly(page, "comoros", "public-private", text, "Writes a passage");
    await context.close();
  }
  const page = await browser.newPage();
  await page.goto("/countries/comoros");
  await openMore(page.locator("#public-private"));
  await page.locator("#public-private").getByRole("link", { name: "Who wrote what" }).click();
  await expect(page).toHaveURL(/\/countries\/comoros\/blame\/public-private$/);
  await expectAccessible(page);
  await expect(page.getByRole("row", { name: /The first passage/ })).toContainText("Ana Author");
  await expect(page.getByRole("row", { name: /The second passage/ })).toContainText("Ben Later");
  await page
    .getByRole("row", { name: /The second passage/ })
    .getByRole("link", { name: /^Revision/ })
    .click();
  await expect(page).toHaveURL(/\/countries\/comoros\/revisions\/\d+$/);
  await page.close();
});
