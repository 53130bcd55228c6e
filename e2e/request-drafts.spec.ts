import type { Page } from "@playwright/test";
import { expect, test } from "./fixtures";

/* What becomes of a draft when somebody types on while it is sealed, has two tabs, presses twice, or leaves. */

const PAGE = "/cooperation/request";
const PASSPHRASE = "a heron by the quiet river";

const reference = (page: Page) => page.locator('[id="head.reference"]');
const main = (page: Page) => page.locator("main");

async function type(page: Page, text: string): Promise<void> {
  await reference(page).fill(text);
  await expect(reference(page)).toHaveValue(text);
}

async function openWith(page: Page, text: string): Promise<void> {
  await page.goto(PAGE);
  await type(page, text);
  await expect(main(page)).toContainText("Saved at");
}

/** The text that the browser has stored; "sealed" for a sealed draft, null for none. */
const stored = (page: Page) =>
  page.evaluate(
    () =>
      new Promise<string | null>((done) => {
        const request = indexedDB.open("octopus-request", 1);
        request.onupgradeneeded = () => request.result.createObjectStore("drafts");
        request.onsuccess = () => {
          const entry = request.result.transaction("drafts").objectStore("drafts").get("current");
          entry.onsuccess = () => {
            const found = entry.result as { text?: string } | undefined;
            request.result.close();
            done(found ? (found.text ?? "sealed") : null);
          };
        };
      }),
  );

async function sealIt(page: Page): Promise<void> {
  await page.getByText("Do others use this device?").click();
  await page.getByLabel("Passphrase").fill(PASSPHRASE);
  await page.getByRole("button", { name: "Seal the draft" }).click();
}

/** Slows sealing down, and notes what is stored since then: "open" or "sealed". */
async function slowSealing(page: Page): Promise<void> {
  await page.addInitScript(() => {
    const seen = window as unknown as { puts: string[]; isSealing: boolean };
    seen.puts = [];
    const { encrypt } = SubtleCrypto.prototype;
    SubtleCrypto.prototype.encrypt = async function slowly(...args) {
      seen.isSealing = true;
      await new Promise((done) => setTimeout(done, 1_500));
      return encrypt.apply(this, args);
    };
    const { put } = IDBObjectStore.prototype;
    IDBObjectStore.prototype.put = function noted(value: object, key?: IDBValidKey) {
      if (seen.isSealing) seen.puts.push("sealed" in value ? "sealed" : "open");
      return put.call(this, value, key);
    };
  });
}

test("what is typed while a draft is being sealed is stored sealed, and not lost", async ({ page }) => {
  await slowSealing(page);
  await openWith(page, "before");
  await sealIt(page);
  await page.waitForFunction(() => (window as unknown as { isSealing?: boolean }).isSealing === true);
  await type(page, "typed meanwhile");
  await expect(main(page)).toContainText("sealed with your passphrase");
  const puts = () => page.evaluate(() => (window as unknown as { puts: string[] }).puts);
  await expect.poll(puts).toEqual(["sealed", "sealed"]);
  await page.reload();
  await page.getByLabel("Passphrase").fill(PASSPHRASE);
  await page.getByRole("button", { name: "Open the draft" }).click();
  await expect(reference(page)).toHaveValue("typed meanwhile");
});

test("two tabs do not overwrite each other, and do not bring back what one erased", async ({
  page,
  context,
}) => {
  await openWith(page, "first tab");
  const second = await context.newPage();
  await second.goto(PAGE);
  await expect(reference(second)).toHaveValue("first tab");
  await type(page, "first tab, more");
  await expect.poll(() => stored(page)).toContain("first tab, more");

  await type(second, "second tab");
  await expect(main(second)).toContainText("Another tab of this browser changed or erased this draft.");
  expect(await stored(page)).toContain("first tab, more");
  await second.getByRole("button", { name: "Store this draft instead" }).click();
  await expect.poll(() => stored(page)).toContain("second tab");
  await expect(main(second)).not.toContainText("Another tab");

  await type(page, "first tab again");
  await page.getByRole("button", { name: "Show the stored draft" }).click();
  await expect(reference(page)).toHaveValue("second tab");
  await page.getByRole("button", { name: "Erase draft" }).click();
  await page.getByRole("button", { name: "Press again to erase" }).click();
  await expect(main(page)).toContainText("The draft is erased.");

  await type(second, "second tab, late");
  await expect(main(second)).toContainText("Another tab of this browser changed or erased this draft.");
  expect(await stored(page)).toBeNull();
});

test("a tab without the passphrase never replaces a draft that another one sealed", async ({
  page,
  context,
}) => {
  await openWith(page, "shared");
  const second = await context.newPage();
  await second.goto(PAGE);
  await expect(reference(second)).toHaveValue("shared");
  await sealIt(page);
  await expect(main(page)).toContainText("sealed with your passphrase");
  await type(second, "in the open");
  await expect(second.getByRole("button", { name: "Show the stored draft" })).toBeVisible();
  await expect(second.getByRole("button", { name: "Store this draft instead" })).toHaveCount(0);
  expect(await stored(page)).toBe("sealed");
});

test("a double click erases nothing, and makes one file", async ({ page }) => {
  await openWith(page, "twice");
  await page.getByRole("button", { name: "Erase draft" }).dblclick();
  await expect(page.getByRole("button", { name: "Press again to erase" })).toBeVisible();
  expect(await stored(page)).toContain("twice");
  await page
    .getByRole("navigation", { name: "Steps" })
    .getByRole("button", { name: "Check and download" })
    .click();
  const files: string[] = [];
  page.on("download", (file) => files.push(file.suggestedFilename()));
  await page.getByRole("button", { name: "Save a copy (JSON)" }).dblclick();
  // The next file comes after any second one of the first press.
  await page.getByRole("button", { name: "Download as Word" }).click();
  await expect.poll(() => files.at(-1)).toContain(".docx");
  expect(files.filter((name) => name.endsWith(".json"))).toHaveLength(1);
});

test("the browser asks before it leaves what is not stored yet", async ({ page }) => {
  await page.goto(PAGE);
  await reference(page).click();
  await page.keyboard.type("leaving");
  const [question] = await Promise.all([page.waitForEvent("dialog"), page.close({ runBeforeUnload: true })]);
  expect(question.type()).toBe("beforeunload");
  await question.dismiss();
  await expect(main(page)).toContainText("Saved at");
  expect(await stored(page)).toContain("leaving");
});
