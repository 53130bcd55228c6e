import { expect, expectAccessible, makePerson, signIn, test } from "./fixtures";
import { openAsAdministrator, openAsModerator } from "./two-factor";

test("a rule is tested, warns and refuses without scripts; its author is cleaned up, which is undone", async ({
  browser,
}) => {
  const person = await makePerson({ role: "trusted" });
  const writer = await (await browser.newContext({ javaScriptEnabled: false })).newPage();
  await signIn(writer, person);
  await writer.goto("/me");
  const own = await writer.getByRole("link", { name: "Your public page" }).getAttribute("href");

  const admin = await openAsAdministrator(browser);
  await admin.goto("/admin/filters");
  await admin.getByLabel("Name", { exact: true }).fill("Betting");
  await admin.getByLabel("What the writer reads").fill("No betting, please.");
  await admin.getByLabel("Words and phrases").fill("zebracasino");
  await admin.getByRole("button", { name: "Create filter" }).click();
  await expect(admin.getByText("The filter was created.")).toBeVisible();
  const stage = async (name: string) => {
    await admin.getByRole("radio", { name }).check();
    await admin.getByRole("button", { name: "Set", exact: true }).click();
  };
  await stage("Warns the writer");
  await expect(admin.getByText("Test the filter with the last 30 days first")).toBeVisible();
  await admin.getByRole("button", { name: "Test with the last 30 days" }).click();
  await expect(admin.getByText("It would have caught 0 of")).toBeVisible();
  await stage("Warns the writer");
  await expect(admin.getByText("The filter was set.")).toBeVisible();
  await expectAccessible(admin);

  await writer.goto("/discussions/new");
  await writer.getByLabel("Title").fill("Who visits the zebracasino tonight?");
  await writer.getByLabel("Category").selectOption({ label: "Electronic evidence" });
  await writer.getByLabel("Your message").fill("We meet at eight.");
  await writer.getByRole("button", { name: "Start topic" }).click();
  await expect(writer.getByText("No betting, please.")).toBeVisible();
  await writer.getByRole("button", { name: "Send anyway" }).click();
  await expect(writer.getByRole("heading", { name: "Who visits the zebracasino" })).toBeVisible();
  const topic = writer.url();

  await admin.reload();
  await stage("Refuses the text");
  await expect(admin.getByText("The filter was set.")).toBeVisible();
  await writer.goto("/discussions/new");
  await writer.getByLabel("Title").fill("Another zebracasino evening");
  await writer.getByLabel("Category").selectOption({ label: "Electronic evidence" });
  await writer.getByLabel("Your message").fill("We meet at nine.");
  await writer.getByRole("button", { name: "Start topic" }).click();
  await expect(writer.getByText("A rule of this site does not accept this text")).toBeVisible();
  await expect(writer.getByLabel("Your message")).toHaveValue("We meet at nine.");
  await admin.goto(admin.url().replace(/\?.*/, ""));
  await expect(admin.getByRole("cell", { name: "Refused" })).toBeVisible();
  await admin.getByRole("button", { name: "Delete filter" }).click();
  await expect(admin.getByText("The filter was deleted.")).toBeVisible();

  const moderator = await openAsModerator(browser);
  const screen = `/moderation${own ?? ""}`;
  await moderator.goto(screen);
  // Sorts of which there is nothing are left out.
  await expect(moderator.getByText("1 topic", { exact: true })).toHaveCount(4);
  await moderator.getByRole("radio", { name: "Everything" }).check();
  await moderator.getByLabel("Reason for the clean-up").fill("Betting");
  await moderator.getByRole("button", { name: "Clean up" }).click();
  await expect(moderator.getByText("The clean-up has started.")).toBeVisible();
  await expect(async () => {
    await moderator.goto(screen);
    await expect(moderator.getByText("1 of 1 steps")).toBeVisible({ timeout: 500 });
  }).toPass();
  await expectAccessible(moderator);
  const visitor = await (await browser.newContext()).newPage();
  expect((await visitor.goto(topic))?.status()).toBe(404);
  await moderator.getByRole("button", { name: "Undo clean-up" }).click();
  await expect(async () => {
    expect((await visitor.goto(topic))?.status()).toBe(200);
  }).toPass();
});
