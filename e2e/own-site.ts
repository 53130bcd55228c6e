import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { Client } from "pg";
import { freePort } from "../scripts/lib/port.mjs";
import { expect } from "./fixtures";
import { PASSWORD, type Person } from "./people";
import { productEnv } from "./product";

/**
 * A second site with an empty database of its own, for stories that change what every page shows. Its folder of
 * files is that of the site under test, which it does not use.
 */
export class OwnSite {
  private child: ChildProcess | undefined;

  private constructor(
    readonly url: string,
    private readonly name: string,
    private readonly env: NodeJS.ProcessEnv,
  ) {}

  static async begin(): Promise<OwnSite> {
    const port = await freePort();
    const name = `own_site_${port}`;
    const database = new URL(productEnv().DATABASE_URL);
    await onServer(`create database ${name}`);
    database.pathname = `/${name}`;
    const { REGISTRATION: _fixed, ...env } = productEnv() as NodeJS.ProcessEnv;
    const site = new OwnSite(`http://localhost:${port}`, name, {
      ...env,
      NODE_ENV: "production",
      PORT: String(port),
      DATABASE_URL: database.href,
      RATE_LIMITS: "off",
    });
    site.command("migrate");
    await site.start();
    return site;
  }

  /** Runs one of the operator's commands on this site. */
  command(...args: string[]): void {
    const run = spawnSync(process.execPath, ["dist/octopus.mjs", ...args], {
      env: this.env,
      input: PASSWORD,
    });
    expect(run.status, `${args[0]}: ${run.stderr}`).toBe(0);
  }

  makePerson(role: string): Person {
    const person = { email: `${role}@own-site.example`, name: `The ${role}`, password: PASSWORD };
    const given = ["--email", person.email, "--name", person.name, "--role", role, "--password-stdin"];
    this.command("user:create", ...given);
    return person;
  }

  private async start(): Promise<void> {
    this.child = spawn(process.execPath, ["dist/serve.mjs"], { env: this.env, stdio: "inherit" });
    const ready = () => fetch(`${this.url}/api/health/ready`).then(({ ok }) => ok);
    await expect.poll(() => ready().catch(() => false), { timeout: 60_000 }).toBe(true);
  }

  async end(): Promise<void> {
    const ended = once(this.child as ChildProcess, "exit");
    this.child?.kill("SIGTERM");
    await ended;
    await onServer(`drop database ${this.name} with (force)`);
  }
}

async function onServer(statement: string): Promise<void> {
  const client = new Client({ connectionString: productEnv().DATABASE_URL });
  await client.connect();
  try {
    await client.query(statement);
  } finally {
    await client.end();
  }
}
