import {
  countryFor,
  expect,
  expectAccessible,
  expectNoSidewaysScroll,
  makePerson,
  openMoreFields,
  signIn,
  test,
} from "./fixtures";

test("a law is assessed against an article: articles typed as lawyers do, elements ticked, a provision added, and shown where it counts", async ({
  browser,
  page,
}) => {
  const slug = countryFor("montenegro", "tonga", "sierra-leone");
  await signIn(page, await makePerson({ name: "Mara Mapper", role: "trusted" }));
  await page.goto(`/countries/${slug}/legal`);
  await page.locator("#a-185-12").getByRole("link", { name: "Assess it" }).click();
  await expect(page).toHaveURL(/edit\/mappings\?article=185-12$/);
  const entry = page.locator(".entry.open").first();
  const article = entry.getByRole("combobox", { name: "Article" });
  const chosen = entry.getByRole("list", { name: "Chosen" });
  // The editor has replaced the plain form.
  await expect(chosen).toContainText("Corporate liability");
  await article.fill("Art. 2");
  await article.press("Enter");
  await expect(chosen).toContainText("Illegal access");
  await chosen.getByRole("button", { name: /Art\. 12/ }).waitFor({ state: "detached" });
  await entry.getByLabel("Coverage").selectOption("partial");
  const elements = entry.getByRole("group", { name: "Elements" });
  await elements.getByRole("button", { name: "Add" }).click();
  await elements.getByLabel("Element *").selectOption("2-intent");
  await elements.getByLabel("Answer *").selectOption("yes");
  await openMoreFields(entry);
  const reviewers = entry.getByRole("group", { name: "Reviewed by" });
  await reviewers.getByRole("button", { name: "Add" }).click();
  await reviewers.getByLabel("Person or organisation *").fill("Ministry of Justice");
  await entry.getByLabel("State of sources").selectOption("none_found");
  await expectAccessible(page);
  await page.getByLabel("Edit summary").fill("Holds the law against Article 2");
  await page.getByRole("button", { name: "Save changes" }).click();
  await page.waitForURL(/saved=pending/);

  // The law itself names the article that it answers, in several languages.
  await page.goto(`/countries/${slug}/edit/laws?article=185-2`);
  const law = page.locator(".entry.open").first();
  await law.getByLabel("Title *", { exact: true }).fill("Cybercrime Act");
  await law.getByLabel("State of sources").selectOption("none_found");
  const provision = law.locator(".entry.open").first();
  await provision.getByLabel("Provision *").fill("s. 4");
  await openMoreFields(provision);
  const translations = provision.getByRole("group", { name: "Translations" });
  await translations.getByRole("button", { name: "Add" }).click();
  await translations.getByLabel("Language *").fill("en");
  await translations.getByLabel("Text", { exact: true }).fill("Whoever accesses a system without right");
  await translations.getByLabel("Kind").selectOption("machine");
  await expectAccessible(page);
  await page.setViewportSize({ width: 320, height: 800 });
  await expectNoSidewaysScroll(page);
  await page.setViewportSize({ width: 1280, height: 800 });
  await page.getByLabel("Edit summary").fill("The section on access");
  await page.getByRole("button", { name: "Save changes" }).click();
  await page.waitForURL(/saved=published/);

  const second = await browser.newContext();
  const reviewer = await second.newPage();
  await signIn(reviewer, await makePerson({ role: "trusted" }));
  await reviewer.goto("/moderation/edits");
  const row = reviewer.locator("tbody tr", { hasText: "Mara Mapper" }).first();
  await row.getByRole("link", { name: "Holds the law against Article 2" }).click();
  await reviewer.getByRole("button", { name: "Accept", exact: true }).click();
  await expect(reviewer.locator("main")).toContainText("Accepted");

  await page.goto(`/countries/${slug}/legal`);
  const held = page.locator("#a-185-2");
  await expect(held.locator(".cov").first()).toHaveText("Partly covered");
  await expect(held).toContainText("s. 4, Cybercrime Act");
  await expect(held).toContainText("Reviewed by Ministry of Justice");
  await held.locator("summary", { hasText: "Machine translation" }).click();
  await expect(held).toContainText("Whoever accesses a system without right");
  await page.goto("/convention/185/2?coverage=partial");
  await expect(page.locator("#answers tbody tr", { hasText: "s. 4, Cybercrime Act" })).toBeVisible();
});
