import { readFileSync } from "node:fs";
import type { Page } from "@playwright/test";
import { countryFor, expect, expectAccessible, makePerson, openEditor, signIn, test } from "./fixtures";

/** What a program puts on the clipboard. */
interface Copied {
  html?: string;
  text: string;
  /** The type of a file. */
  file?: string;
}

/** Sends an event as a browser does: a paste, or a drop in the middle of the text. */
function bring(page: Page, copied: Copied, kind: "paste" | "drop" = "paste"): Promise<boolean> {
  return page.evaluate(
    ([{ html, text, file }, type]) => {
      const data = new DataTransfer();
      if (html !== undefined) data.setData("text/html", html);
      if (text !== "") data.setData("text/plain", text);
      if (file) data.items.add(new File(["x"], `copied.${file.split("/")[1]}`, { type: file }));
      const root = document.querySelector(".ProseMirror");
      const box = root?.getBoundingClientRect();
      const on = { bubbles: true, cancelable: true };
      const at = { clientX: (box?.left ?? 0) + 40, clientY: (box?.top ?? 0) + 20 };
      const event =
        type === "paste"
          ? new ClipboardEvent("paste", { clipboardData: data, ...on })
          : new DragEvent("drop", { dataTransfer: data, ...on, ...at });
      // False: the editor took it, and the browser does nothing by itself.
      return root?.dispatchEvent(event) ?? true;
    },
    [copied, kind] as const,
  );
}

/** Pastes an HTML file with its plain text, where one clicks or in place of everything. */
async function paste(page: Page, name: string, inPlaceOf: "nothing" | "all" = "nothing"): Promise<void> {
  const html = readFileSync(`e2e/pasted/${name}.html`, "utf8");
  await page.locator(".ProseMirror").click();
  if (inPlaceOf === "all") await page.keyboard.press("Control+a");
  await bring(page, { html, text: html.replace(/<[^>]*>/g, "") });
}

/** Lists the items of the first list in the text, each with its own list. */
const listIn = (page: Page) =>
  page.evaluate(() => {
    const read = (list: Element): unknown[] =>
      [...list.children].map((item) => {
        const [words, inner] = [item.querySelector("p")?.textContent, item.querySelector("ul, ol")];
        return inner ? [words, inner.tagName.toLowerCase(), ...read(inner)] : words;
      });
    const list = document.querySelector(".ProseMirror > :is(ul, ol)");
    return list ? [list.tagName.toLowerCase(), ...read(list)] : [];
  });

/** Collects what the page's policy refuses from now on. */
async function watchPolicy(page: Page): Promise<() => Promise<string[]>> {
  await page.evaluate(() => {
    const seen: string[] = [];
    Object.assign(window, { seen });
    document.addEventListener("securitypolicyviolation", (event) =>
      seen.push(`${event.violatedDirective} ${event.blockedURI}`),
    );
  });
  return () => page.evaluate(() => (window as unknown as { seen: string[] }).seen);
}

/** Lists every element and attribute in the text. */
function anatomy(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const root = document.querySelector(".ProseMirror");
    const found = new Set<string>();
    for (const element of root?.querySelectorAll("*") ?? []) {
      const name = element.tagName.toLowerCase();
      found.add(name);
      for (const attribute of element.attributes) found.add(`${name}[${attribute.name}]`);
    }
    return [...found].sort();
  });
}

const ALLOWED =
  /^(p|h3|h4|ul|ol|li|blockquote|strong|em|a|br|table|tbody|tr|th|td|sup|div|colgroup|col)(\[(data-id|contenteditable|href|rel|target|colspan|rowspan|class|style|data-source|data-locator|start|data-placeholder|title)\])?$/;

test.describe("pasted content (E9)", () => {
  test.beforeEach(async ({ page }) => {
    await signIn(page, await makePerson({ role: "trusted" }));
    await page.goto("/countries/liechtenstein/edit/policies");
    await expect(page.locator(".ProseMirror")).toBeVisible();
  });

  test("from a word processor: headings, emphasis, lists and tables stay, styles and pictures go", async ({
    page,
  }) => {
    await paste(page, "word");
    const text = page.locator(".ProseMirror");
    await expect(text.locator("h3")).toHaveText("Criminal Code");
    await expect(text.locator("strong")).toHaveText("illegal access");
    await expect(text.locator("ul li")).toHaveText(["intent", "without right"]);
    await expect(text.locator("table tr")).toHaveCount(2);
    await expect(text.locator("img")).toHaveCount(0);
    expect((await anatomy(page)).filter((part) => !ALLOWED.test(part))).toEqual([]);
  });

  test("from a document in the browser: links and lists stay, the wrapper's bold does not", async ({
    page,
  }) => {
    await paste(page, "docs");
    const text = page.locator(".ProseMirror");
    await expect(text.locator("a")).toHaveAttribute("href", "https://example.org/act?utm=1");
    await expect(text.locator("ul li")).toHaveText(["ninety days", "renewable"]);
    await expect(text.locator("strong")).toHaveText("Preservation");
  });

  test("from a gazette: lines that were cut are joined, sentences are not", async ({ page }) => {
    await paste(page, "gazette");
    const text = page.locator(".ProseMirror");
    await expect(text.locator("p").first()).toHaveText(
      /portant sur la cybercriminalité, modifiant le Code pénal et insérant/,
    );
    await expect(text).toContainText("Article premier.");
  });

  test("from a hostile page: nothing runs, nothing is fetched, nothing unknown stays", async ({ page }) => {
    const asked: string[] = [];
    page.on("request", (request) => {
      if (!request.url().startsWith(new URL(page.url()).origin) && !request.url().startsWith("data:"))
        asked.push(request.url());
    });
    await paste(page, "web");
    await expect(page.locator(".ProseMirror")).toContainText("a trap");
    await expect(page.locator(".ProseMirror a")).toHaveCount(1);
    expect((await anatomy(page)).filter((part) => !ALLOWED.test(part))).toEqual([]);
    expect(await page.evaluate(() => "pasted" in window)).toBe(false);
    expect(asked).toEqual([]);
  });

  test("notes become citations, levels stay, and what was left out is said", async ({ page }) => {
    const violations = await watchPolicy(page);
    const [text, note] = [page.locator(".ProseMirror"), page.locator("#editor .pasted")];
    const cites = text.locator(".cite");
    await paste(page, "word-notes");
    await expect(text).toContainText(
      "illegal access[Cybercrime Act 2015, section 4, https://example.org/act] and",
    );
    await expect(text).toContainText("interference[Official Gazette No. 12.].");
    expect(await listIn(page)).toEqual([
      "ol",
      ["Powers", "ul", ["search", "ul", "of premises"], "seizure"],
      "Safeguards",
    ]);
    await expect(text.locator("ol").last()).toHaveAttribute("start", "3");
    await expect(text).not.toContainText(/old sentence|still in force|AB1/);
    await expect(note).toHaveText(
      "2 notes became citations of new sources. " +
        "Not pasted: 1 picture, 1 comment, 1 passage marked as deleted, colours.",
    );
    await expectAccessible(page);

    await paste(page, "libreoffice-notes", "all");
    await expect(cites).toHaveText([
      "[Loi n° 2016-30 du 8 novembre 2016.]",
      "[Journal officiel du 25 novembre 2016.]",
    ]);
    expect(await listIn(page)).toEqual(["ol", ["La perquisition", "ol", "des locaux"], "La saisie"]);
    await expect(note).toHaveText("2 notes became citations of new sources.");

    await paste(page, "docs-notes", "all");
    await expect(cites).toHaveText("[Code of Criminal Procedure, article 90-4.]");
    expect(await listIn(page)).toEqual(["ul", ["orders", "ul", "of a court"], "requests"]);
    // The text of this note was not copied with its mark.
    await expect(text).toContainText("Twice[9], as before");
    await expect(note).toHaveText(
      "1 note became a citation of a new source. Not pasted: 1 comment, the text of 1 note.",
    );

    await paste(page, "web-notes", "all");
    await expect(cites).toHaveText([
      "[Treaty list of the depositary.]",
      "[Explanatory report, paragraph 12.]",
    ]);
    await expect(text.locator("a")).toHaveText("History");
    await expect(text.locator("ol")).toHaveCount(0);
    expect((await anatomy(page)).filter((part) => !ALLOWED.test(part))).toEqual([]);

    for (const name of ["word", "docs", "gazette", "web"]) await paste(page, name);
    expect(await violations()).toEqual([]);
  });

  test("lines of a PDF are joined; undo brings back the lines, then the text before", async ({ page }) => {
    const text = page.locator(".ProseMirror");
    await text.click();
    await page.keyboard.press("Control+a");
    await page.keyboard.type("Before.");
    await page.keyboard.press("Enter");
    await bring(page, { text: readFileSync("e2e/pasted/pdf.txt", "utf8") });
    await expect(text.locator("p")).toHaveText([
      "Before.",
      /^Section 12 .* to interfere with a computer system, whether or not the system is used by the State\.$/,
      /^Section 13 punishes .* fine or with imprisonment of up to two years\.$/,
    ]);
    await expect(page.locator("#editor .pasted")).toContainText("Lines cut by the page were joined.");
    await page.keyboard.press("Control+z");
    await expect(text.locator("p")).toHaveCount(6);
    await expect(text).toContainText("an offence to inter-");
    await page.keyboard.press("Control+z");
    await expect(text.locator("p").first()).toHaveText("Before.");
    await expect(text).not.toContainText("Section 12");
  });

  test("a picture or file that is dropped or pasted is refused with a word, and the page stays", async ({
    page,
  }) => {
    const note = page.locator("#editor .pasted");
    expect(await bring(page, { text: "", file: "image/png" }, "drop")).toBe(false);
    await expect(note).toHaveText("Pictures cannot be added to this text.");
    expect(await bring(page, { text: "", file: "application/pdf" }, "drop")).toBe(false);
    await expect(note).toHaveText("Files cannot be added to a text. Copy the text of the file instead.");
    await bring(page, { text: "", file: "image/png" });
    await expect(note).toHaveText("Pictures cannot be added to this text.");
    await expect(page.locator("#editor .state")).toContainText("No changes");
  });
});

test("notes pasted into a section are sources of its profile once it is saved", async ({ page }) => {
  const country = countryFor("saint-lucia", "cabo-verde", "sao-tome-and-principe");
  await signIn(page, await makePerson({ role: "trusted" }));
  await openEditor(page, country, "policies");
  await paste(page, "word-notes", "all");
  await expect(page.locator("#editor .state").first()).toContainText("Draft saved");
  await page.reload();
  await page.getByRole("button", { name: "Continue with the draft" }).click();
  await expect(page.locator(".ProseMirror .cite")).toHaveCount(2);
  await page.getByLabel("Edit summary").fill("From the report");
  await page.getByRole("button", { name: "Save changes" }).click();
  await page.waitForURL(/\?saved=published/);
  await expect(page.locator("#policies")).toContainText("The Act punishes illegal access");
  await expect(page.locator("main")).toContainText("Official Gazette No. 12.");
  await expect(page.locator("main").locator("a[href='https://example.org/act']").first()).toBeVisible();
});

test("notes pasted into a post stay notes, and a dropped picture opens its dialog", async ({ page }) => {
  await signIn(page, await makePerson({ role: "trusted" }));
  await page.goto("/blog/new");
  const text = page.locator(".ProseMirror");
  await expect(text).toBeVisible();
  await paste(page, "libreoffice-notes");
  await expect(text.locator("sup[data-note]")).toHaveText([
    "[Loi n° 2016-30 du 8 novembre 2016.]",
    "[Journal officiel du 25 novembre 2016.]",
  ]);
  await expect(page.locator(".pasted")).toHaveText("2 notes were kept.");
  await bring(page, { text: "", file: "image/png" }, "drop");
  const dialog = page.getByRole("dialog", { name: "Picture" });
  await expect(dialog).toBeVisible();
  await expect(dialog.getByLabel("Or choose from your uploads").locator("option:checked")).toHaveText(
    "copied.png",
  );
});
