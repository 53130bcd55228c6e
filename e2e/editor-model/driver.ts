import type { APIRequestContext, BrowserContext, Page } from "@playwright/test";
import type { Editor } from "@tiptap/core";
import { expect } from "../fixtures";
import { ask, linesOf, readStarted, type Subject, saveLines } from "./subjects";

/** Asks again every 50 ms. */
const AT_ONCE = { intervals: [50] };

/** The text to choose in a conflict. */
export type Decision = "mine" | "theirs" | "both";

/** Uses the editor of one subject in a real browser. Each step waits for its result, never for a time. */
export class Driver {
  /** Milliseconds until the screen must match the model. */
  patience = 20_000;

  constructor(
    readonly page: Page,
    readonly context: BrowserContext,
    readonly subject: Subject,
    /** A second writer. */
    readonly other: APIRequestContext,
  ) {}

  /** Saves the given lines, deletes all drafts and opens the editor. */
  async begin(lines: readonly string[]): Promise<void> {
    await this.context.setOffline(false);
    const { subject } = this;
    const { memberId, draft } = await readStarted(this.context.request, subject.editor);
    if (draft) await ask(this.context.request, memberId, "DELETE", `${subject.api}/draft`, {});
    await saveLines(this.context.request, subject, () => [...lines]);
    // A page of this site without scripts, so that nothing writes a draft again.
    await this.page.goto("/robots.txt");
    await this.page.evaluate(() => {
      for (const key of Object.keys(localStorage))
        if (key.startsWith("octopus.draft.")) localStorage.removeItem(key);
    });
    await this.open();
  }

  async open(page = this.page): Promise<void> {
    await page.goto(this.subject.editor);
    await expect(this.field(page)).toBeVisible();
  }

  field(page = this.page) {
    return page
      .locator(this.subject.kind === "records" ? "#editor .records" : "#editor .ProseMirror")
      .first();
  }

  /** Reads the screen, line by line. */
  async lines(page = this.page): Promise<string[]> {
    const shown =
      this.subject.kind === "records"
        ? page.locator("#editor .record-title bdi")
        : page.locator("#editor .ProseMirror > *");
    return (await shown.allTextContents()).map((line) => line.trim()).filter((line) => line !== "");
  }

  /** Types at the end of the text. */
  async type(words: string, page = this.page): Promise<void> {
    if (this.subject.kind === "records") {
      const opener = page.locator("#editor .opener").last();
      if ((await opener.getAttribute("aria-expanded")) === "false") await opener.click();
      await page.locator("#editor .entry.open .fields input").first().focus();
      await page.keyboard.press("End");
    } else await this.goToEnd(page);
    await page.keyboard.type(words);
  }

  async newLine(): Promise<void> {
    await this.goToEnd();
    await this.page.keyboard.press("Enter");
  }

  /**
   * Puts the caret behind all text. The editor gives its own selection to the browser 20 ms after it got the focus: a
   * person sees where the caret is and presses the key again, and so does this.
   */
  private async goToEnd(page = this.page): Promise<void> {
    const field = this.field(page);
    await field.focus();
    await expect
      .poll(async () => {
        await page.keyboard.press("Control+End");
        return field.evaluate((element) => {
          const { state } = (element as unknown as { editor: Editor }).editor;
          return state.doc.textBetween(state.selection.to, state.doc.content.size, "\n");
        });
      }, AT_ONCE)
      .toBe("");
  }

  async undo(): Promise<void> {
    if (this.subject.kind === "records") {
      const button = this.page.getByRole("button", { name: "Undo", exact: true });
      if (await button.isEnabled()) await button.click();
      return;
    }
    await this.field().focus();
    await this.page.keyboard.press("Control+z");
  }

  /** Asks for a preview and waits until it is shown. */
  async preview(): Promise<void> {
    await this.page.locator("#editor").getByRole("button", { name: "Preview changes" }).click();
    const told = this.page.locator('section.box[aria-busy="false"]', {
      has: this.page.getByRole("heading", { name: "What will change" }),
    });
    await expect(told.last()).toBeVisible();
  }

  /** Saves the draft, and waits until the editor confirms it or says that another tab has changed it. */
  async keep(page = this.page): Promise<void> {
    await page.keyboard.press("Control+s");
    const told = page.locator("#editor").getByText(/^Draft saved|This draft was changed in another tab/);
    await expect(told.first()).toBeVisible();
  }

  /** Lists the drafts that the editor offers when it is opened now: those of this device, then that of the server. */
  async offered(): Promise<string[]> {
    const { draft } = await readStarted(this.context.request, this.subject.editor);
    const kept = await this.page.evaluate(() =>
      Object.keys(localStorage)
        .filter((key) => key.startsWith("octopus.draft."))
        .map((key) => localStorage.getItem(key) ?? ""),
    );
    const copies = kept.map((copy) => (JSON.parse(copy) as { content: object }).content);
    return [...copies, ...(draft ? [draft.content as object] : [])]
      .filter((content) => !("fields" in content))
      .map((content) => linesOf(content).join("\n"));
  }

  offer(name: string) {
    return this.page.getByRole("button", { name, exact: true });
  }

  /** Discards the newest draft that is offered, and waits until the server has deleted it. */
  async discardNewest(): Promise<void> {
    const note = this.page.locator("#editor section.note", { has: this.offer("Discard the draft") });
    const isOnDevice = (await note.getByText(/^Saved on this device/).count()) > 0;
    const gone = isOnDevice
      ? null
      : this.page
          .waitForResponse((one) => one.request().method() === "DELETE", { timeout: 3_000 })
          // A draft that exists only on this device is deleted without a request.
          .catch(() => null);
    await this.offer("Discard the draft").click();
    await gone;
  }

  /** Saves, resolves a conflict by the decision, and returns whether it was saved. */
  async save(decision: Decision): Promise<{ isSaved: boolean; settled: Decision | null }> {
    const { page, subject } = this;
    if (subject.hasSummary) await page.getByLabel("Edit summary").fill("A step of a model");
    const before = page.url();
    await page.getByRole("button", { name: subject.save, exact: true }).click();
    const dialog = page.getByRole("dialog");
    const refused = page.locator("#editor").getByRole("alert");
    const isGone = async () => page.url() !== before || (await this.field().count()) === 0;
    await expect
      .poll(
        async () => (await isGone()) || (await dialog.count()) > 0 || (await refused.count()) > 0,
        AT_ONCE,
      )
      .toBe(true);
    const hadConflict = !(await isGone()) && (await dialog.count()) > 0;
    let settled: Decision | null = null;
    if (hadConflict) {
      settled = decision;
      for (const group of await dialog.locator("fieldset:has(input[type=radio])").all()) {
        const wanted = group.locator(`input[value="${decision}"]`);
        // Some passages offer only one text.
        if ((await wanted.count()) === 0) settled = "mine";
        await group.locator(`input[value="${settled}"]`).first().check();
      }
      await dialog.getByRole("button", { name: "Save with these decisions" }).click();
    }
    if (!hadConflict && !(await isGone())) return { isSaved: false, settled };
    await page.waitForURL((url) => /[?&](saved|done)=/.test(url.search));
    return { isSaved: true, settled };
  }

  /** Reads the saved text. */
  async standing(): Promise<string[]> {
    return linesOf((await readStarted(this.other, this.subject.editor)).content);
  }

  /** Types and saves a draft in another tab of the same browser; answers the text of that tab. */
  async inSecondTab(words: string): Promise<string[]> {
    const tab = await this.context.newPage();
    await this.open(tab);
    await this.type(words, tab);
    await this.keep(tab);
    const lines = await this.lines(tab);
    await tab.close({ runBeforeUnload: false });
    return lines;
  }

  /** Saves as the second writer, who adds words to the last line, or to the first. */
  async meanwhile(words: string, isApart: boolean): Promise<void> {
    await saveLines(this.other, this.subject, (lines) =>
      lines.map((line, n) => (n === (isApart ? 0 : lines.length - 1) ? `${line} ${words}` : line)),
    );
  }
}
