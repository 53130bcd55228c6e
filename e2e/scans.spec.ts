import { scanOf } from "@/tests/support/scans";
import { expect, expectAccessible, expectNoSidewaysScroll, makePerson, signIn, test } from "./fixtures";
import { beginMaterial, fillDetails } from "./materials";
import { setUpTwoFactor } from "./two-factor";

test("a scan says that it has no text; its owner starts text recognition, whose words are found, marked and removed", async ({
  browser,
  baseURL,
  page: visitor,
}) => {
  test.setTimeout(300_000);
  const context = await browser.newContext({ baseURL });
  const owner = await context.newPage();
  await signIn(owner, await makePerson({ role: "practitioner" }));
  await setUpTwoFactor(owner);
  const mark = Date.now().toString(36);
  await beginMaterial(owner, {
    title: `A scanned handout ${mark}`,
    summary: "A handout that was only ever printed.",
    kind: "guide",
    level: "introductory",
    access: "public",
    handling: "clear",
    licence: "cc-by",
  });
  await fillDetails(owner, "1");
  await owner.getByRole("button", { name: "Save details" }).click();
  await owner.waitForURL(/done=saved/);
  const place = new URL(owner.url()).pathname.replace(/\/edit$/, "");
  const buffer = await scanOf([["First page"], ["The platypus ledger was preserved", "within ninety days."]]);
  await owner
    .locator('input[type="file"][name="files"]')
    .setInputFiles({ name: "handout.pdf", mimeType: "application/pdf", buffer });
  const row = owner.locator("#version-files .file-row", { hasText: "handout.pdf" });
  await expect(row).toBeVisible();
  const fileId = await row.getAttribute("data-file");
  await owner.getByRole("button", { name: "Publish", exact: true }).click();
  await owner.waitForURL(/done=published/);

  await expect(async () => {
    await visitor.goto(place);
    await expect(visitor.getByText("No text inside")).toBeVisible({ timeout: 1_000 });
  }).toPass({ timeout: 90_000 });
  await expect(
    visitor.getByRole("link", { name: "No text: start text recognition handout.pdf" }),
  ).toBeVisible();

  await owner.goto(`${place}/take-part#scans`);
  await expectAccessible(owner);
  await owner.setViewportSize({ width: 320, height: 700 });
  await expectNoSidewaysScroll(owner);
  await owner.getByRole("button", { name: "Recognise the text" }).click();
  await owner.waitForURL(/done=recognise/);
  await expect(async () => {
    await owner.goto(`${place}/take-part`);
    await expect(owner.getByText("2 pages were read by machine.")).toBeVisible({ timeout: 1_000 });
  }).toPass({ timeout: 180_000 });

  await visitor.goto("/search?q=platypus+ledger");
  const hit = visitor.getByRole("link", { name: /handout\.pdf/ }).first();
  await expect(hit).toHaveAttribute("href", new RegExp(`${place}/text/${fileId}#page-2(?::~:|$)`));
  await hit.click();
  await expect(visitor.getByText("Text recognised (OCR)")).toBeVisible();
  await expect(visitor.getByText("The platypus ledger was preserved")).toBeVisible();
  await expectAccessible(visitor);

  const member = await (await browser.newContext({ baseURL })).newPage();
  await signIn(member, await makePerson());
  await member.goto(`${place}/take-part`);
  await expect(member.getByText("The owner and trusted members")).toBeVisible();
  await expect(member.getByRole("button", { name: "Remove the recognised text" })).toHaveCount(0);

  await owner.getByRole("button", { name: "Remove the recognised text" }).click();
  await owner.waitForURL(/done=forgotten/);
  await visitor.goto("/search?q=platypus+ledger");
  await expect(visitor.getByText("The platypus ledger was preserved")).toHaveCount(0);
  await context.close();
});
