import { expect, expectAccessible, makePerson, openMore, signIn, test, waitForMail } from "./fixtures";
import { setUpTwoFactor } from "./two-factor";

test("an error is reported without an account or scripts, decided by a reviewer, and answered by mail", async ({
  browser,
  page,
}) => {
  const address = `reader-${Date.now().toString(36)}@example.org`;
  const context = await browser.newContext({ javaScriptEnabled: false });
  const reader = await context.newPage();
  await reader.goto("/countries/mauritius");
  await openMore(reader.locator("#laws"));
  await reader
    .locator("#laws")
    .getByRole("link", { name: /^Report an error/ })
    .click();
  await expect(reader).toHaveURL(/\/countries\/mauritius\/report\?section=laws$/);
  await expect(reader.getByLabel("Section", { exact: true })).toHaveValue("laws");
  await reader.getByLabel("What is wrong").fill("Wrong");
  await reader.getByRole("button", { name: "Send report" }).click();
  await expect(reader.locator("main")).toContainText("This is too short");
  const text = `The Act was replaced in 2021. ${address}`;
  await reader.getByLabel("What is wrong").fill(text);
  await reader.getByLabel("Email for a reply (optional)").fill(address);
  await reader.getByRole("button", { name: "Send report" }).click();
  await expect(reader.getByRole("status")).toContainText("Your report has been sent to the reviewers");
  expect(await context.cookies()).toEqual([]);
  await context.close();

  await signIn(page, await makePerson({ role: "trusted" }));
  await page.goto("/moderation");
  await page.getByRole("link", { name: "Errors reported by readers" }).click();
  await expectAccessible(page);
  const report = page.locator("main li", { hasText: text });
  await expect(report).toContainText("Mauritius, Laws and provisions");
  await expect(report).toContainText("Your reply will be emailed to the reader");
  await report.getByLabel("Reply").fill("Corrected: the Act of 2021 stands there now.");
  await report.getByRole("button", { name: "Corrected" }).click();
  await expect(page.getByRole("status")).toContainText("Your decision has been saved");
  await expect(page.locator("main")).not.toContainText(text);

  const mail = await waitForMail(address);
  expect(mail.text).toContain("It has been corrected");
  expect(mail.text).toContain("the Act of 2021 stands there now");
});

test("a country's focal point is notified of errors in its own profile only, and decides on them", async ({
  page,
}) => {
  const focal = await makePerson({ role: "focal-point", country: "LI" });
  const text = `The unit has moved to another ministry. ${Date.now().toString(36)}`;
  for (const slug of ["liechtenstein", "monaco"]) {
    await page.goto(`/countries/${slug}/report?section=institutions`);
    await page.getByLabel("What is wrong").fill(`${text} ${slug}`);
    await page.getByRole("button", { name: "Send report" }).click();
    await expect(page.getByRole("status")).toContainText("Your report has been sent to the reviewers");
  }
  await signIn(page, focal);
  await setUpTwoFactor(page);
  await page.goto("/notifications");
  const notice = page.locator("main article", { hasText: "Errors reported by readers" });
  await expect(notice).toContainText("1 report waits for a decision");
  await notice.getByRole("link").first().click();
  await expect(page).toHaveURL(/\/moderation\/reports$/);
  await expect(page.locator("main")).not.toContainText("monaco");
  const report = page.locator("main li", { hasText: `${text} liechtenstein` });
  await report.getByLabel("Reply").fill("The ministry is right as it stands.");
  await report.getByRole("button", { name: "No change needed" }).click();
  await expect(page.getByRole("status")).toContainText("Your decision has been saved");
  await page.goto("/notifications");
  await expect(page.locator("main")).not.toContainText("Errors reported by readers");
});
