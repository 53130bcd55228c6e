import { readFileSync } from "node:fs";
import type { Page, Request } from "@playwright/test";
import { unzipped } from "@/tests/support/archives";
import { pagesOf } from "@/tests/support/documents";
import { expect, test } from "./fixtures";

/** A word that is typed into every kind of field, and must never leave the page. */
const SECRET = "KX-4711-quiet-heron";
const PAGE = "/cooperation/request";

const field = (page: Page, key: string) => page.locator(`[id="${key}"]`);
const step = (page: Page, name: string) =>
  page.getByRole("navigation", { name: "Steps" }).getByRole("button", { name });

/** Everything that a request tells its receiver. */
const told = (request: Request) =>
  decodeURIComponent(
    [request.url(), request.postData() ?? "", JSON.stringify(request.headers())]
      .join(" ")
      .replaceAll("+", " "),
  );

async function fillIn(page: Page): Promise<void> {
  await field(page, "head.date").fill("2026-11-30");
  await field(page, "head.reference").fill(SECRET);
  await step(page, "Authorities").click();
  await field(page, "requested.country").selectOption({ label: "United States of America" });
  await field(page, "requested.authority").fill(SECRET);
  await field(page, "requesting.country").selectOption({ label: "Senegal" });
  await field(page, "requesting.organisation").fill(SECRET);
  await step(page, "Offence and facts").click();
  await field(page, "facts.summary").fill(`${SECRET} wrote to the victim.`);
  await step(page, "Data").click();
  await field(page, "identifiers.0.identifierKind").selectOption({ label: "IP address and time" });
  await field(page, "identifiers.0.identifier").fill("196.1.95.20");
}

test("nothing that is typed into a request leaves the page, and the draft stays until it is erased", async ({
  page,
}) => {
  const requests: Request[] = [];
  page.on("request", (request) => requests.push(request));
  await page.goto(PAGE);
  await fillIn(page);
  // The checks know the field: without the port the subscriber may not be found, without the time certainly not.
  await expect(page.locator("main")).toContainText("without the source port");
  await expect(page.locator("main")).toContainText("Say at what time the address was used.");
  const preview = page.getByRole("complementary", { name: "Document preview" });
  await expect(preview).toContainText(SECRET);
  await expect(page.locator("main")).toContainText("Saved at");

  await step(page, "Check and download").click();
  const [word] = await Promise.all([
    page.waitForEvent("download"),
    page.getByRole("button", { name: "Download as Word" }).click(),
  ]);
  const text = await unzipped(readFileSync(await word.path()), "word/document.xml");
  expect(text).toContain(SECRET);
  expect(text).toContain("196.1.95.20");
  const [pdf] = await Promise.all([
    page.waitForEvent("download"),
    page.getByRole("button", { name: "Download as PDF" }).click(),
  ]);
  const read = (await pagesOf(readFileSync(await pdf.path()))).join(" ");
  expect(read).toContain(SECRET);
  expect(read).toContain("196.1.95.20");
  const [copy] = await Promise.all([
    page.waitForEvent("download"),
    page.getByRole("button", { name: "Save a copy (JSON)" }).click(),
  ]);
  expect(JSON.parse(readFileSync(await copy.path(), "utf8"))).toMatchObject({
    form: "preservation",
    values: { "head.reference": SECRET },
  });

  await page.reload();
  await expect(field(page, "head.reference")).toHaveValue(SECRET);
  await page.getByRole("button", { name: "Erase draft" }).click();
  await page.getByRole("button", { name: "Press again to erase" }).click();
  await expect(field(page, "head.reference")).toHaveValue("");
  await page.reload();
  await expect(field(page, "head.reference")).toHaveValue("");
  expect(requests.length).toBeGreaterThan(3);
  expect(requests.filter((one) => told(one).includes("4711")).map((one) => one.url())).toEqual([]);
});

test("a draft sealed with a passphrase opens with it alone, and nothing of it is stored in the open", async ({
  page,
}) => {
  await page.goto(PAGE);
  await field(page, "head.reference").fill(SECRET);
  await page.getByText("Do others use this device?").click();
  await page.getByLabel("Passphrase").fill("short");
  await page.getByRole("button", { name: "Seal the draft" }).click();
  await expect(page.locator("main")).toContainText("Use at least 12 characters.");
  await page.getByLabel("Passphrase").fill("a heron by the quiet river");
  await page.getByRole("button", { name: "Seal the draft" }).click();
  await expect(page.locator("main")).toContainText("sealed with your passphrase");
  await page.reload();
  await page.getByLabel("Passphrase").fill("a heron by the other river");
  await page.getByRole("button", { name: "Open the draft" }).click();
  await expect(page.locator("main")).toContainText("This is not the passphrase of the draft.");
  const open = await page.evaluate(
    () =>
      new Promise<string>((done) => {
        const request = indexedDB.open("octopus-request");
        request.onsuccess = () => {
          const all = request.result.transaction("drafts").objectStore("drafts").getAll();
          all.onsuccess = () => {
            const [stored] = all.result;
            done(JSON.stringify({ ...stored, bytes: new TextDecoder().decode(stored.sealed.bytes) }));
            request.result.close();
          };
        };
      }),
  );
  expect(open).not.toContain("heron");
  await page.getByLabel("Passphrase").fill("a heron by the quiet river");
  await page.getByRole("button", { name: "Open the draft" }).click();
  await expect(field(page, "head.reference")).toHaveValue(SECRET);
});

test("the wizard opens without a connection once it was opened with one, and writes its files", async ({
  page,
  context,
}) => {
  await page.goto(PAGE);
  await page.waitForFunction(async () => {
    const cache = await caches.open("octopus-request-1");
    const files = await cache.keys();
    return files.filter(({ url }) => url.endsWith(".ttf")).length === 8;
  });
  await field(page, "head.reference").fill(SECRET);
  await expect(page.locator("main")).toContainText("Saved at");
  await context.setOffline(true);
  await page.reload();
  await expect(field(page, "head.reference")).toHaveValue(SECRET);
  await step(page, "Check and download").click();
  const [word] = await Promise.all([
    page.waitForEvent("download"),
    page.getByRole("button", { name: "Download as Word" }).click(),
  ]);
  expect(
    readFileSync(await word.path())
      .subarray(0, 2)
      .toString(),
  ).toBe("PK");
  const [pdf] = await Promise.all([
    page.waitForEvent("download"),
    page.getByRole("button", { name: "Download as PDF" }).click(),
  ]);
  expect((await pagesOf(readFileSync(await pdf.path()))).join(" ")).toContain(SECRET);
});
