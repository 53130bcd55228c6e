import { execFileSync } from "node:child_process";
import { createWriteStream, mkdirSync, mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { pipeline } from "node:stream/promises";
import { pathToFileURL } from "node:url";
import type { Browser, Download, Locator, Page } from "@playwright/test";
import { open } from "yauzl";
import { expect, expectAccessible, expectNoSidewaysScroll, makePerson, signIn, test } from "./fixtures";
import { setUpTwoFactor } from "./two-factor";

const PATH = "/training/electronic-evidence-learning-path";

const folders: string[] = [];
test.afterAll(() => {
  for (const folder of folders) rmSync(folder, { recursive: true, force: true });
});

/** Unpacks an archive into a new folder. Returns the folder and the paths in it. */
async function unpacked(download: Download): Promise<{ folder: string; paths: string[] }> {
  const folder = mkdtempSync(join(tmpdir(), "octopus-pack-"));
  folders.push(folder);
  const path = await download.path();
  await new Promise<void>((resolve, reject) => {
    open(path, { lazyEntries: true }, (error, zip) => {
      if (error) return reject(error);
      zip.on("end", resolve).on("error", reject);
      zip.on("entry", (entry) => {
        zip.openReadStream(entry, async (failed, stream) => {
          if (failed) return reject(failed);
          mkdirSync(dirname(join(folder, entry.fileName)), { recursive: true });
          await pipeline(stream, createWriteStream(join(folder, entry.fileName)));
          zip.readEntry();
        });
      });
      zip.readEntry();
    });
  });
  const paths = readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(folder.length + 1));
  return { folder, paths };
}

async function take(page: Page, link: Locator) {
  const download = page.waitForEvent("download");
  await link.click();
  return unpacked(await download);
}

test("a learning path is downloaded as one archive without scripts, and read offline", async ({
  browser,
  page,
}) => {
  const context = await browser.newContext({
    javaScriptEnabled: false,
    viewport: { width: 320, height: 700 },
  });
  const plain = await context.newPage();
  await plain.goto(`/fr${PATH}`);
  await expectNoSidewaysScroll(plain);
  await expect(plain.getByText(/en tout/)).toBeVisible();
  const { folder, paths } = await take(
    plain,
    plain.getByRole("link", { name: /^Pack du cours, ZIP, \d/ }).first(),
  );
  await context.close();
  for (const part of ["01-budapest", "02-ip-address", "03-preservation", "04-article-15"])
    expect(paths.some((path) => path.startsWith(part))).toBe(true);
  const checked = execFileSync("sha256sum", ["-c", "--strict", "SHA256SUMS"], {
    cwd: folder,
    encoding: "utf8",
  });
  expect(checked.trim().split("\n")).toHaveLength(paths.length - 1);

  await page.context().setOffline(true);
  await page.goto(pathToFileURL(join(folder, "index.html")).href);
  await expect(page.locator("html")).toHaveAttribute("lang", "fr");
  await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
  await expectAccessible(page);
  await page.setViewportSize({ width: 320, height: 700 });
  await expectNoSidewaysScroll(page);
  const file = page.getByRole("rowheader").getByRole("link").first();
  expect(paths).toContain(decodeURIComponent((await file.getAttribute("href")) ?? ""));
});

async function signedIn(browser: Browser, baseURL: string | undefined, role: string): Promise<Page> {
  const context = await browser.newContext({ baseURL });
  const page = await context.newPage();
  await signIn(page, await makePerson({ role }));
  if (role !== "member") await setUpTwoFactor(page);
  return page;
}

/** Creates an open material with all required fields by its form. Returns its address. */
async function begin(page: Page, title: string, kind: string): Promise<string> {
  await page.goto("/training/new");
  await page.getByLabel("Title", { exact: true }).fill(title);
  await page.getByLabel("Summary", { exact: true }).fill("How data abroad is preserved in time.");
  await page.getByLabel("Kind").selectOption(kind);
  await page.getByLabel("Level").selectOption("introductory");
  await page.getByRole("checkbox", { name: "Investigators", exact: true }).check();
  await page.getByRole("checkbox", { name: "Virtual assets" }).check();
  await page.getByLabel("Who may download it").selectOption("public");
  await page.getByLabel("Handling label").selectOption("clear");
  await page.getByLabel("Licence").selectOption("cc-by");
  await page.getByRole("button", { name: "Continue to the files" }).click();
  await page.waitForURL(/\/edit\?done=started/);
  await page.getByRole("checkbox", { name: "Self-paced" }).check();
  await page.getByLabel("Hours of learning").fill("2");
  await page.getByRole("checkbox", { name: "It applies everywhere" }).check();
  return new URL(page.url()).pathname.replace(/\/edit$/, "");
}

test("trainers' notes are separate in a pack: members with access download it with or without them, others learn how to ask", async ({
  browser,
  baseURL,
  page: visitor,
}) => {
  test.setTimeout(300_000);
  const owner = await signedIn(browser, baseURL, "practitioner");
  const mark = Date.now().toString(36);
  const module = await begin(owner, `Preserving data abroad ${mark}`, "module");
  await owner.getByLabel("Access to trainers’ notes").selectOption("practitioners");
  await owner.getByRole("button", { name: "Save details" }).click();
  await owner.waitForURL(/done=saved/);
  await owner.locator('input[type="file"][name="files"]').setInputFiles([
    { name: "slides.txt", mimeType: "text/plain", buffer: Buffer.from(`What everyone sees ${mark}`) },
    { name: "solutions.txt", mimeType: "text/plain", buffer: Buffer.from(`What trainers see ${mark}`) },
  ]);
  const rows = owner.locator("#version-files .file-row");
  await expect(rows).toHaveCount(2);
  const solutions = rows.filter({ hasText: "solutions.txt" });
  await solutions.getByLabel("For", { exact: true }).selectOption("trainers");
  await owner.getByRole("button", { name: "Save files" }).click();
  await owner.waitForURL(/done=files/);
  await owner.getByRole("button", { name: "Publish", exact: true }).click();
  await owner.waitForURL(/done=published/);

  const course = await begin(owner, `From report to court ${mark}`, "course-pack");
  const part = owner.getByRole("combobox", { name: "Material 1" });
  await part.fill("Nothing is called so");
  await owner.getByRole("button", { name: "Save details" }).click();
  await expect(part).toHaveAccessibleDescription(/not on the list/);
  await part.fill(`abroad ${mark}`);
  await expect(owner.getByRole("option", { name: `Preserving data abroad ${mark}` })).toHaveCount(1);
  await part.press("Enter");
  await expect(part).toHaveValue(`Preserving data abroad ${mark}`);
  await owner.locator("#itemNote-0").fill("Begin here");
  await owner.getByRole("button", { name: "Save details" }).click();
  await owner.waitForURL(/done=saved/);
  await owner.getByRole("button", { name: "Publish", exact: true }).click();
  await owner.waitForURL(/done=published/);

  await expect(async () => {
    await visitor.goto(course);
    await expect(visitor.getByText("1 file is not for everyone")).toBeVisible({ timeout: 1_000 });
  }).toPass({ timeout: 60_000 });
  await expectAccessible(visitor);
  await expect(visitor.getByText("2 hours in all")).toBeVisible();
  await expect(visitor.getByText("For: Verified practitioners")).toBeVisible();
  const open = await take(visitor, visitor.getByRole("link", { name: /^Course pack, ZIP, / }).first());
  expect(open.paths.some((path) => path.endsWith("/slides.txt"))).toBe(true);
  expect(open.paths.some((path) => path.endsWith("solutions.txt"))).toBe(false);
  await visitor.goto(pathToFileURL(join(open.folder, "index.html")).href);
  const left = visitor.getByRole("listitem").filter({ hasText: "solutions.txt" });
  await expect(left.getByRole("link", { name: "How to ask for it" })).toHaveAttribute(
    "href",
    new RegExp(`${module}/take-part$`),
  );

  const trainer = await signedIn(browser, baseURL, "practitioner");
  await trainer.goto(course);
  await trainer.getByRole("link", { name: "The pack for your account" }).click();
  await expectAccessible(trainer);
  const whole = await take(trainer, trainer.getByRole("link", { name: /^Course pack, ZIP, / }));
  expect(whole.paths.filter((path) => path.startsWith("trainers-notes/"))).toHaveLength(1);
  const plain = await take(
    trainer,
    trainer.getByRole("link", { name: /^Pack without trainers’ notes, ZIP, / }),
  );
  expect(plain.paths.filter((path) => path.startsWith("trainers-notes/"))).toEqual([]);

  const administrator = await signedIn(browser, baseURL, "administrator");
  await administrator.goto("/admin/audit?fact=file.downloaded");
  await expect(administrator.getByRole("main")).toContainText("file");
});
