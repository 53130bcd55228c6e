import { spawn, spawnSync } from "node:child_process";
import { existsSync, mkdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { authSecret, prepareDataDir } from "@/scripts/lib/data-dir.mjs";
import { requireSpace } from "@/scripts/lib/disk.mjs";
import { isInstalled, lockHash } from "@/scripts/lib/install.mjs";
import { withLock } from "@/scripts/lib/lock.mjs";
import { ROOT } from "@/scripts/lib/paths.mjs";
import { identify, isAlive } from "@/scripts/lib/processes.mjs";
import { databaseAddress } from "@/scripts/lib/settings.mjs";
import { BUILD_INPUTS, sourceId } from "@/scripts/lib/sources.mjs";
import { scratch } from "./support";

const folder = scratch();

function write(path: string, content: unknown): void {
  mkdirSync(join(folder, path, ".."), { recursive: true });
  writeFileSync(join(folder, path), typeof content === "string" ? content : JSON.stringify(content));
}

describe("installing", () => {
  const root = join(folder, "project");
  const packages = { "node_modules/a": { version: "1.0.0", integrity: "x" } };

  it("is needed until npm has finished with this lock file", () => {
    write("project/package-lock.json", {
      packages: { "": {}, ...packages, "node_modules/b": { version: "2.0.0", optional: true } },
    });
    expect(isInstalled(root)).toBe(false);
    write("project/node_modules/a/package.json", {});
    expect(isInstalled(root), "an installation that was cut short has no list").toBe(false);
    write("project/node_modules/.package-lock.json", { packages });
    expect(isInstalled(root), "an optional package of another system may be absent").toBe(true);
  });

  it("is needed again when the lock file changes or a package is missing", () => {
    const before = lockHash(root);
    write("project/package-lock.json", {
      packages: { "": {}, "node_modules/a": { version: "1.0.1", integrity: "y" } },
    });
    expect(lockHash(root)).not.toBe(before);
    expect(isInstalled(root)).toBe(false);
    write("project/package-lock.json", { packages: { "": {}, ...packages } });
    write("project/node_modules/.package-lock.json", {
      packages: { ...packages, "node_modules/c": { version: "1.0.0" } },
    });
    expect(isInstalled(root)).toBe(false);
  });
});

describe("the id of the sources", () => {
  it("depends on their content only", () => {
    const root = join(folder, "sources");
    write("sources/lib/a.ts", "1");
    write("sources/package.json", "{}");
    const id = sourceId(root);
    write("sources/lib/a.test.ts", "a test is no source");
    write("sources/.data/file", "nor is data");
    write("sources/docs/page.md", "nor a page about it");
    expect(sourceId(root)).toBe(id);
    write("sources/lib/a.ts", "2");
    expect(sourceId(root)).not.toBe(id);
  });

  it("includes every folder of the project", () => {
    const noInput = ["bench", "docs", "e2e", "tests"];
    // Without git there is nothing to compare with.
    const git = spawnSync("git", ["-c", "safe.directory=*", "ls-files", "*/*"], {
      cwd: ROOT,
      encoding: "utf8",
    });
    const files = (git.stdout ?? "").split("\n");
    const folders = new Set(
      files.map((path) => path.split("/")[0] ?? "").filter((name) => !/^\.|^$/.test(name)),
    );
    const unknown = [...folders].filter((name) => !BUILD_INPUTS.has(name) && !noInput.includes(name));
    expect(unknown, "name it in scripts/lib/sources.mjs, or here as none").toEqual([]);
  });
});

describe("a lock", () => {
  const path = join(folder, "lock");

  it("allows one owner at a time", async () => {
    let inside = 0;
    let most = 0;
    const work = async () => {
      most = Math.max(most, ++inside);
      await new Promise((done) => setTimeout(done, 20));
      inside--;
    };
    await Promise.all([1, 2, 3, 4].map(() => withLock(path, work)));
    expect(most).toBe(1);
    expect(existsSync(path)).toBe(false);
  });

  it("is ignored if its owner is dead", async () => {
    writeFileSync(path, JSON.stringify({ pid: process.pid, startedAt: "another process had this number" }));
    expect(await withLock(path, async () => "in")).toBe("in");
    writeFileSync(path, "half writ");
    expect(await withLock(path, async () => "in")).toBe("in");
  });

  it("of a dead process is released once the processes that it started have ended", async () => {
    const left = spawn("sleep", ["30"], { detached: true });
    const helper = identify(left.pid ?? 0);
    writeFileSync(path, JSON.stringify({ pid: process.pid, startedAt: "dead", helpers: [helper] }));
    expect(await withLock(path, async () => isAlive(helper))).toBe(false);
  });

  it("names its owner when waiting times out", async () => {
    await withLock(path, async () => {
      await expect(withLock(path, async () => undefined, { wait: 60 })).rejects.toThrow(`(${process.pid})`);
    });
  });
});

describe("DATA_DIR", () => {
  it("is closed to other users, and its secret is created once", () => {
    const dataDir = join(folder, "deep", "data");
    prepareDataDir(dataDir);
    expect(statSync(dataDir).mode & 0o777).toBe(process.getuid?.() === 0 ? 0o711 : 0o700);
    const secret = authSecret(dataDir);
    expect(secret.length).toBeGreaterThanOrEqual(64);
    expect(statSync(join(dataDir, "auth-secret")).mode & 0o777).toBe(0o600);
    expect(authSecret(dataDir)).toBe(secret);
    expect(readFileSync(join(dataDir, "auth-secret"), "utf8")).toBe(secret);
  });

  it("of others keeps its permissions", () => {
    const shared = join(folder, "shared");
    mkdirSync(join(shared, "something of theirs"), { recursive: true, mode: 0o755 });
    prepareDataDir(shared);
    expect(statSync(shared).mode & 0o777).toBe(0o755);
  });
});

it("a full disk is reported in one line, also for a folder that does not exist yet", () => {
  expect(() => requireSpace(join(folder, "not/yet"), 1_000_000_000, "for the database")).toThrow(
    /^No space: \d+ MB free on the disk of .*not\/yet, at least 1000000000 MB needed for the database\./,
  );
});

it("the address of a database is shown without its password", () => {
  expect(databaseAddress("postgres://u:p%40ss@db.example:6000/x?sslmode=require")).toEqual({
    host: "db.example",
    port: 6000,
    shown: "postgres://u@db.example:6000/x",
  });
  expect(databaseAddress("postgres:///x?host=/run/postgresql")?.host).toBe("/run/postgresql");
  expect(databaseAddress("https://example.org")).toBeUndefined();
});

it("a process is distinguished from another with its number, and from a dead one", async () => {
  const child = spawn("sleep", ["30"]);
  const id = identify(child.pid ?? 0);
  expect(isAlive(id)).toBe(true);
  expect(isAlive({ pid: child.pid ?? 0, startedAt: "1" })).toBe(false);
  child.kill("SIGKILL");
  await new Promise((done) => child.once("exit", done));
  expect(isAlive(id)).toBe(false);
});
