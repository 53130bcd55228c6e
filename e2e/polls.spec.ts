import { expect, expectAccessible, makePerson, signIn, test } from "./fixtures";

const TITLE = "Which day suits you for the workshop on seals?";

test("a poll is opened with a topic, voted in with and without scripts, and closed", async ({ browser }) => {
  const [ama, kofi] = [
    await makePerson({ name: "Ama Polls", role: "trusted" }),
    await makePerson({ name: "Kofi Votes", role: "trusted" }),
  ];
  const asking = await (await browser.newContext()).newPage();
  await signIn(asking, ama);
  await asking.goto("/discussions/new");
  await asking.getByLabel("Title").fill(TITLE);
  await asking.getByLabel("Category").selectOption({ label: "Electronic evidence" });
  await asking.getByLabel("Your message").fill("The workshop takes half a day.\n\nPlease vote.");
  await asking.getByText("Add a poll").click();
  await asking.getByLabel("Question", { exact: true }).fill("Which day?");
  await asking.getByLabel("Options", { exact: true }).fill("Monday\nTuesday");
  await asking
    .getByLabel("Results", { exact: true })
    .selectOption({ label: "Can be seen only when the poll is closed" });
  await asking.getByRole("button", { name: "Start topic" }).click();
  const poll = asking.getByRole("region", { name: "Which day?" });
  await expect(poll).toContainText("Votes are secret");
  await expectAccessible(asking);
  const address = asking.url();
  await poll.getByLabel("Monday").check();
  await poll.getByRole("button", { name: "Vote" }).click();
  await expect(asking.getByText("You chose: Monday")).toBeVisible();
  await expectAccessible(asking);
  // The page of everybody shows a member their own vote, by a script.
  await asking.goto(address);
  await expect(poll.getByLabel("Monday")).toBeChecked();
  await expect(poll.getByText("You voted.")).toBeVisible();

  const plain = await (await browser.newContext({ javaScriptEnabled: false })).newPage();
  await signIn(plain, kofi);
  await plain.goto(address);
  await expect(plain.getByRole("region", { name: "Which day?" })).not.toContainText("member voted");
  await plain.getByLabel("Tuesday").check();
  await plain.getByRole("button", { name: "Vote" }).click();
  await expect(plain.getByText("Your vote is stored.")).toBeVisible();

  await asking.getByRole("link", { name: "Your vote, closing the poll" }).click();
  await expect(asking.getByRole("button", { name: "Save the poll" })).toBeHidden();
  await asking.getByRole("button", { name: "Close the poll" }).click();
  await expect(asking.getByText("2 members voted")).toBeVisible();
  const visiting = await (await browser.newContext()).newPage();
  await visiting.goto(address);
  await expect(visiting.getByRole("region", { name: "Which day?" })).toContainText("1 (50%)");
});
