import type { Browser, Page } from "@playwright/test";
import { countryFor, expect, makePerson, type Person, signInByPage, test } from "./fixtures";

/* The directories of cooperation, by plain forms: what a reader chooses, and how an authority comes into them. */
test.use({ javaScriptEnabled: false, viewport: { width: 390, height: 800 } });

async function openAs(browser: Browser, person: Person): Promise<Page> {
  const context = await browser.newContext({ javaScriptEnabled: false });
  const page = await context.newPage();
  await signInByPage(page, person);
  return page;
}

const choose = async (page: Page, field: string, label: string) => {
  await page.locator("main").getByLabel(field).selectOption({ label });
  await page.locator("main").getByRole("button", { name: "Show" }).click();
};

test("a victim finds where to report by country and by what happened", async ({ page }) => {
  await page.goto("/cooperation");
  await page.getByRole("link", { name: "Where to report cybercrime" }).first().click();
  await page.locator("main").getByLabel("What happened?").selectOption({ label: "Fraud" });
  await choose(page, "Country or area", "France");
  await expect(page).toHaveURL(/\/cooperation\/reporting\/france#what-fraud$/);
  await page.locator("#what-fraud").getByRole("link", { name: "17Cyber" }).click();
  await expect(page.locator("#reporting-fra-17cyber")).toContainText("Unverified");
});

test("an authority is in the directory once a second person accepts it", async ({ browser, page }) => {
  const slug = countryFor("zambia", "zimbabwe", "malawi");
  const name = `Directorate ${Date.now().toString(36)}`;
  const [author, second] = [await makePerson({ role: "trusted" }), await makePerson({ role: "trusted" })];
  const writer = await openAs(browser, author);
  await writer.goto(`/countries/${slug}/edit/authorities`);
  await writer.getByRole("button", { name: "Add record" }).click();
  await writer.getByLabel("Edit summary").fill("Names who answers");
  await writer.getByRole("button", { name: "Save changes" }).click();
  // The name is missing: nothing is saved, and what was typed stays.
  await expect(writer.locator("main [role=alert]").first()).toBeVisible();
  await expect(writer.getByLabel("Edit summary")).toHaveValue("Names who answers");
  await writer.locator('[name$="/name"]').first().fill(name);
  await writer.locator('[name$="/kind"]').first().selectOption({ label: "Prosecution service" });
  await writer.locator('[name$="/sourceState"]').first().selectOption({ label: "No source found" });
  await writer.locator('[name$="/confidence"]').first().selectOption({ label: "Unverified" });
  await writer.getByRole("button", { name: "Save changes" }).click();
  await expect(writer).toHaveURL(/\?saved=pending#authorities$/);

  const country = `/cooperation/authorities/${slug}`;
  await page.goto(country);
  await expect(page.locator("main")).not.toContainText(name);
  const reviewer = await openAs(browser, second);
  await reviewer.goto("/moderation/edits");
  await reviewer
    .locator("tbody tr", { hasText: author.name })
    .getByRole("link", { name: "Names who answers" })
    .click();
  await reviewer.getByRole("button", { name: "Accept", exact: true }).click();
  await page.goto("/cooperation/authorities");
  const named = await page.locator(`main option[value="${slug}"]`).textContent();
  await choose(page, "Country or area", named ?? "");
  await expect(page).toHaveURL(new RegExp(`${country}$`));
  await expect(page.locator("main")).toContainText(name);
});

test("a rule is on the country's card once a second person accepts it", async ({ browser, page }) => {
  const slug = countryFor("namibia", "botswana", "lesotho");
  const [author, second] = [await makePerson({ role: "trusted" }), await makePerson({ role: "trusted" })];
  const writer = await openAs(browser, author);
  await writer.goto(`/countries/${slug}/edit/cooperation-rules`);
  await writer.getByRole("button", { name: "Add record" }).click();
  await writer.locator('[name$="/subject"]').first().fill("All requests");
  await writer.locator('[name$="/dualCriminalityRule"]').first().selectOption({ label: "Not required" });
  await writer.locator('[name$="/initialDays"]').first().fill("ninety");
  await writer.locator('[name$="/sourceState"]').first().selectOption({ label: "No source found" });
  await writer.locator('[name$="/confidence"]').first().selectOption({ label: "Unverified" });
  await writer.getByLabel("Edit summary").fill("Says what is asked of requests");
  await writer.getByRole("button", { name: "Save changes" }).click();
  // Days are a number: nothing is saved, and what was typed stays.
  await expect(writer.locator("main [role=alert]").first()).toContainText("Preserved for (days)");
  await expect(writer.locator('[name$="/initialDays"]').first()).toHaveValue("ninety");
  await writer.locator('[name$="/initialDays"]').first().fill("45");
  await writer.getByRole("button", { name: "Save changes" }).click();
  await expect(writer).toHaveURL(/\?saved=pending#cooperation-rules$/);

  const card = `/cooperation/card/${slug}`;
  await page.goto(card);
  await expect(page.locator("main")).not.toContainText("Not required");
  const reviewer = await openAs(browser, second);
  await reviewer.goto("/moderation/edits");
  await reviewer
    .locator("tbody tr", { hasText: author.name })
    .getByRole("link", { name: "Says what is asked of requests" })
    .click();
  await reviewer.getByRole("button", { name: "Accept", exact: true }).click();
  await page.goto("/cooperation/card");
  await page
    .locator("main tbody")
    .getByRole("link", { name: new RegExp(`^${slug}$`, "i") })
    .click();
  await expect(page).toHaveURL(new RegExp(`${card}$`));
  await expect(page.getByRole("row", { name: /Dual criminality/ })).toContainText("Not required");
  await expect(page.getByRole("row", { name: /How long data stay preserved/ })).toContainText("45");
  await expect(page.locator("main")).toContainText("Missing: Languages");
});

test("a prosecutor in Senegal learns how to get subscriber information from the United States", async ({
  page,
}) => {
  await page.goto("/cooperation");
  await page.getByRole("link", { name: "Route planner" }).click();
  const main = page.locator("main");
  await main.getByLabel("From", { exact: true }).selectOption({ label: "Senegal" });
  await main.getByLabel("To", { exact: true }).selectOption({ label: "United States of America" });
  await main.getByLabel("What do you need?").selectOption({ label: "Subscriber information" });
  await main.getByLabel("How urgent is it?").selectOption({ label: "The offence continues" });
  await main.getByRole("button", { name: "Show routes" }).click();
  await expect(page).toHaveURL(/from=senegal&to=united-states-of-america&data=subscriber&urgency=ongoing/);
  const treaty = main.getByRole("region", { name: "Mutual assistance: stored data" });
  await expect(treaty).toContainText("Convention on Cybercrime, in force between both since 1 Apr 2017");
  await expect(treaty).toContainText(
    "United States of America wants urgent requests to go to its central authority",
  );
  await expect(treaty.getByRole("link", { name: "Department of Justice, Criminal Division" })).toBeVisible();
  // Of Senegal no contact point is recorded: the plan says so, and where it can be added.
  const missing = main.getByRole("region", { name: "What is not recorded" });
  await expect(missing).toContainText("Who sends such requests for Senegal");
  await expect(missing.getByRole("link", { name: "add it" })).toHaveAttribute(
    "href",
    /senegal\/edit\/authorities/,
  );

  // Preservation comes first: its own plan, one click away, as of the same day.
  await main.getByRole("link", { name: "Preservation through the 24/7 network" }).click();
  await expect(main.getByRole("heading", { level: 3 }).first()).toHaveText(
    "1. Preservation through the 24/7 network",
  );

  // As of a day before the Convention bound Senegal, it serves no request.
  await main.getByText("More choices").click();
  await main.getByLabel("As of").fill("2017-03-31");
  await main.getByRole("button", { name: "Show routes" }).click();
  await main.getByText(/routes? that (is|are) closed/).click();
  await expect(main).toContainText("in force between both from 1 Apr 2017");
});
