import type { Browser, Page } from "@playwright/test";
import {
  countryFor,
  expect,
  expectAccessible,
  makePerson,
  type Person,
  signIn,
  test,
  writePlainly,
} from "./fixtures";
import { setUpTwoFactor } from "./two-factor";

async function signedIn(browser: Browser, person: Person, javaScriptEnabled = true): Promise<Page> {
  const page = await (await browser.newContext({ javaScriptEnabled })).newPage();
  await signIn(page, person);
  return page;
}

const COUNTRIES: Record<string, string> = { georgia: "GE", "north-macedonia": "MK", "holy-see": "VA" };
const QUESTION = "The Act asks for a warrant. Who may extend it, and for how long?";
const ANSWER = "The court that gave the warrant may extend it once, for thirty days.";

test("a question on a section is answered; the answer becomes a proposed edit, is accepted, and the topic says so", async ({
  browser,
}) => {
  const slug = countryFor("georgia", "north-macedonia", "holy-see");
  const title = `How long does a warrant last? ${Date.now().toString(36)}`;
  const efua = await makePerson({ name: "Efua Asks", role: "trusted" });
  const writing = await signedIn(browser, efua, false);
  await writePlainly(writing, slug, "procedural-law", "A search needs a warrant.", "Writes the section");
  const asking = await signedIn(browser, efua);
  await asking.goto(`/countries/${slug}`);
  const ask = asking.locator(`a[href$="about=section%3A${slug}%2Fprocedural-law"]`).first();
  await asking.goto((await ask.getAttribute("href")) ?? "");
  await asking.getByLabel("Title").fill(title);
  await asking.getByLabel("Your message").fill(QUESTION);
  await asking.getByRole("button", { name: "Start topic" }).click();
  await expect(asking.getByRole("heading", { level: 1, name: title })).toBeVisible();
  const address = asking.url();

  const answering = await signedIn(browser, await makePerson({ name: "Yaw Answers", role: "trusted" }));
  await answering.goto(address);
  await answering.getByLabel("Reply").fill(`> Who may extend it?\n\n${ANSWER}`);
  await answering.getByRole("button", { name: "Post reply" }).click();
  await asking.goto(address);
  await asking.locator("#r1").getByRole("button", { name: "Accept answer" }).click();
  await expect(asking.getByText("The reply is the accepted answer.")).toBeVisible();

  // Without scripts: the words are in the form, with a summary, and what is saved waits for review.
  const proposing = await signedIn(browser, await makePerson({ name: "Adwoa Proposes" }), false);
  await proposing.goto(address);
  await proposing.locator("#r1").getByRole("link", { name: "Propose as an edit" }).click();
  await asking.goto(proposing.url());
  await expectAccessible(asking);
  await expect(proposing.getByLabel("Country or area")).toHaveValue(slug);
  await expect(proposing.getByLabel("Section")).toHaveValue("procedural-law");
  await proposing.getByRole("button", { name: "Open the editor" }).click();
  await expect(proposing.getByLabel("Text", { exact: true })).toHaveValue(new RegExp(`${ANSWER}$`));
  await expect(proposing.getByLabel("Edit summary")).toHaveValue(/^From reply 1 of discussion \d+$/);
  await expect(proposing.getByText("This edit is from reply 1 of Yaw Answers")).toBeVisible();
  await proposing.getByRole("button", { name: "Save changes" }).click();
  await expect(proposing).toHaveURL(/saved=pending/);

  const focal = await signedIn(
    browser,
    await makePerson({ role: "focal-point", country: COUNTRIES[slug] ?? "" }),
  );
  await setUpTwoFactor(focal);
  await focal.goto(`/countries/${slug}/pending`);
  await focal
    .getByRole("link", { name: /^From reply 1 of discussion/ })
    .first()
    .click();
  await expect(focal.locator("main")).toContainText("With words of Yaw Answers, from reply 1.");
  await focal.getByRole("button", { name: "Accept" }).first().click();
  await expect(focal).toHaveURL(/done=accepted/);

  const visitor = await (await browser.newContext()).newPage();
  await visitor.goto(address);
  await expect(visitor.locator("#r1")).toContainText(/Brought into .+ › Procedural law \(.+\)/);
  await expectAccessible(visitor);
  await visitor.goto(`/countries/${slug}/history?section=procedural-law`);
  await expect(visitor.locator("main")).toContainText("With words of Yaw Answers, from reply 1.");
  for (const page of [writing, asking, answering, proposing, focal, visitor]) await page.context().close();
});
