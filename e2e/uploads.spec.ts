import { createHash, randomBytes } from "node:crypto";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Browser, Page } from "@playwright/test";
import { docxOf, EICAR, pdfOf, rawZip, zipOf } from "@/tests/support/sample-files";
import { startCutLine } from "./cut-line";
import {
  expect,
  expectAccessible,
  expectNoSidewaysScroll,
  makePerson,
  signIn,
  signInByPage,
  test,
} from "./fixtures";
import { beginMaterial, fillDetails, RESTRICTED } from "./materials";
import { setUpTwoFactor } from "./two-factor";

/** Size of the large upload: like recordings of a course. `E2E_UPLOAD_MB` changes it. */
const LARGE = Number(process.env.E2E_UPLOAD_MB ?? 300) * 1024 * 1024;

const folder = mkdtempSync(join(tmpdir(), "octopus-uploads-"));
test.afterAll(() => rmSync(folder, { recursive: true, force: true }));

function write(name: string, bytes: Buffer | string): string {
  const path = join(folder, name);
  // A worker that has finished this file may return to it.
  mkdirSync(folder, { recursive: true });
  writeFileSync(path, bytes);
  return path;
}

const sum = (bytes: Buffer) => createHash("sha256").update(bytes).digest("hex");

/** Reloads, like a reader without scripts, until the worker has checked and read a file. */
async function waitUntilRead(page: Page, name: string, found: string): Promise<void> {
  const line = page.locator("#own-uploads li", { hasText: name });
  await expect(async () => {
    await page.reload();
    await expect(line).toContainText(found, { timeout: 1_000 });
  }).toPass({ timeout: 60_000 });
}

/** Creates a material for verified practitioners with all required fields by its forms. Returns its address. */
async function beginRestricted(page: Page, title: string): Promise<string> {
  const summary = "A recorded course with the image that it works on.";
  await beginMaterial(page, { title, summary, ...RESTRICTED });
  await fillDetails(page);
  await page.getByRole("button", { name: "Save details" }).click();
  await page.waitForURL(/done=saved/);
  return new URL(page.url()).pathname.replace(/\/edit$/, "");
}

async function signedIn(browser: Browser, baseURL: string | undefined, role: string): Promise<Page> {
  const page = await (await browser.newContext({ baseURL })).newPage();
  await signIn(page, await makePerson({ role }));
  await setUpTwoFactor(page);
  return page;
}

test("a large upload over a connection that breaks twice resumes; restricted, only practitioners can download it, by logged ranges", async ({
  browser,
  baseURL,
  page: visitor,
}) => {
  test.setTimeout(600_000);
  const word = `quokka${Date.now().toString(36)}`;
  // Text that can be searched for, and a recording that makes the file large.
  const bytes = await docxOf([[`The seized ${word} wallet`]], {
    extra: { "word/media/recording.bin": randomBytes(LARGE) },
    compress: false,
  });
  const path = write("course.docx", bytes);
  const line = await startCutLine([LARGE * 0.3, LARGE * 0.7], LARGE);
  const context = await browser.newContext({ baseURL, proxy: line.proxy });
  const page = await context.newPage();
  await signInByPage(page, await makePerson({ role: "trusted" }));
  const title = `A large exercise ${word.slice(6)}`;
  const place = await beginRestricted(page, title);
  // The upload begins when the file is chosen.
  await page.locator('input[type="file"][name="files"]').setInputFiles(path);
  const rows = page.getByRole("list", { name: "Uploads in progress" });
  await expect(rows).toContainText(/\d.* of .*\d.*left/);
  const row = page.locator("#version-files .file-row", { hasText: "course.docx" });
  await expect(row).toBeVisible({ timeout: 300_000 });
  await expect(rows).toBeEmpty();
  expect(line.cuts()).toBe(2);
  const fileId = (await row.getAttribute("data-file")) ?? "";
  await page.getByRole("button", { name: "Publish", exact: true }).click();
  await page.waitForURL(/done=published/);
  await context.close();
  await line.stop();

  const address = `${place}/files/${fileId}`;
  const practitioner = await signedIn(browser, baseURL, "practitioner");
  await expect(async () => {
    await visitor.goto(place);
    await expect(visitor.getByText(sum(bytes))).toBeVisible({ timeout: 1_000 });
    const found = await practitioner.request.get(`/me/search?q=${word}`);
    expect(await found.text()).toContain(place);
  }).toPass({ timeout: 240_000 });
  expect((await visitor.request.get(address)).status()).toBe(404);
  expect((await visitor.request.get(`${place}/files.zip`)).status()).toBe(404);
  await visitor.goto(`/search?q=${word}`);
  await expect(visitor.getByText(`The seized ${word}`)).toHaveCount(0);
  await expect(visitor.getByRole("link", { name: /course\.docx/ })).toHaveCount(0);

  const half = Math.floor(bytes.length / 2);
  const hash = createHash("sha256");
  for (const range of [`bytes=0-${half - 1}`, `bytes=${half}-`]) {
    const part = await practitioner.request.get(address, { headers: { range }, timeout: 120_000 });
    expect(part.status()).toBe(206);
    hash.update(await part.body());
  }
  expect(hash.digest("hex")).toBe(sum(bytes));
  // The same within an archive, which is streamed as it is read.
  const zip = await practitioner.request.get(`${place}/files.zip`, { timeout: 120_000 });
  expect((await zip.body()).includes(bytes)).toBe(true);

  // Parts of one file within half an hour are one download; the archive is another.
  const administrator = await signedIn(browser, baseURL, "administrator");
  await administrator.goto("/admin/audit?fact=file.downloaded");
  await expect(administrator.getByRole("row").filter({ hasText: fileId })).toHaveCount(2);
});

test("many files are sent at once; refused ones say why and cannot be downloaded", async ({ page }) => {
  await signIn(page, await makePerson());
  await page.goto("/me/uploads");
  const good = write("safeguards.pdf", await pdfOf(["Article 15"]));
  const files = [
    good,
    write("renamed.pdf", "MZ\u0090\0 a program"),
    write("up.zip", rawZip([{ name: "../../etc/cron.d/job", content: "x" }])),
    write("eicar.txt", EICAR),
    write("empty.txt", ""),
    write("setup.exe", "MZ"),
  ];
  await page.getByLabel("Files", { exact: true }).setInputFiles(files);
  const line = (name: string) =>
    page.locator("#own-uploads li", { has: page.locator(".name", { hasText: name }) });
  // Those refused before a byte is sent are recorded too.
  await expect(line("empty.txt")).toContainText("The file is empty", { timeout: 60_000 });
  await expect(line("setup.exe")).toContainText("This file type is not accepted");
  await expect(line("safeguards.pdf")).toContainText("1 page", { timeout: 60_000 });
  await expect(line("safeguards.pdf")).toContainText("Not scanned");
  await expect(line("renamed.pdf")).toContainText("does not match the file name");
  await expect(line("up.zip")).toContainText("lead outside its folder");
  await expect(line("eicar.txt")).toContainText("harmful content");
  await expect(line("eicar.txt").getByRole("link")).toHaveCount(0);
  // The messages shown during the check are gone.
  const told = page.locator("[data-upload-told]");
  await expect(told).toContainText("eicar.txt Refused. The list shows why.", { timeout: 60_000 });
  await expect(told).not.toContainText("The file is being checked");
  await expectAccessible(page);

  await page.getByLabel("Files", { exact: true }).setInputFiles(write("again.pdf", readFileSync(good)));
  await expect(line("again.pdf")).toContainText("This content has already been uploaded: safeguards.pdf", {
    timeout: 60_000,
  });
  await page.getByRole("button", { name: "Remove eicar.txt" }).click();
  await expect(page.getByText("The upload was removed")).toBeVisible();
  await expect(line("eicar.txt")).toHaveCount(0);
});

test("refuses the EICAR test file in training material, says why after a reload, and offers it to no one", async ({
  page,
  request,
}) => {
  await signIn(page, await makePerson({ role: "trusted" }));
  const place = await beginRestricted(page, `Material with a virus ${Date.now().toString(36)}`);
  await page
    .locator('input[type="file"][name="files"]')
    .setInputFiles([write("eicar.txt", EICAR), write("tool.exe", "MZ")]);
  // Leaving the page would cancel a file that is still being uploaded, so this waits for it.
  await expect(page.locator("[data-upload-told]")).toContainText("eicar.txt", { timeout: 60_000 });
  const refused = page.getByRole("region", { name: "Refused uploads" });
  await expect(async () => {
    await page.reload();
    await expect(refused).toContainText("harmful content", { timeout: 1_000 });
  }).toPass({ timeout: 60_000 });
  await expect(refused).toContainText("eicar.txt");
  await expect(refused.locator("li", { hasText: "tool.exe" })).toContainText(
    "This file type is not accepted",
  );
  await expect(page.locator("#version-files .file-row")).toHaveCount(0);
  await expect(page.locator("main").getByRole("link", { name: /eicar/ })).toHaveCount(0);
  const fileId = await refused.locator('[name="fileId"]').first().getAttribute("value");
  for (const reader of [page.request, request])
    expect((await reader.get(`${place}/files/${fileId}`)).status()).toBe(404);
  await expectAccessible(page);
  await refused.getByRole("button", { name: "Dismiss tool.exe" }).click();
  await page.waitForURL(/#files$/);
  await expect(refused).toContainText("eicar.txt");
  await expect(refused).not.toContainText("tool.exe");
});

test("files belong to the material on whose page they are chosen: in two tabs, and in a form without scripts", async ({
  page,
  browser,
  baseURL,
}) => {
  await signIn(page, await makePerson());
  const stamp = Date.now().toString(36);
  const summary = "Two materials that are written at once.";
  const edits: string[] = [];
  for (const name of ["First", "Second"]) {
    await beginMaterial(page, { title: `${name} of two ${stamp}`, summary, ...RESTRICTED });
    edits.push(new URL(page.url()).pathname);
  }
  const [first = "", second = ""] = edits;
  const other = await page.context().newPage();
  await Promise.all([page.goto(first), other.goto(second)]);
  const rows = (at: Page) => at.locator("#version-files .file-row");
  await page.locator('input[type="file"][name="files"]').setInputFiles(write("of-first.txt", "first"));
  await other.locator('input[type="file"][name="files"]').setInputFiles(write("of-second.txt", "second"));
  await expect(rows(page)).toContainText("of-first.txt");
  await expect(rows(other)).toContainText("of-second.txt");

  const plain = await (await browser.newContext({ baseURL, javaScriptEnabled: false })).newPage();
  await plain.context().addCookies(await page.context().cookies());
  await plain.goto(first);
  await plain.locator('input[type="file"][name="files"]').setInputFiles(write("plain.txt", "plain"));
  await plain.getByRole("button", { name: "Upload", exact: true }).click();
  await expect(rows(plain)).toHaveCount(2);
  // The page with scripts was drawn before that file came: saving it keeps the file.
  await rows(page).first().getByLabel("For", { exact: true }).selectOption("trainers");
  await page.getByRole("button", { name: "Save files" }).click();
  await page.waitForURL(/done=files/);
  await expect(rows(page)).toHaveCount(2);
  await page.getByRole("button", { name: "Remove of-first.txt" }).click();
  await expect(rows(page)).toHaveCount(1);
  await expect(rows(page)).toContainText("plain.txt");
  // What was removed by mistake is added again.
  await page.getByRole("link", { name: "Use a file from your other uploads" }).click();
  const own = page.getByRole("region", { name: "Your other uploads" });
  await expect(own).not.toContainText("of-second.txt");
  await expectAccessible(page);
  await own.getByRole("button", { name: "Add of-first.txt" }).click();
  await expect(rows(page)).toHaveCount(2);
  await other.reload();
  await expect(rows(other)).toHaveCount(1);
});

test("an upload is cancelled, and an abandoned one resumes when its file is chosen again", async ({
  page,
}) => {
  await signIn(page, await makePerson());
  const path = write(
    "lecture.zip",
    await zipOf({ "a.bin": randomBytes(24 * 1024 * 1024) }, { compress: false }),
  );
  const slow = await page.context().newCDPSession(page);
  await slow.send("Network.enable");
  const throttle = (uploadThroughput: number) =>
    slow.send("Network.emulateNetworkConditions", {
      offline: false,
      latency: 5,
      downloadThroughput: -1,
      uploadThroughput,
    });
  await page.goto("/me/uploads");
  await throttle(4 * 1024 * 1024);
  const rows = page.getByRole("list", { name: "Uploads in progress" });
  const send = () => page.getByLabel("Files", { exact: true }).setInputFiles(path);
  await send();
  await expect(rows).toContainText(/(?:[89]|1\d)(?:\.\d)? MB of 24/);
  page.on("dialog", (dialog) => void dialog.accept());
  await page.reload();
  await expect(page.locator("#own-uploads")).toContainText("Uploading");
  await throttle(-1);
  const offsets: number[] = [];
  page.on("request", (asked) => {
    if (asked.method() === "PATCH") offsets.push(Number(asked.headers()["upload-offset"]));
  });
  await send();
  await waitForList(page, "lecture.zip");
  expect(offsets[0]).toBeGreaterThan(0);

  await throttle(2 * 1024 * 1024);
  await page.getByLabel("Files", { exact: true }).setInputFiles(write("other.zip", readFileSync(path)));
  await expect(rows).toContainText(/MB of/);
  const gone = page.waitForResponse((answer) => answer.request().method() === "DELETE");
  await page.getByRole("button", { name: "Cancel other.zip" }).click();
  expect((await gone).status()).toBe(204);
  await expect(rows).toBeEmpty();
  await page.reload();
  await expect(page.locator("#own-uploads")).not.toContainText("other.zip");
});

async function waitForList(page: Page, name: string): Promise<void> {
  const line = page.locator("#own-uploads li", { hasText: name });
  await expect(line).toContainText("SHA-256", { timeout: 60_000 });
}

test("files are uploaded, checked, downloaded and removed without scripts, at 320 pixels", async ({
  browser,
}) => {
  const context = await browser.newContext({
    javaScriptEnabled: false,
    viewport: { width: 320, height: 700 },
  });
  const page = await context.newPage();
  await signIn(page, await makePerson());
  await page.goto("/fr/me/uploads");
  await expectNoSidewaysScroll(page);
  const pdf = await pdfOf(["Article 29", "Article 16"]);
  await page
    .getByLabel("Fichiers", { exact: true })
    .setInputFiles([write("Données n\u00b0 1.pdf", pdf), write("tool.exe", "MZ"), write("nothing.txt", "")]);
  await page.getByRole("button", { name: "Envoyer", exact: true }).click();
  await expect(page).toHaveURL(/\/fr\/me\/uploads\?uploaded=/);
  const told = page.getByRole("status");
  await expect(told.nth(0)).toContainText("1 fichier est envoyé");
  await expect(told.nth(1)).toContainText("tool.exe");
  await expect(told.nth(1)).toContainText("Ce type de fichier n’est pas accepté");
  await expect(told.nth(1)).toContainText("Le fichier est vide");
  await page.goto("/me/uploads");
  await waitUntilRead(page, "Données", "2 pages");
  await expectNoSidewaysScroll(page);
  const line = page.locator("#own-uploads li", { hasText: "Données" });
  await expect(line).toContainText(sum(pdf));
  const download = page.waitForEvent("download");
  await line.getByRole("link", { name: "Données" }).click();
  expect((await download).suggestedFilename()).toBe("Données n\u00b0 1.pdf");
  await line.getByRole("button", { name: "Remove" }).click();
  await expect(page.getByText("The upload was removed")).toBeVisible();
  await context.close();
});
