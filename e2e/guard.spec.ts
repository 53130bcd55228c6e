import { expect, expectAccessible, makePerson, openEditor, signIn, test, typeAtEnd } from "./fixtures";

/* What the editor asks before personal or case data is published. Forms: `tests/proofs/guards.db.test.ts`. */

test("the editor warns of a phone number before it is saved, replaces it by one button, and asks once", async ({
  page,
}) => {
  await signIn(page, await makePerson({ role: "trusted" }));
  await openEditor(page, "lesotho", "legislation");
  const saves: string[] = [];
  page.on("request", (request) => {
    if (request.method() !== "GET") saves.push(request.postData() ?? "");
  });
  await typeAtEnd(page, "Call the victim at +266 5812 3456");
  await page.getByLabel("Edit summary").fill("Numbers");
  const save = page.getByRole("button", { name: "Save changes" });
  await save.click();

  const warning = page.getByRole("status").filter({ hasText: "personal or case data" });
  await expect(warning).toContainText("a phone number");
  await expect(warning).toBeFocused();
  await expectAccessible(page);
  await warning.getByRole("button", { name: "Redact" }).click();
  await expect(page.locator(".ProseMirror")).toContainText("Call the victim at █████");
  await expect(page.locator(".ProseMirror")).not.toContainText("5812");

  // A number that is meant to be there is asked about once.
  await typeAtEnd(page, " The authority: +266 2231 7777");
  await save.click();
  await warning.getByRole("button", { name: "Send anyway" }).click();
  await page.waitForURL(/\?saved=/);
  await expect(page.locator("#legislation")).toContainText("The authority: +266 2231 7777");

  await openEditor(page, "lesotho", "legislation");
  await typeAtEnd(page, " No news since.");
  await page.getByLabel("Edit summary").fill("Nothing new");
  await save.click();
  await page.waitForURL(/\?saved=/);
  await expect(page.locator("#legislation")).toContainText("No news since.");
});

test("a post is looked at whole before its text is saved, and the server does not ask again", async ({
  page,
}) => {
  await signIn(page, await makePerson());
  await page.goto("/blog/new");
  await expect(page.locator("#editor .ProseMirror")).toBeVisible();
  const title = page.getByLabel("Title", { exact: true });
  await title.fill(`Paid by card 4111 1111 1111 1111, ${Date.now().toString(36)}`);
  await page.getByLabel("Summary", { exact: true }).fill("What a drafter learns from both treaties.");
  await page.getByRole("group", { name: "Topics" }).getByLabel("Legislation").check();
  await page.locator(".ProseMirror").click();
  await page.keyboard.type("Ask passport no. X1234567 about it.");
  await expect(page.getByText(/^Draft saved/)).toBeVisible();
  const draft = page.getByRole("button", { name: "Save draft" });
  await draft.click();

  const warning = page.getByRole("status").filter({ hasText: "personal or case data" });
  await expect(warning.getByRole("listitem")).toHaveText([
    "a payment card number",
    "an identity or passport number",
  ]);
  await warning.getByRole("button", { name: "Redact" }).click();
  await expect(title).toHaveValue(/^Paid by card █████, /);
  await expect(page.locator(".ProseMirror")).toContainText("Ask passport no. █████ about it.");

  // What is meant to be there is asked about once for the whole form.
  await title.fill(`Call +221 33 889 12 34, ${Date.now().toString(36)}`);
  await draft.click();
  await warning.getByRole("button", { name: "Send anyway" }).click();
  await page.waitForURL(/\/edit\?done=/);
  await expect(title).toHaveValue(/^Call \+221 33 889 12 34/);
  await expect(warning).toHaveCount(0);
});
