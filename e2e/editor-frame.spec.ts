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
} from "./fixtures";

/* What is around the text: what belongs in an empty section, the list of sections, and the state of the draft. */

test("an empty section says what belongs there, and starts from a template", async ({ page }) => {
  const country = countryFor("antigua-and-barbuda", "saint-kitts-and-nevis", "tajikistan");
  await signIn(page, await makePerson({ role: "trusted" }));
  await page.goto(`/countries/${country}/edit/institutions`);
  await expect(page.locator("#guide")).toContainText("the 24/7 point of contact");
  // A column where there is room, folded where there is not.
  const sections = page.getByRole("navigation", { name: "Sections of this profile" });
  const link = sections.getByRole("link", { name: "Public/private cooperation" });
  await expect(link).toBeVisible();
  await page.setViewportSize({ width: 390, height: 800 });
  await expect(link).toBeHidden();
  await sections.locator("summary").click();
  await expect(link).toBeVisible();
  await expectNoSidewaysScroll(page);
  await page.setViewportSize({ width: 1280, height: 800 });
  await link.click();
  await page.waitForURL(`**/countries/${country}/edit/public-private`);
  await expect(page.locator("#guide")).toContainText("How authorities cooperate with service providers");

  const text = page.locator(".ProseMirror");
  const use = page.getByRole("button", { name: "Start from a template" });
  await use.click();
  await expect(text.locator("h3")).toHaveText([
    "Agreements with service providers",
    "Contact points",
    "Joint activities",
  ]);
  await expect(use).toHaveCount(0);
  await page.keyboard.type("A course for providers is held each year.");
  await expect(text.locator("p").last()).toHaveText("A course for providers is held each year.");
  await page.getByLabel("Edit summary").fill("First text");
  await page.getByRole("button", { name: "Save changes" }).click();
  await page.waitForURL(/\?saved=published/);
  await expect(page.locator("#public-private")).toContainText("A course for providers is held each year.");

  await openEditor(page, country, "public-private");
  await expect(page.locator("#guide")).toHaveCount(0);
  await expect(use).toHaveCount(0);
});

/** Checks that the state is at the top of the window, and the tools are below it. */
async function expectInSight(page: Page): Promise<void> {
  const boxes = async () => {
    const line = await page.locator(".save-line").boundingBox();
    const tools = await page.locator(".ed > .tb").first().boundingBox();
    const gap = (tools?.y ?? 0) - (line?.y ?? 0) - (line?.height ?? 0);
    return { top: Math.abs(Math.round(line?.y ?? -1)), gap: Math.abs(Math.round(gap)) };
  };
  await expect.poll(boxes).toEqual({ top: 0, gap: 0 });
}

test("the state of the draft stays in sight while one writes, on a narrow screen and in Arabic too", async ({
  page,
}) => {
  const country = countryFor("saint-vincent-and-the-grenadines", "turkmenistan", "uzbekistan");
  await signIn(page, await makePerson({ role: "trusted" }));
  await page.setViewportSize({ width: 390, height: 780 });
  for (const prefix of ["", "/ar"]) {
    await openEditor(page, country, "safeguards", prefix);
    await expect(page.locator("#guide")).toBeVisible();
    await expectNoSidewaysScroll(page);
    await expectAccessible(page);
    await page.locator(".ProseMirror").click();
    for (let n = 0; n < 40; n += 1) await page.keyboard.press("Enter");
    await expectInSight(page);
    await expect(page.locator(".save-line .state")).not.toBeEmpty();
  }
  // The watch button does not leave the page, which would lose its place.
  await page.goto(`/countries/${country}/edit/safeguards`);
  await page.setViewportSize({ width: 1280, height: 800 });
  await page
    .getByRole("main")
    .getByRole("button", { name: /^Watch/ })
    .click();
  await expect(page.getByRole("main").getByRole("button", { name: /^Stop watching/ })).toBeVisible();
  await expect(page).toHaveURL(/\/edit\/safeguards$/);
});
