import { execFileSync, spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, statSync, symlinkSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Client } from "pg";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { prepareDataDir } from "@/scripts/lib/data-dir.mjs";
import { ROOT } from "@/scripts/lib/paths.mjs";
import { acquirePostgres, type EmbeddedPostgres, removeAbandoned } from "@/scripts/lib/postgres.mjs";

const dataDir = mkdtempSync(join(tmpdir(), "octopus-test-"));
let postgres: EmbeddedPostgres;

beforeAll(async () => {
  prepareDataDir(dataDir);
  postgres = await acquirePostgres({ dataDir });
}, 60_000);

afterAll(async () => {
  await postgres.destroy();
  rmSync(dataDir, { recursive: true, force: true });
});

async function ask<Row>(statement: string, url = postgres.url): Promise<Row[]> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query(statement)).rows as Row[];
  } finally {
    await client.end();
  }
}

/** Returns a module's path as a string literal for a program's source. */
function library(name: string): string {
  return JSON.stringify(join(ROOT, `scripts/lib/${name}.mjs`));
}

/** Acquires and releases the database in a separate process. */
function inAnotherProcess(path = dataDir): { started: boolean } {
  const program = `
    import { acquirePostgres } from ${library("postgres")};
    const postgres = await acquirePostgres({ dataDir: ${JSON.stringify(path)} });
    await postgres.release();
    console.log(JSON.stringify({ started: postgres.started }));`;
  return JSON.parse(
    execFileSync(process.execPath, ["--input-type=module", "-e", program], { encoding: "utf8" }),
  );
}

describe("the embedded Postgres", () => {
  it("is durable, listens on the loopback interface only, and gives the application no superuser", async () => {
    const [row] = await ask(`
      select current_setting('fsync') as fsync, current_setting('synchronous_commit') as commit,
        current_setting('full_page_writes') as pages, current_setting('data_checksums') as checksums,
        current_setting('listen_addresses') as listens, current_setting('server_encoding') as encoding,
        (select datlocprovider::text || datlocale from pg_database where datname = current_database()) as locale,
        (select rolsuper from pg_roles where rolname = current_user) as super`);
    expect(row).toEqual({
      fsync: "on",
      commit: "on",
      pages: "on",
      checksums: "on",
      listens: "127.0.0.1",
      encoding: "UTF8",
      locale: "iund",
      super: false,
    });
  });

  it("requires a password, which only its owner can read", async () => {
    const url = new URL(postgres.url);
    url.password = "guessed";
    await expect(ask("select 1", url.href)).rejects.toMatchObject({ code: "28P01" });
    expect(statSync(join(dataDir, "postgres.json")).mode & 0o777).toBe(0o600);
  });

  it("is the same through another path to its folder, and its record does not change", () => {
    const link = `${dataDir}-link`;
    symlinkSync(dataDir, link);
    try {
      const before = readFileSync(join(dataDir, "postgres.json"), "utf8");
      expect(inAnotherProcess(link)).toEqual({ started: false });
      expect(readFileSync(join(dataDir, "postgres.json"), "utf8")).toBe(before);
    } finally {
      rmSync(link);
    }
  });

  it("is shared: another process neither starts nor stops the one in use here", async () => {
    expect(inAnotherProcess()).toEqual({ started: false });
    expect(postgres.isRunning()).toBe(true);
  });

  it("returns after kill -9 at the same address, with all committed data", async () => {
    await ask("create table kept (n int); insert into kept values (7)");
    for (let round = 0; round < 2; round++) {
      const { url, pid } = postgres;
      process.kill(pid, "SIGKILL");
      await expect.poll(() => postgres.isRunning()).toBe(false);
      await postgres.ensure();
      expect(postgres.url).toBe(url);
      expect(await ask("select n from kept")).toEqual([{ n: 7 }]);
    }
  }, 30_000);

  it("is stopped by the process that started it, and started by the next one", async () => {
    await postgres.release();
    expect(postgres.isRunning()).toBe(false);
    expect(inAnotherProcess()).toEqual({ started: true });
    postgres = await acquirePostgres({ dataDir });
    expect(postgres.started).toBe(true);
    expect(await ask("select n from kept")).toEqual([{ n: 7 }]);
  });

  it("gets a new password if its record is lost, and keeps its data", async () => {
    await postgres.release();
    const before = readFileSync(join(dataDir, "postgres.json"), "utf8");
    rmSync(join(dataDir, "postgres.json"));
    postgres = await acquirePostgres({ dataDir });
    expect(readFileSync(join(dataDir, "postgres.json"), "utf8")).not.toBe(before);
    expect(await ask("select n from kept")).toEqual([{ n: 7 }]);
  });
});

describe("databases of test runs", () => {
  it("are removed if their run was killed, and kept while it lives", async () => {
    const folder = mkdtempSync(join(tmpdir(), "octopus-runs-"));
    const [living, dead] = ["run-living", "run-dead"].map((name) => join(folder, name)) as [string, string];
    prepareDataDir(living);
    const held = await acquirePostgres({ dataDir: living, profile: "fast" });
    const program = `
      import { prepareDataDir } from ${library("data-dir")};
      import { acquirePostgres } from ${library("postgres")};
      prepareDataDir(${JSON.stringify(dead)});
      await acquirePostgres({ dataDir: ${JSON.stringify(dead)}, profile: "fast" });
      process.kill(process.pid, "SIGKILL");`;
    expect(spawnSync(process.execPath, ["--input-type=module", "-e", program]).signal).toBe("SIGKILL");
    await removeAbandoned(folder, /^run-/);
    expect(statSync(dead, { throwIfNoEntry: false })).toBeUndefined();
    expect(held.isRunning()).toBe(true);
    await held.destroy();
    rmSync(folder, { recursive: true, force: true });
  }, 30_000);
});
