import { expect, expectAccessible, makePerson, signIn, signInByPage, test } from "./fixtures";
import { openAsModerator } from "./two-factor";

test("a member suspended for a day reads why, appeals, and another moderator lifts it", async ({
  browser,
}) => {
  const person = await makePerson({ role: "trusted" });
  const member = await (await browser.newContext({ javaScriptEnabled: false })).newPage();
  await signIn(member, person);
  await member.goto("/me");
  const own = await member.getByRole("link", { name: "Your public page" }).getAttribute("href");
  const screen = `/moderation${own ?? ""}`;

  const first = await openAsModerator(browser);
  await first.goto(screen);
  await first.getByLabel("New note").fill("The same text in three topics on one day.");
  await first.getByRole("button", { name: "Add note" }).click();
  await expect(first.getByText("The note was added.")).toBeVisible();
  await expect(first.getByRole("radio", { name: "24 hours" })).toBeChecked();
  await first.getByLabel("Reason", { exact: true }).fill("Advertising in three topics");
  await first.getByRole("button", { name: "Suspend", exact: true }).click();
  await expect(first.getByRole("status")).toContainText("suspended");
  await expectAccessible(first);

  await member.goto("/me");
  await expect(member).toHaveURL(/\/signin/);
  await signInByPage(member, person);
  await expect(member).toHaveURL(/\/signin\/suspended/);
  await expect(member.getByText("Advertising in three topics")).toBeVisible();
  await expect(member.getByText("It ends by itself.")).toBeVisible();
  await member.getByLabel("Why the decision is wrong").fill("It was the text of our law.");
  await member.getByRole("button", { name: "Send appeal" }).click();
  await expect(member.getByText("Your appeal was sent.")).toBeVisible();
  // The page gave no session.
  await member.goto("/me");
  await expect(member).toHaveURL(/\/signin/);

  const second = await openAsModerator(browser);
  await second.goto("/moderation/flags?kind=suspension");
  await second.getByRole("link", { name: person.name }).click();
  await expect(second.getByText("It was the text of our law.")).toBeVisible();
  await expectAccessible(second);
  await first.goto(second.url());
  await expect(first.getByText("Another moderator decides on this appeal.")).toBeVisible();
  await second.getByRole("radio", { name: "Overturn the decision" }).check();
  await second.getByLabel("Reason").fill("It is the law.");
  await second.getByRole("button", { name: "Save decision" }).click();
  await expect(second.getByText("Your decision on the appeal is saved.")).toBeVisible();

  await signIn(member, person);
  await member.goto("/me/conduct");
  await expect(member.getByText("Lifted after your appeal")).toBeVisible();

  // A warning is read before anything else. It takes the roles until it is confirmed.
  await second.goto(screen);
  await second.getByLabel("Warning", { exact: true }).fill("Do not repeat a text in several topics.");
  await second.getByRole("button", { name: "Send warning" }).click();
  await expect(second.getByText("The warning was sent.")).toBeVisible();
  await signInByPage(member, person);
  await expect(member).toHaveURL(/\/me\/conduct/);
  await member.getByRole("button", { name: "I have read this" }).click();
  await member.getByRole("link", { name: "Continue" }).click();
  await expect(member).not.toHaveURL(/conduct/);
});
