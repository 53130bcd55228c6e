import type { Page } from "@playwright/test";
import type { Client } from "pg";
import { test as base, expect, openEditor, signIn, typeAtEnd } from "./fixtures";
import { OwnSite } from "./own-site";

/*
 * Checks why a text was not saved, in the editor's words for each cause: the text is kept, and saved when the
 * cause is over. On its own site, with rate limits, where read-only mode does not disturb other stories.
 */
interface Apart {
  site: OwnSite;
  database: Client;
}

async function setReadOnly({ database }: Apart, isOn: boolean): Promise<void> {
  await database.query(
    `insert into setting (key, value, updated_at) values ('read-only', $1, now())
     on conflict (key) do update set value = excluded.value`,
    [JSON.stringify({ isOn, banner: isOn ? "We move to a larger server until noon." : "" })],
  );
}

const test = base.extend<{ apart: Apart }>({
  // biome-ignore lint/correctness/noEmptyPattern: the runner asks for a pattern
  apart: async ({}, use) => {
    const site = await OwnSite.begin({ data: "seeded", limits: "on" });
    const database = await site.connect();
    await use({ site, database });
    await database.end();
    await site.end();
  },
  baseURL: async ({ apart }, use) => use(apart.site.url),
});

const state = (page: Page) => page.locator("#editor .state").first();
const isDraft = (address: string) => /\/draft(?:\?|$)/.test(address);

test("each cause of a refused save has its own message, and the text is saved once it is over", async ({
  page,
  apart,
}) => {
  test.setTimeout(240_000);
  await signIn(page, apart.site.makePerson("trusted"));
  await openEditor(page, "croatia", "policies");
  const typed: string[] = [];
  const type = async (words: string) => {
    typed.push(words);
    await typeAtEnd(page, words);
  };
  /** Presses the button if it is still there: after some seconds the editor retries by itself. */
  const retry = () =>
    page.getByRole("button", { name: "Try again" }).evaluateAll((buttons) => {
      for (const button of buttons as HTMLButtonElement[]) button.click();
    });
  const sent = page.waitForRequest((request) => request.method() === "PUT" && isDraft(request.url()));
  await type("Before all.");
  await expect(state(page)).toContainText("Draft saved");
  const draft = await sent;

  await setReadOnly(apart, true);
  await type("While the site was read-only.");
  await expect(state(page)).toContainText(
    "The site is in read-only mode: We move to a larger server until noon.",
  );
  await page.getByLabel("Edit summary").fill("Policies");
  await page.getByRole("button", { name: "Save changes" }).click();
  await expect(page.getByRole("alert")).toContainText("The site is in read-only mode");
  await setReadOnly(apart, false);
  await retry();
  await expect(state(page)).toContainText("Draft saved");

  await page.context().setOffline(true);
  await type("While the line was down.");
  await expect(state(page)).toContainText("You are offline.");
  await page.context().setOffline(false);
  await expect(state(page)).toContainText("Draft saved");

  // The response of a reverse proxy while its server restarts.
  await page.route(isDraftRoute, (route) => route.fulfill({ status: 502, body: "Bad Gateway" }));
  await type("While the server was restarted.");
  await expect(state(page)).toContainText("The server is restarting.");
  await page.unroute(isDraftRoute);
  await retry();
  await expect(state(page)).toContainText("Draft saved");

  // Another connection locks the rows of the save; after its timeout the server says so, and the editor
  // retries.
  await apart.database.query("begin");
  await apart.database.query("lock table audit_entry in share mode");
  await page.getByRole("button", { name: "Save changes" }).click();
  await expect(page.getByText("The server is busy.")).toBeVisible({ timeout: 60_000 });
  await apart.database.query("rollback");
  await page.waitForURL(/saved=published/, { timeout: 60_000 });
  for (const words of typed) await expect(page.locator("main")).toContainText(words);

  await openEditor(page, "croatia", "policies");
  const { status } = await exhaust(page, draft.url(), draft.headers(), draft.postData() ?? "");
  expect(status).toBe(429);
  await type("After too many saves.");
  await expect(state(page)).toContainText("You have saved too often in a short time.");
});

const isDraftRoute = (url: URL) => isDraft(url.href);

/** Sends a draft until it is refused as too frequent (429), at most 200 times, and returns the last status. */
function exhaust(page: Page, url: string, headers: Record<string, string>, body: string) {
  return page.evaluate(
    async ({ url, type, body }) => {
      let status = 0;
      for (let n = 0; n < 200 && status !== 429; n += 1)
        status = (await fetch(url, { method: "PUT", headers: { "content-type": type }, body })).status;
      return { status };
    },
    { url, type: headers["content-type"] ?? "application/json", body },
  );
}
