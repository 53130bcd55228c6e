import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { Page } from "@playwright/test";
import {
  countryFor,
  expect,
  expectAccessible,
  expectNoSidewaysScroll,
  makePerson,
  openEditor,
  signIn,
  test,
  typeAtEnd,
} from "./fixtures";

/* Each dialog of the editors is opened, and sent with nothing in it: axe finds nothing in either state. */

// A colour that is changing with the theme would be measured half-way.
test.use({ contextOptions: { reducedMotion: "reduce" } });

/** What opens each dialog, by the message that is its title: a button with the words of a message. */
const OF_POSTS = {
  "link.title": "tools.link",
  "note.title": "tools.note",
  "picture.title": "tools.picture",
  "embed.title": "tools.embed",
} as const;
const OF_SECTIONS = { "link.title": "tools.link", "cite.title": "tools.cite" } as const;
const OF_RECORDS = {
  "records.paste.title": "records.paste.open",
  "records.copy.title": "records.copy.open",
  "records.newSource": "records.newSource",
} as const;
/** Opened by a save in another tab. */
const OF_CONFLICTS = "conflict.title";

/** Returns a message of the editor in a language. */
function wordsOf(locale: string, key: string): string {
  const messages: unknown = JSON.parse(readFileSync(`messages/${locale}/editor.json`, "utf8"));
  const found = key
    .split(".")
    .reduce<unknown>((at, name) => (at as Record<string, unknown> | undefined)?.[name], messages);
  if (typeof found !== "string") throw new Error(`no message editor.${key} in ${locale}`);
  return found;
}

/** Checks the open dialog in both themes and on a narrow screen, as opened and after its main button is pressed. */
async function checkOpen(page: Page): Promise<void> {
  const dialog = page.getByRole("dialog");
  await expect(dialog).toBeVisible();
  for (const isSent of [false, true]) {
    if (isSent) {
      await dialog.locator("button.pri").last().click();
      await expect(dialog.locator('[role="alert"], .msg').first()).toBeVisible();
    }
    await expectAccessible(page);
    await page.emulateMedia({ colorScheme: "dark" });
    await expectAccessible(page, ["color-contrast"]);
    await page.emulateMedia({ colorScheme: "light" });
    await page.setViewportSize({ width: 320, height: 700 });
    await expectNoSidewaysScroll(page);
    await expectAccessible(page);
    await page.setViewportSize({ width: 1280, height: 800 });
  }
}

async function checkEach(
  page: Page,
  locale: string,
  dialogs: Readonly<Record<string, string>>,
): Promise<void> {
  for (const [title, opener] of Object.entries(dialogs)) {
    await page
      .getByRole("button", { name: wordsOf(locale, opener), exact: true })
      .first()
      .click();
    await expect(page.getByRole("dialog", { name: wordsOf(locale, title) })).toBeVisible();
    await checkOpen(page);
    await page.keyboard.press("Escape");
    await expect(page.getByRole("dialog")).toHaveCount(0);
  }
}

for (const [locale, prefix] of [
  ["en", ""],
  ["ar", "/ar"],
] as const)
  test(`dialogs of posts, sections and records, open and refused, have nothing for axe to find, ${locale}`, async ({
    page,
  }) => {
    test.slow();
    await signIn(page, await makePerson({ role: "trusted" }));
    await page.goto(`${prefix}/blog/new`);
    await page.locator(".ProseMirror").click();
    await checkEach(page, locale, OF_POSTS);

    await openEditor(page, "netherlands", "policies", prefix);
    await page.locator(".ProseMirror").click();
    await checkEach(page, locale, OF_SECTIONS);
    // The same dialog with the form for a new source.
    await page.keyboard.press("Alt+c");
    const dialog = page.getByRole("dialog");
    await dialog.getByRole("button", { name: wordsOf(locale, "cite.create"), exact: true }).click();
    await checkOpen(page);

    await openEditor(page, "netherlands", "laws", prefix);
    await page
      .getByRole("button", { name: wordsOf(locale, "records.add") })
      .first()
      .click();
    await checkEach(page, locale, OF_RECORDS);
  });

test("the dialog of a conflict, open and without a decision, has nothing for axe to find", async ({
  page,
  context,
}) => {
  const slug = countryFor("australia", "new-zealand", "italy");
  const own = "A passage that two people change.";
  await signIn(page, await makePerson({ role: "trusted" }));
  const save = async (tab: Page) => {
    await tab.getByLabel("Edit summary").fill("One passage");
    await tab.getByRole("button", { name: "Save changes" }).click();
  };
  await openEditor(page, slug, "policies");
  await typeAtEnd(page, own);
  await save(page);
  await page.waitForURL(/saved=published/);
  const other = await context.newPage();
  for (const [tab, words] of [
    [page, "From here"],
    [other, "From there"],
  ] as const) {
    await openEditor(tab, slug, "policies");
    await tab.locator(".ProseMirror p", { hasText: own }).click({ clickCount: 3 });
    await tab.keyboard.type(words);
  }
  await save(other);
  await other.waitForURL(/saved=published/);
  await page.bringToFront();
  await save(page);
  await expect(page.getByRole("dialog", { name: wordsOf("en", OF_CONFLICTS) })).toBeVisible();
  await checkOpen(page);
});

test("no dialog of the editors is left out", () => {
  const root = join(process.cwd(), "components/editor");
  const files = readdirSync(root, { recursive: true, encoding: "utf8" }).filter((file) =>
    file.endsWith(".tsx"),
  );
  const titles = files.flatMap((file) =>
    [
      ...readFileSync(join(root, file), "utf8").matchAll(/<Dialog\s+title=(?:\{t\("editor\.([\w.]+)"\)\})?/g),
    ].map(([, key]) => key ?? file),
  );
  const opened = [OF_POSTS, OF_SECTIONS, OF_RECORDS].flatMap((dialogs) => Object.keys(dialogs));
  expect([...new Set([...opened, OF_CONFLICTS])].sort()).toEqual([...new Set(titles)].sort());
});

test("a dialog that is opened just after another one was closed stays open", async ({ page }) => {
  await signIn(page, await makePerson({ role: "trusted" }));
  await page.goto("/blog/new");
  await page.locator(".ProseMirror").click();
  const [title, opener] = Object.entries(OF_POSTS)[0] ?? ["", ""];
  const label = wordsOf("en", opener);
  await page.getByRole("button", { name: label, exact: true }).first().click();
  await expect(page.getByRole("dialog")).toBeVisible();
  // In one task of the browser: its own report that the first one is closed waits for the next.
  await page.evaluate(async (name) => {
    const buttons = [...document.querySelectorAll("button")];
    const again = buttons.find((one) => [one.ariaLabel, one.title, one.textContent?.trim()].includes(name));
    document.querySelector<HTMLButtonElement>("dialog[open] button")?.click();
    for (let turn = 0; turn < 20; turn += 1) await Promise.resolve();
    again?.click();
  }, label);
  // The report has come when the next frames are drawn.
  await page.evaluate(() => new Promise((done) => requestAnimationFrame(() => setTimeout(done, 100))));
  await expect(page.getByRole("dialog", { name: wordsOf("en", title) })).toBeVisible();
});
