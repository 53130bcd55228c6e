import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import type { Page } from "@playwright/test";
import { Client } from "pg";
import { freePort } from "../scripts/lib/port.mjs";
import { test as base, expect, makePerson, openEditor, signIn, typeAtEnd } from "./fixtures";
import { productEnv } from "./product";

/*
 * A second server of the same product, killed (SIGKILL) while it handles a form: its transaction has written
 * and waits for a lock held by the test. Afterwards nothing of it is saved, and a second submission is saved
 * once. tests/proofs/double.db.test.ts proves the same for every form when the connection breaks.
 */
class Victim {
  private child: ChildProcess | undefined;
  private constructor(
    readonly url: string,
    private readonly port: number,
    private readonly database: Client,
  ) {}

  static async begin(): Promise<Victim> {
    const port = await freePort();
    const database = new Client({ connectionString: productEnv().DATABASE_URL });
    await database.connect();
    const victim = new Victim(`http://localhost:${port}`, port, database);
    await victim.start();
    return victim;
  }

  private get name(): string {
    return `victim-${this.port}`;
  }

  async start(): Promise<void> {
    const env = productEnv();
    const url = new URL(env.DATABASE_URL);
    url.searchParams.set("application_name", this.name);
    this.child = spawn(process.execPath, ["dist/serve.mjs"], {
      env: {
        ...env,
        NODE_ENV: "production",
        PORT: String(this.port),
        DATABASE_URL: url.href,
        RATE_LIMITS: "off",
      },
      stdio: "inherit",
    });
    const ready = () => fetch(`${this.url}/api/health/ready`).then(({ ok }) => ok);
    await expect.poll(() => ready().catch(() => false), { timeout: 60_000 }).toBe(true);
  }

  private async kill(): Promise<void> {
    const ended = once(this.child as ChildProcess, "exit");
    this.child?.kill("SIGKILL");
    await ended;
  }

  /** Kills it while it is about to record the click's action, then restarts it. */
  async dieUnder(click: () => Promise<unknown>): Promise<void> {
    await this.database.query("begin");
    await this.database.query("lock table audit_entry in share mode");
    const clicked = click().catch(() => undefined);
    await expect.poll(() => this.count("wait_event_type = 'Lock'")).toBeGreaterThan(0);
    await this.kill();
    await this.database.query("rollback");
    await clicked;
    // Postgres rolls the transaction back once it notices the lost connection.
    await expect.poll(() => this.count("true")).toBe(0);
    await this.start();
  }

  private async count(condition: string): Promise<number> {
    const { rows } = await this.database.query<{ n: number }>(
      `select count(*)::int as n from pg_stat_activity where application_name = $1 and ${condition}`,
      [this.name],
    );
    return rows[0]?.n ?? 0;
  }

  /** Counts rows. `from`: a table with a condition on `$1`, such as "revision where summary = $1". */
  async find(from: string, value: string): Promise<number> {
    const { rows } = await this.database.query<{ n: number }>(`select count(*)::int as n from ${from}`, [
      value,
    ]);
    return rows[0]?.n ?? 0;
  }

  async end(): Promise<void> {
    await this.kill();
    await this.database.end();
  }
}

const test = base.extend<{ victim: Victim }>({
  // biome-ignore lint/correctness/noEmptyPattern: the runner asks for a pattern
  victim: async ({}, use) => {
    const victim = await Victim.begin();
    await use(victim);
    await victim.end();
  },
  baseURL: async ({ victim }, use) => use(victim.url),
});

/** Clicks without waiting for the response, which will not come. */
const click = (page: Page, name: string) =>
  page.locator("main").getByRole("button", { name }).first().click({ noWaitAfter: true });

test("a form whose server is killed saves nothing, and is saved once when sent again", async ({
  page,
  victim,
}) => {
  test.slow();
  await signIn(page, await makePerson({ role: "trusted" }));

  await page.goto("/me");
  const biography = `Killed in mid-post ${Date.now()}`;
  const own = "member where biography = $1";
  await page.locator('[name="biography"]').fill(biography);
  await victim.dieUnder(() => click(page, "Save profile"));
  expect(await victim.find(own, biography)).toBe(0);
  await page.reload();
  await expect(page.locator("main").getByRole("status")).toContainText("Your profile is saved");
  expect(await victim.find(own, biography)).toBe(1);

  await page.goto("/me/security");
  const purpose = `Token ${Date.now()}`;
  const tokens = "api_token where name = $1";
  await page.getByLabel("Name", { exact: true }).fill(purpose);
  await victim.dieUnder(() => click(page, "Create token"));
  expect(await victim.find(tokens, purpose)).toBe(0);
  await page.reload();
  await expect(page.locator("code.secret")).toHaveText(/^oct_/);
  expect(await victim.find(tokens, purpose)).toBe(1);
});

test("a section is saved once when the server was killed while saving, from the editor and from the plain form", async ({
  page,
  browser,
  victim,
}) => {
  test.slow();
  const person = await makePerson({ role: "trusted" });
  const revisions = "revision where summary = $1";
  await signIn(page, person);
  await openEditor(page, "croatia", "policies");
  await typeAtEnd(page, "Written before the server was killed.");
  // Saving a draft writes no log entry, so it is let through first.
  await expect(page.getByText(/Draft saved/)).toBeVisible();
  const summary = `Killed while saving ${Date.now()}`;
  await page.getByLabel("Edit summary").fill(summary);
  await victim.dieUnder(() => page.getByRole("button", { name: "Save changes" }).click());
  await expect(page.getByRole("alert")).toContainText("The server does not answer");
  await expect(page.locator(".ProseMirror")).toContainText("Written before the server was killed.");
  expect(await victim.find(revisions, summary)).toBe(0);
  await page.getByRole("button", { name: "Save changes" }).click();
  await page.waitForURL(/saved=published/);
  expect(await victim.find(revisions, summary)).toBe(1);

  const plain = await (await browser.newContext({ javaScriptEnabled: false, baseURL: victim.url })).newPage();
  await signIn(plain, person);
  await plain.goto("/countries/slovenia/edit/policies");
  const again = `Killed without scripts ${Date.now()}`;
  await plain.getByLabel("Text", { exact: true }).fill("A policy in plain words.");
  await plain.getByLabel("Edit summary").fill(again);
  await victim.dieUnder(() => click(plain, "Save changes"));
  expect(await victim.find(revisions, again)).toBe(0);
  await plain.reload();
  await plain.waitForURL(/saved=published/);
  expect(await victim.find(revisions, again)).toBe(1);
  await plain.context().close();
});
