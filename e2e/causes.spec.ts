import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { readFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Page } from "@playwright/test";
import { Client } from "pg";
import { freePort } from "../scripts/lib/port.mjs";
import { test as base, expect, openEditor, PASSWORD, signIn, typeAtEnd } from "./fixtures";

/*
 * Checks why a text was not saved, in the editor's words for each cause: the text is kept, and saved when the
 * cause is over. On its own product, with rate limits, where read-only mode does not disturb other stories.
 */
/** Milliseconds in which a second product is seeded and serves, beside three browsers on two slow cores. */
const BEGINNING = 300_000;

class Apart {
  private constructor(
    readonly url: string,
    private readonly child: ChildProcess,
    private readonly databaseUrl: string,
    readonly database: Client,
  ) {}

  static async begin(): Promise<Apart> {
    const port = await freePort();
    const child = spawn(process.execPath, ["e2e/server.mjs"], {
      env: { ...process.env, E2E_PORT: String(port), E2E_RATE_LIMITS: "on" },
      stdio: "ignore",
    });
    const url = `http://localhost:${port}`;
    const ready = () => fetch(`${url}/api/health/ready`).then(({ ok }) => ok);
    try {
      await expect.poll(() => ready().catch(() => false), { timeout: BEGINNING }).toBe(true);
    } catch (error) {
      // Left running, it would slow down every later story.
      child.kill("SIGTERM");
      throw error;
    }
    const { databaseUrl } = JSON.parse(readFileSync(join(tmpdir(), `octopus-e2e-${port}.json`), "utf8")) as {
      databaseUrl: string;
    };
    const database = new Client({ connectionString: databaseUrl });
    await database.connect();
    return new Apart(url, child, databaseUrl, database);
  }

  /** A trusted member, made as an operator makes one. */
  makeMember(): { email: string; name: string; password: string } {
    const person = { email: "writer@example.org", name: "Ana Writer", password: PASSWORD };
    const args = ["user:create", "--email", person.email, "--name", person.name, "--role", "trusted"];
    const made = spawnSync(process.execPath, ["dist/octopus.mjs", ...args, "--password-stdin"], {
      env: { ...process.env, DATABASE_URL: this.databaseUrl, OCTOPUS_ROOT: process.cwd() },
      input: PASSWORD,
    });
    expect(made.stderr.toString()).toBe("");
    return person;
  }

  async setReadOnly(isOn: boolean): Promise<void> {
    await this.database.query(
      `insert into setting (key, value, updated_at) values ('read-only', $1, now())
       on conflict (key) do update set value = excluded.value`,
      [JSON.stringify({ isOn, banner: isOn ? "We move to a larger server until noon." : "" })],
    );
  }

  async end(): Promise<void> {
    await this.database.end();
    const ended = once(this.child, "exit");
    this.child.kill("SIGTERM");
    await ended;
  }
}

const test = base.extend<{ apart: Apart }>({
  apart: [
    // biome-ignore lint/correctness/noEmptyPattern: the runner asks for a pattern
    async ({}, use) => {
      const apart = await Apart.begin();
      await use(apart);
      await apart.end();
    },
    { timeout: BEGINNING + 60_000 },
  ],
  baseURL: async ({ apart }, use) => use(apart.url),
});

const state = (page: Page) => page.locator("#editor .state").first();
const isDraft = (address: string) => /\/draft(?:\?|$)/.test(address);

test("each cause of a refused save has its own message, and the text is saved once it is over", async ({
  page,
  apart,
}) => {
  test.setTimeout(240_000);
  await signIn(page, apart.makeMember());
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

  await apart.setReadOnly(true);
  await type("While the site was read-only.");
  await expect(state(page)).toContainText(
    "The site is in read-only mode: We move to a larger server until noon.",
  );
  await page.getByLabel("Edit summary").fill("Policies");
  await page.getByRole("button", { name: "Save changes" }).click();
  await expect(page.getByRole("alert")).toContainText("The site is in read-only mode");
  await apart.setReadOnly(false);
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
