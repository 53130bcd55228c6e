import type { Browser, Page } from "@playwright/test";
import {
  choose,
  expect,
  expectAccessible,
  expectNoSidewaysScroll,
  makePerson,
  type Person,
  signIn,
  test,
} from "./fixtures";
import { setUpTwoFactor } from "./two-factor";

/** Opens a page in a new browser, signed in. */
async function newPage(browser: Browser, person: Person, javaScriptEnabled = true): Promise<Page> {
  const page = await (await browser.newContext({ javaScriptEnabled })).newPage();
  await signIn(page, person);
  return page;
}

async function asModerator(browser: Browser): Promise<Page> {
  const page = await newPage(browser, await makePerson({ role: "moderator" }));
  await setUpTwoFactor(page);
  return page;
}

async function fillIn(page: Page, title: string): Promise<void> {
  await page.getByLabel("Title", { exact: true }).fill(title);
  await page.getByLabel("Summary", { exact: true }).fill("What a drafter learns from reading both treaties.");
  await page.getByRole("group", { name: "Topics" }).getByLabel("Legislation").check();
}

/** The next full minute (UTC) that is at least 15 seconds away, so that there is time to type it. */
function soon(): { day: string; time: string; at: number } {
  const at = Math.ceil((Date.now() + 15_000) / 60_000) * 60_000;
  const [day = "", rest = ""] = new Date(at).toISOString().split("T");
  return { day, time: rest.slice(0, 5), at };
}

test.describe("a post", () => {
  test.describe.configure({ timeout: 240_000 });

  test("is drafted, kept by itself, submitted, scheduled, and there within a minute (B1)", async ({
    browser,
  }) => {
    const title = `Malabo and Budapest ${Date.now().toString(36)}`;
    const author = await newPage(browser, await makePerson({ name: "Kofi Mensah" }));
    await author.goto("/blog/new");
    await expect(author.locator("#editor .ProseMirror")).toBeVisible();
    await expectAccessible(author);
    await fillIn(author, title);
    await author.locator(".ProseMirror").click();
    await author.keyboard.type("Begin with the definitions, since the offences depend on them.");
    await expect(author.getByText(/^Draft saved/)).toBeVisible();
    await expect(author).toHaveURL(/\/blog\/malabo-and-budapest-[^/]+\/edit$/);
    // The unfinished draft is there when its author returns.
    await author.goto(author.url());
    await author.getByRole("button", { name: "Continue with the draft" }).click();
    await expect(author.locator(".ProseMirror")).toContainText("Begin with the definitions");
    await author.getByLabel("Title", { exact: true }).waitFor();
    await fillIn(author, title);
    await author.getByRole("button", { name: "Code", exact: true }).waitFor();
    await author.getByRole("button", { name: "Submit for review" }).click();
    await expect(author.getByText("Submitted. A moderator will review it")).toBeVisible();
    await expectAccessible(author);

    const moderator = await asModerator(browser);
    await moderator.goto("/blog/review");
    await moderator.getByRole("link", { name: title }).click();
    await expect(moderator.getByText("Begin with the definitions")).toBeVisible();
    await expectAccessible(moderator);
    const { day, time, at } = soon();
    await moderator.getByLabel("Day").fill(day);
    await moderator.getByLabel("Time", { exact: true }).fill(time);
    await choose(moderator.getByRole("combobox", { name: "Time zone" }), "UTC");
    await moderator.getByRole("button", { name: "Schedule" }).click();
    await expect(moderator.getByText("Scheduled. It will be published at the time below.")).toBeVisible();

    const visitor = await (await browser.newContext()).newPage();
    await visitor.goto("/blog");
    await expect(visitor.getByRole("link", { name: title })).toHaveCount(0);
    const left = at + 60_000 - Date.now();
    await expect
      .poll(async () => (await (await visitor.request.get("/blog/feed.xml")).text()).includes(title), {
        timeout: left,
        intervals: [1_000],
      })
      .toBe(true);
    await visitor.goto("/blog");
    await visitor.getByRole("link", { name: title }).first().click();
    await expect(visitor.getByText("Begin with the definitions")).toBeVisible();
    await visitor.goto(`/search?q=${encodeURIComponent(title)}`);
    await expect(visitor.getByRole("main").getByRole("link", { name: title }).first()).toBeVisible();
  });

  test("is written, submitted and commented on without scripts", async ({ browser }) => {
    const title = `Without scripts ${Date.now().toString(36)}`;
    const author = await newPage(browser, await makePerson(), false);
    await author.goto("/blog/new");
    await fillIn(author, title);
    // Plain fields in place of the pickers; the buttons are where the work ends.
    await author.getByRole("combobox", { name: "Add a country" }).selectOption({ label: "Senegal" });
    await author.getByRole("combobox", { name: "Add an article" }).selectOption({ index: 1 });
    const last = await author.getByLabel("personal view", { exact: false }).last().boundingBox();
    const submit = await author.getByRole("button", { name: "Submit for review" }).boundingBox();
    expect(submit?.y).toBeGreaterThan(last?.y ?? 0);
    await author.getByLabel("Text", { exact: true }).fill(`A paragraph.^[${NOTE}]\n\n- An item\n- Another`);
    await author.getByRole("button", { name: "Save draft" }).click();
    await expect(author.getByText("Saved. It is a draft until you submit it.")).toBeVisible();
    await author.getByRole("button", { name: "Submit for review" }).click();
    await expect(author.getByText("Submitted. A moderator will review it")).toBeVisible();
    const place = new URL(author.url()).pathname.replace("/edit", "");

    const moderator = await asModerator(browser);
    await moderator.goto(place.replace("/blog/", "/blog/review/"));
    await moderator.getByRole("button", { name: "Publish", exact: true }).click();
    await expect(moderator.getByText("Published. Everyone can read it.")).toBeVisible();

    const trusted = await newPage(browser, await makePerson({ role: "trusted", name: "S. Perera" }), false);
    await trusted.goto(place);
    // The note is below the text; its mark links to it, and it links back.
    const notes = trusted.getByRole("region", { name: "Notes" });
    await expect(notes.getByRole("link", { name: "https://www.coe.int/en/web/cybercrime" })).toBeVisible();
    await trusted.getByRole("link", { name: "Note 1", exact: true }).click();
    await expect(trusted).toHaveURL(/#note-text-1$/);
    await notes.getByRole("link", { name: "Back to the text, note 1" }).click();
    await expect(trusted).toHaveURL(/#mark-text-1$/);
    await trusted.getByLabel("Comment", { exact: true }).fill("This matches our experience.");
    await trusted.getByRole("button", { name: "Post comment" }).click();
    await expect(trusted).toHaveURL(/#comment-/);
    await expect(trusted.getByRole("article").getByText("This matches our experience.")).toBeVisible();
    await expectAccessibleWithScripts(browser, place);

    // A visitor's words wait while they sign in.
    const visitor = await (await browser.newContext({ javaScriptEnabled: false })).newPage();
    await visitor.goto(place);
    await visitor.getByLabel("Comment", { exact: true }).fill("Words of someone new.");
    await visitor.getByRole("button", { name: "Post comment" }).click();
    const person = await makePerson();
    await visitor.locator('input[name="email"]').fill(person.email);
    await visitor.locator('input[name="password"]').fill(person.password);
    await visitor.locator('main form[method="post"] button[type="submit"]').first().click();
    await expect(visitor.getByLabel("Comment", { exact: true })).toHaveValue("Words of someone new.");
    await visitor.getByRole("button", { name: "Post comment" }).click();
    await expect(visitor.getByText("Your comment waits for a moderator.")).toBeVisible();

    // A published post can be reported, and moderators see the report in the overview.
    const reporter = await newPage(browser, await makePerson(), false);
    await reporter.goto(place);
    await reporter.getByRole("link", { name: "Report", exact: true }).click();
    await reporter.getByLabel("What is wrong").selectOption({ label: "Personal or case data" });
    await reporter.getByLabel("In your words").fill("It quotes a sealed file.");
    await reporter.getByRole("button", { name: "Send report" }).click();
    await expect(reporter.getByText("Moderators have received your report")).toBeVisible();
    await moderator.goto("/moderation");
    await moderator.getByRole("link", { name: "Reports by members" }).click();
    await moderator.getByRole("link", { name: new RegExp(title) }).click();
    await expect(moderator.getByText("It quotes a sealed file.")).toBeVisible();
    await moderator.getByRole("radio", { name: "Dismiss the reports" }).check();
    await moderator.getByRole("button", { name: "Save decision" }).click();
    await expect(moderator.getByText("the members who reported it are notified")).toBeVisible();
    await reporter.goto(reporter.url());
    await expect(reporter.getByText("reviewed it and made no change")).toBeVisible();
  });

  test("has notes, pictures, code and links to media, from the toolbar", async ({ browser }) => {
    const author = await newPage(browser, await makePerson());
    await author.goto("/blog/new");
    await fillIn(author, `Pictures and code ${Date.now().toString(36)}`);
    await author.locator(".ProseMirror").click();
    await author.keyboard.type("Before the code.");
    await author.keyboard.press("Alt+c");
    await author.getByRole("button", { name: "Insert note" }).click();
    await expect(author.getByText("Enter the text of the note.")).toBeVisible();
    await author.getByRole("dialog").getByLabel("Note").fill("A note on it.");
    await expectAccessible(author);
    await author.getByRole("button", { name: "Insert note" }).click();
    // A note that is selected with the keyboard is changed, and no second one is inserted.
    await author.keyboard.press("Shift+ArrowLeft");
    await author.getByRole("button", { name: "Add a note" }).click();
    await expect(author.getByRole("dialog").getByLabel("Note")).toHaveValue("A note on it.");
    await author.getByRole("dialog").getByLabel("Note").fill("Another note.");
    await author.getByRole("button", { name: "Insert note" }).click();
    await expect(author.locator(".ProseMirror sup")).toHaveText("[Another note.]");
    await author.keyboard.press("ArrowRight");
    await author.keyboard.press("Enter");
    await author.getByRole("button", { name: "Code", exact: true }).click();
    await author.keyboard.type("rule x {");
    await author.keyboard.press("Enter");
    await author.keyboard.type("}");
    await author.keyboard.press("Control+Enter");
    await author.getByRole("button", { name: "Link to media" }).click();
    await author.getByLabel("Address").fill("https://video.example.org/hearing");
    await author.getByLabel("Name", { exact: true }).fill("The hearing");
    await author.getByRole("button", { name: "Insert link" }).click();
    await author.getByRole("button", { name: "Picture" }).click();
    await author.getByLabel("Upload from this device").setInputFiles({
      name: "map.png",
      mimeType: "image/png",
      buffer: Buffer.from(PIXEL, "base64"),
    });
    await expect(author.getByLabel("Or choose from your uploads")).not.toHaveValue("");
    await author.getByRole("button", { name: "Insert picture" }).click();
    await expect(author.getByText("Describe the picture, or mark it as decorative.")).toBeVisible();
    await author.getByLabel("Description").fill("A map of the parties");
    await expectAccessible(author);
    await author.getByRole("button", { name: "Insert picture" }).click();
    await expect(author.locator(".ProseMirror figure")).toHaveCount(1);
    await expect(author.getByText(/^Draft saved/)).toBeVisible();
    await author.getByRole("button", { name: "Save draft" }).click();
    await expect(author.getByText("Saved. It is a draft until you submit it.")).toBeVisible();
    await expect(author.locator(".ProseMirror pre")).toContainText("rule x {");
    await expect(author.locator(".ProseMirror sup")).toHaveText("[Another note.]");
    await expect(author.locator(".ProseMirror .embed")).toContainText("The hearing");
    await expect(author.locator(".ProseMirror figure")).toHaveCount(1);
  });

  test("shows what is missing and keeps the text, and works on narrow screens and for assistive technology in every language", async ({
    browser,
  }) => {
    const author = await newPage(browser, await makePerson());
    await author.goto("/blog/new");
    await author.locator(".ProseMirror").click();
    await author.keyboard.type("Words before there is a title.");
    await expect(author.getByText("Saved on this device until you enter a title")).toBeVisible();
    await author.getByRole("button", { name: "Submit for review" }).click();
    await expect(author.getByRole("alert")).toContainText("Title");
    await expect(author.locator(".ProseMirror")).toContainText("Words before there is a title.");
    await author.getByLabel("Title", { exact: true }).fill("A title at last");
    await author.getByRole("button", { name: "Submit for review" }).click();
    await expect(author.getByRole("alert")).toContainText("Topics");
    await expect(author.locator(".ProseMirror")).toContainText("Words before there is a title.");
    for (const locale of ["/fr", "/ar"]) {
      await author.setViewportSize({ width: 320, height: 800 });
      await author.goto(`${locale}/blog/new`);
      await expect(author.locator(".ProseMirror")).toBeVisible();
      await expectNoSidewaysScroll(author);
      await expectAccessible(author);
    }
  });
});

test("typed words without a matching entry stay in the field, and stop the form", async ({ browser }) => {
  const author = await newPage(browser, await makePerson({ name: "Lupe Tuala" }));
  await author.goto("/blog/new");
  await expect(author.locator("#editor .ProseMirror")).toBeVisible();
  await fillIn(author, `Words of no list ${Date.now().toString(36)}`);
  const country = author.getByRole("combobox", { name: "Add a country" });
  await country.fill("Atlantis");
  await expect(author.getByText("Nothing on the list matches.")).toBeVisible();
  await country.press("Tab");
  await expect(country).toHaveValue("Atlantis");
  await expect(country).toHaveAttribute("aria-invalid", "true");
  const original = author.getByRole("combobox", { name: "Translation of" });
  await original.fill("zzzz");
  await original.press("Enter");
  await expect(original).toHaveValue("zzzz");
  await expect(original).toHaveAccessibleDescription(/not on the list/);
  await author.getByRole("button", { name: "Save draft" }).click();
  await expect(author.locator(".errsum")).toBeFocused();
  await expect(author.locator(".errsum li")).toHaveCount(2);
  await expectAccessible(author);
  await author.locator(".errsum").getByRole("link", { name: "Add a country" }).click();
  await expect(country).toBeFocused();
  await country.fill("");
  await original.fill("");
  await author.getByRole("button", { name: "Save draft" }).click();
  await expect(author).toHaveURL(/\/blog\/words-of-no-list-/);
});

test("text typed into the other fields is saved too, and offered on return", async ({ browser }) => {
  const author = await newPage(browser, await makePerson());
  await author.goto("/blog/new");
  await expect(author.locator(".ProseMirror")).toBeVisible();
  const title = `Safeguards first ${Date.now().toString(36)}`;
  // A finished title alone creates the post; other typed text is saved with it.
  await fillIn(author, title);
  await expect(author.getByText(/^Details saved/)).toBeVisible();
  await expect(author).toHaveURL(/\/blog\/safeguards-first-[^/]+\/edit$/);
  const edit = author.url();
  await author.getByLabel("Title", { exact: true }).fill(`${title}, again`);
  await author.getByLabel("Project", { exact: false }).first().fill("Octopus");
  await author.keyboard.press("Control+s");
  await expect(author.getByText(/^Details saved/)).toBeVisible();
  await author.goto("/me/drafts");
  await author.getByRole("link", { name: `Blog post: ${title}, again` }).click();
  await expect(author).toHaveURL(edit);
  await expect(author.getByLabel("Title", { exact: true })).toHaveValue(title);
  await author.getByRole("button", { name: "Compare the details" }).click();
  await expect(author.getByRole("heading", { name: "What will change" })).toBeFocused();
  await expect(author.locator("ins").filter({ hasText: `${title}, again` })).toBeVisible();
  await expect(author.locator("ins").filter({ hasText: "Legislation" })).toBeVisible();
  await expectAccessible(author);
  await author.getByRole("button", { name: "Restore these details" }).click();
  await expect(author.getByLabel("Title", { exact: true })).toHaveValue(`${title}, again`);
  await expect(author.getByRole("group", { name: "Topics" }).getByLabel("Legislation")).toBeChecked();
  await author.getByRole("button", { name: "Save draft" }).click();
  await expect(author.getByText("Saved. It is a draft until you submit it.")).toBeVisible();
  await expect(author.getByText("You have unsaved details here")).toHaveCount(0);
  await author.goto("/me/drafts");
  await expect(author.getByText("You have no drafts.")).toBeVisible();
});

async function expectAccessibleWithScripts(browser: Browser, place: string): Promise<void> {
  const page = await (await browser.newContext()).newPage();
  await page.goto(place);
  await expectAccessible(page);
}

const NOTE = "What the committee said, https://www.coe.int/en/web/cybercrime";
/** A picture of one colour. */
const PIXEL =
  "iVBORw0KGgoAAAANSUhEUgAAAEAAAAAwCAIAAAAuKetIAAAAQ0lEQVR42u3PQQkAAAgEsEtiMJMY3wp+hcEKLNXzWgQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQErhbZ60CmzFwCNAAAAABJRU5ErkJggg==";
