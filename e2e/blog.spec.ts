import { expect, test } from "./fixtures";

const TITLE = "From 51 Parties to 81, and how we count them";

test.describe("a visitor without scripts", () => {
  test.use({ javaScriptEnabled: false });

  test("narrows the posts, reads one, and finds the same in French", async ({ page }) => {
    await page.goto("/");
    await page.getByRole("navigation", { name: "Main" }).getByRole("link", { name: "Blog" }).click();
    await expect(page.getByRole("heading", { name: "Blog", level: 1 })).toBeVisible();
    await page.getByLabel("Topic", { exact: true }).selectOption({ label: "Statistics (1)" });
    await page.getByLabel("Country or area", { exact: true }).selectOption({ label: "Rwanda (1)" });
    await page.getByRole("button", { name: "Apply" }).click();
    await expect(page).toHaveURL(/\/blog\?topic=statistics&country=rwanda/);
    await expect(page.locator("#posts h2")).toHaveText([TITLE]);
    await page.getByRole("link", { name: TITLE }).click();
    await expect(page.getByRole("heading", { name: TITLE, level: 1 })).toBeVisible();
    await expect(page.locator("aside").getByRole("link", { name: "Statistics" })).toBeVisible();
    await page.getByRole("link", { name: "Rwanda", exact: true }).first().click();
    await expect(page.getByRole("heading", { name: "Posts on Rwanda" })).toBeVisible();
    await page.goto("/blog/where-the-convention-stood-at-the-end-of-2016");
    await page.getByRole("link", { name: "Où en était la Convention" }).first().click();
    await expect(page.locator("h1")).toHaveAttribute("lang", "fr");
  });

  test("compares earlier versions of a post from its history", async ({ page }) => {
    await page.goto("/blog/preserve-first-ask-later");
    await page.getByRole("link", { name: "Revision 1" }).click();
    await expect(page.getByRole("heading", { level: 1 })).toContainText("History of");
    await page.getByRole("link", { name: "Change of revision 1" }).click();
    await expect(page.locator("ins").first()).toBeVisible();
  });
});

test("the address of a post is copied by a button, which says so", async ({ page, context }) => {
  await context.grantPermissions(["clipboard-read", "clipboard-write"]);
  await page.goto("/fr/blog/from-51-parties-to-78#comments");
  await page.getByRole("button", { name: "Copier le lien" }).click();
  await expect(page.getByRole("button", { name: "Copié" }).first()).toBeVisible();
  const copied = await page.evaluate(() => navigator.clipboard.readText());
  expect(new URL(copied).pathname).toBe("/fr/blog/from-51-parties-to-78");
});

test("programs find the feeds, and other sites a card that this site drew", async ({ page, request }) => {
  await page.goto("/blog/from-51-parties-to-78");
  const feed = await page.locator('link[type="application/atom+xml"]').first().getAttribute("href");
  const atom = await request.get(feed ?? "");
  expect(atom.headers()["content-type"]).toContain("application/atom+xml");
  expect(
    await page.evaluate(
      (text) => new DOMParser().parseFromString(text, "text/xml").querySelectorAll("entry").length,
      await atom.text(),
    ),
  ).toBeGreaterThanOrEqual(8);
  const json = await page.locator('link[type="application/feed+json"]').first().getAttribute("href");
  expect((await (await request.get(json ?? "")).json()).items.length).toBeGreaterThanOrEqual(8);
  const image = await page.locator('meta[property="og:image"]').getAttribute("content");
  const card = await request.get(new URL(image ?? "").pathname);
  expect(card.headers()["content-type"]).toBe("image/png");
  const bytes = await card.body();
  // Width and height in the PNG header.
  expect([bytes.readUInt32BE(16), bytes.readUInt32BE(20)]).toEqual([1200, 630]);
  // A stored picture has an entity tag, so that it is not sent twice.
  const tag = (await request.get(new URL(image ?? "").pathname)).headers().etag ?? "";
  const again = await request.get(new URL(image ?? "").pathname, { headers: { "if-none-match": tag } });
  expect(again.status()).toBe(304);
});
