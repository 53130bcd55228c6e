import { writeFileSync } from "node:fs";
import { createServer, type Server } from "node:net";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { runScript, scratch } from "./support";

const folder = scratch();
const dataDir = join(folder, "data");
let taken: Server;
let port: number;

beforeAll(async () => {
  taken = createServer();
  await new Promise<void>((listening) => taken.listen(0, "127.0.0.1", listening));
  const address = taken.address();
  port = typeof address === "object" && address ? address.port : 0;
});
afterAll(() => void taken.close());

/** Returns the message of `up` when it cannot start. It must be one line, with a failing exit code. */
async function refusal(env: Record<string, string>, args: string[] = []): Promise<string> {
  const { code, stdout, stderr } = await runScript([...args, "scripts/up.mjs"], {
    DATA_DIR: dataDir,
    ...env,
  });
  expect(code).toBe(1);
  expect(stdout).toBe("");
  expect(stderr.trimEnd().split("\n")).toHaveLength(1);
  return stderr.trimEnd();
}

describe("`up` refuses in one line", () => {
  it("a port in use, naming the process", async () => {
    const line = await refusal({ PORT: String(port) });
    expect(line).toContain(`PORT ${port} is in use by`);
    if (process.platform === "linux") expect(line).toContain(`process ${process.pid} (node`);
    expect(line).toContain(`PORT=${port + 1} npm run up`);
  });

  it.each(["0", "65536", "http", "80.5", "-1"])("PORT=%s", async (value) => {
    expect(await refusal({ PORT: value })).toBe(
      "PORT has a value that is not allowed; allowed: a whole number from 1 to 65535",
    );
  });

  it("an invalid DATABASE_URL, without repeating it", async () => {
    const line = await refusal({ DATABASE_URL: "mysql://octopus:hunter2hunter2@db/octopus" });
    expect(line).toMatch(/^DATABASE_URL has a value that is not allowed; allowed: /);
    expect(line).not.toContain("hunter2");
  });

  it("a database that does not respond, without its password", async () => {
    const line = await refusal({
      PORT: "45231",
      DATABASE_URL: "postgres://octopus:hunter2hunter2@127.0.0.1:1/octopus",
    });
    expect(line).toContain(
      "DATABASE_URL: cannot reach postgres://octopus@127.0.0.1:1/octopus (ECONNREFUSED)",
    );
    expect(line).not.toContain("hunter2");
  });

  it("a DATA_DIR that cannot be written", async () => {
    const file = join(folder, "file");
    writeFileSync(file, "");
    expect(await refusal({ DATA_DIR: join(file, "data") })).toContain(
      `DATA_DIR ${join(file, "data")} cannot be written (ENOTDIR)`,
    );
    if (process.platform === "linux") {
      expect(await refusal({ DATA_DIR: "/proc/octopus" })).toContain(
        "DATA_DIR /proc/octopus cannot be written",
      );
    }
  });

  it("a HOST that does not belong to this machine", async () => {
    expect(await refusal({ HOST: "192.0.2.1" })).toMatch(/^HOST is no address of this machine/);
  });

  it("an old Node.js", async () => {
    const old = "Object.defineProperty(process.versions, 'node', { value: '18.20.4' })";
    const line = await refusal({}, ["--import", `data:text/javascript,${encodeURIComponent(old)}`]);
    expect(line).toContain("Node.js 18.20.4 is too old: install 20.19 or later");
  });
});
