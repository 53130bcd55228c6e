import { randomUUID } from "node:crypto";
import {
  countryFor,
  expect,
  expectAccessible,
  expectNoSidewaysScroll,
  makePerson,
  signIn,
  test,
} from "./fixtures";
import { beginMaterial } from "./materials";
import { setUpTwoFactor } from "./two-factor";

/* Links to pages that are missing or retracted are marked as long as that is true, also without scripts. */

test("a link to a post says that there is none until it is written, and again while it is retracted", async ({
  browser,
}) => {
  const country = countryFor("dominica", "grenada", "barbados");
  const words = `Seizing wallets ${Date.now().toString(36)}`;
  const slug = words.toLowerCase().replaceAll(" ", "-");
  const writer = await (await browser.newContext()).newPage();
  await signIn(writer, await makePerson({ role: "trusted" }));
  const address = `/api/v1/countries/${country}/sections/safeguards`;
  const stored = await writer.request.get(address);
  const { revision } = await stored.json();
  const link = { type: "link", attrs: { href: `/blog/${slug}` } };
  const content = [
    { type: "text", text: "It is told in " },
    { type: "text", text: "a post", marks: [link] },
    { type: "text", text: ", and in Art. 19 BC." },
  ];
  const answer = await writer.request.put(address, {
    headers: { origin: new URL(stored.url()).origin },
    data: {
      base: revision?.number ?? null,
      clientToken: randomUUID(),
      summary: "Where it is told",
      content: {
        schemaVersion: 1,
        doc: { type: "doc", content: [{ type: "paragraph", attrs: { id: "comingback" }, content }] },
      },
    },
  });
  expect(answer.status(), await answer.text()).toBe(200);
  await writer.context().close();

  const reader = await (await browser.newContext()).newPage();
  await reader.goto(`/countries/${country}`);
  const note = reader.locator("#safeguards .dead-link-note");
  await expect(note).toHaveText("(post not found; write it)");
  await expectAccessible(reader);

  // A moderator creates the page at the address of the link.
  const first = await (await browser.newContext()).newPage();
  await signIn(first, await makePerson({ role: "moderator" }));
  await setUpTwoFactor(first);
  const storageState = await first.context().storageState();
  const moderator = await (await browser.newContext({ javaScriptEnabled: false, storageState })).newPage();
  await moderator.goto(`/countries/${country}`);
  await moderator.locator("#safeguards").getByRole("link", { name: "write it" }).click();
  await expect(moderator.getByLabel("Title", { exact: true })).toHaveValue(words);
  await moderator.getByLabel("Summary", { exact: true }).fill("How wallets are seized.");
  await moderator.getByRole("group", { name: "Topics" }).getByLabel("Legislation").check();
  await moderator.getByLabel("Text", { exact: true }).fill("A paragraph.");
  await moderator.getByRole("button", { name: "Publish", exact: true }).click();
  await reader.reload();
  await expect(note).toHaveCount(0);
  await reader.locator("#safeguards").getByRole("link", { name: "a post" }).click();
  await expect(reader).toHaveURL(new RegExp(`/blog/${slug}$`));

  // The post, and an article that is only cited, list the pages that link to them.
  await reader.getByRole("link", { name: "What links here" }).click();
  await expect(reader.getByRole("main").locator(`a[href="/countries/${country}#safeguards"]`)).toBeVisible();
  await expectAccessible(reader);
  await reader.goto("/convention/185/19/links");
  await expect(reader.getByRole("main").locator(`a[href="/countries/${country}#safeguards"]`)).toBeVisible();

  await moderator.goto(`/blog/review/${slug}`);
  await moderator.getByLabel("Why it is retracted").fill("Its source was withdrawn.");
  await moderator.getByRole("button", { name: "Retract" }).click();
  await expect(moderator.getByText("Retracted. Its address shows the reason.")).toBeVisible();
  await reader.goto(`/countries/${country}`);
  await expect(note).toHaveText("(retracted)");
  await moderator.getByLabel("Why it is published again").fill("The source stands by it.");
  await moderator.getByRole("button", { name: "Publish again" }).click();
  await expect(moderator.getByText("It is published again.")).toBeVisible();
  await reader.reload();
  await expect(note).toHaveCount(0);
});

test("drafts of a material and of a post that their author deleted are put back, without scripts", async ({
  browser,
}) => {
  const title = `A guide to wallets ${Date.now().toString(36)}`;
  const page = await (await browser.newContext({ javaScriptEnabled: false })).newPage();
  await signIn(page, await makePerson());
  const what = {
    kind: "guide",
    level: "introductory",
    access: "public",
    handling: "clear",
    licence: "cc-by",
  };
  await beginMaterial(page, { title, summary: "How wallets are found.", ...what });
  await page.getByRole("button", { name: "Delete draft" }).click();
  await expect(page.getByText("Deleted. You can restore it below for 30 days.")).toBeVisible();
  await expect(page.getByRole("heading", { name: "Deleted drafts (restore within 30 days)" })).toBeVisible();
  await expect(page.getByRole("link", { name: title })).toHaveCount(0);
  await page.getByRole("button", { name: `Restore “${title}”` }).click();
  await expect(page.getByText("Restored as a draft, with its files.")).toBeVisible();
  await page.goto("/training/mine");
  await expect(page.getByRole("link", { name: title })).toBeVisible();
  await expect(page.getByRole("heading", { name: "Deleted drafts (restore within 30 days)" })).toHaveCount(0);

  // A post that is also edited in another tab.
  await page.goto("/blog/new");
  await page.getByLabel("Title", { exact: true }).fill(`Of wallets ${title}`);
  await page.getByLabel("Text", { exact: true }).fill("A paragraph.");
  await page.getByRole("button", { name: "Save draft" }).click();
  await expect(page.getByText("Saved. It is a draft until you submit it.")).toBeVisible();
  const other = await page.context().newPage();
  await other.goto(page.url());
  await other.getByLabel("Text", { exact: true }).fill("A paragraph that was typed meanwhile.");
  await page.getByRole("button", { name: "Make a link" }).click();
  const preview = await page.getByRole("link", { name: "Preview of the post" }).getAttribute("href");
  const reader = await (await browser.newContext()).newPage();
  expect((await reader.goto(preview ?? ""))?.status()).toBe(200);
  await page.getByRole("button", { name: "Delete draft" }).click();
  await expect(page.getByText("Deleted. You can restore it below for 30 days.")).toBeVisible();
  await expect(page.getByRole("link", { name: `Of wallets ${title}` })).toHaveCount(0);
  // The accessibility check is itself a script.
  const scripted = await browser.newContext({
    storageState: await page.context().storageState(),
    viewport: { width: 320, height: 640 },
  });
  const narrow = await scripted.newPage();
  await narrow.goto("/blog/mine");
  await expect(
    narrow.getByRole("heading", { name: "Deleted drafts (restore within 30 days)" }),
  ).toBeVisible();
  await expectNoSidewaysScroll(narrow);
  await expectAccessible(narrow);
  await scripted.close();
  expect((await reader.goto(preview ?? ""))?.status()).toBe(410);

  const save = () => other.getByRole("button", { name: "Save draft" }).click();
  await save();
  await expect(other.getByText("You have since deleted this draft.")).toBeVisible();
  await expect(other.getByLabel("Text", { exact: true })).toHaveValue(
    "A paragraph that was typed meanwhile.",
  );
  await page.getByRole("button", { name: `Restore “Of wallets ${title}”` }).click();
  await expect(page.getByText("Restored as a draft, with its pictures.")).toBeVisible();
  await expect(page.getByLabel("Text", { exact: true })).toHaveValue("A paragraph.");
  await save();
  await expect(other.getByText("Saved. It is a draft until you submit it.")).toBeVisible();
  await expect(other.getByLabel("Text", { exact: true })).toHaveValue(
    "A paragraph that was typed meanwhile.",
  );
  expect((await reader.goto(preview ?? ""))?.status()).toBe(200);
});
