import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { Client } from "pg";
import { freePort } from "../scripts/lib/port.mjs";
import { test as base, expect } from "./fixtures";
import { PASSWORD, type Person } from "./people";
import { productEnv } from "./product";

/** A second site with a database and files of its own, for stories that change what every page shows. */
export class OwnSite {
  private readonly children: ChildProcess[] = [];

  private constructor(
    readonly url: string,
    private readonly name: string,
    private readonly folder: string,
    private readonly env: NodeJS.ProcessEnv,
  ) {}

  /** `data`: what it begins with, as the product under test did. `limits`: whether it counts requests. */
  static async begin({
    data = "migrated",
    limits = "off",
  }: {
    data?: "migrated" | "seeded";
    limits?: "on" | "off";
  } = {}): Promise<OwnSite> {
    const port = await freePort();
    const name = `own_site_${port}`;
    const database = new URL(productEnv().DATABASE_URL);
    await onServer(`create database ${name} template site_${data} strategy file_copy`);
    database.pathname = `/${name}`;
    const { REGISTRATION: _fixed, ...env } = productEnv() as NodeJS.ProcessEnv;
    const folder = mkdtempSync(join(tmpdir(), "octopus-own-site-"));
    const site = new OwnSite(`http://localhost:${port}`, name, folder, {
      ...env,
      STORAGE_URL: pathToFileURL(folder).href,
      NODE_ENV: "production",
      PORT: String(port),
      DATABASE_URL: database.href,
      RATE_LIMITS: limits,
    });
    await site.start();
    return site;
  }

  /** Runs one of the operator's commands on this site. Returns what it prints. */
  command(...args: string[]): string {
    const run = spawnSync(process.execPath, ["dist/octopus.mjs", ...args], {
      env: this.env,
      input: PASSWORD,
    });
    expect(run.status, `${args[0]}: ${run.stderr}`).toBe(0);
    return run.stdout.toString();
  }

  makePerson(role: string): Person {
    const person = { email: `${role}@own-site.example`, name: `The ${role}`, password: PASSWORD };
    const given = ["--email", person.email, "--name", person.name, "--role", role, "--password-stdin"];
    this.command("user:create", ...given);
    return person;
  }

  /** Connects to its database. */
  async connect(): Promise<Client> {
    const client = new Client({ connectionString: this.env.DATABASE_URL });
    await client.connect();
    return client;
  }

  /** Starts the process that does what is waiting: checks of files, mails. */
  work(): void {
    this.run("worker");
  }

  private run(program: "serve" | "worker"): void {
    const path = `dist/${program}.mjs`;
    this.children.push(spawn(process.execPath, [path], { env: this.env, stdio: "inherit" }));
  }

  private async start(): Promise<void> {
    this.run("serve");
    const ready = () => fetch(`${this.url}/api/health/ready`).then(({ ok }) => ok);
    await expect.poll(() => ready().catch(() => false), { timeout: 60_000 }).toBe(true);
  }

  async end(): Promise<void> {
    const ended = this.children.map((child) => once(child, "exit"));
    for (const child of this.children) child.kill("SIGTERM");
    await Promise.all(ended);
    await onServer(`drop database ${this.name} with (force)`);
    rmSync(this.folder, { recursive: true, force: true });
  }
}

/** A runner whose stories have a site of their own each, at which relative addresses are. */
export const testOnOwnSite = base.extend<{ site: OwnSite }>({
  // biome-ignore lint/correctness/noEmptyPattern: the runner asks for a pattern
  site: async ({}, use) => {
    const site = await OwnSite.begin();
    await use(site);
    await site.end();
  },
  baseURL: async ({ site }, use) => use(site.url),
});

async function onServer(statement: string): Promise<void> {
  const client = new Client({ connectionString: productEnv().DATABASE_URL });
  await client.connect();
  try {
    await client.query(statement);
  } finally {
    await client.end();
  }
}
