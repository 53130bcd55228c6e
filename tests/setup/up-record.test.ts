import { type ChildProcess, spawn } from "node:child_process";
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, describe, expect, it } from "vitest";
import { freePort } from "@/scripts/lib/port.mjs";
import { identify, isAlive, ourselves } from "@/scripts/lib/processes.mjs";
import { supervise } from "@/scripts/lib/supervise.mjs";
import { claim } from "@/scripts/lib/up-record.mjs";
import { scratch } from "./support";

const folder = scratch();
const sleepers: ChildProcess[] = [];
afterEach(() => {
  for (const child of sleepers.splice(0)) child.kill("SIGKILL");
});

function sleeper() {
  const child = spawn("sleep", ["60"]);
  sleepers.push(child);
  const id = identify(child.pid ?? 0);
  if (!id) throw new Error("no process was started");
  return id;
}

async function settings(name: string) {
  const dataDir = join(folder, name);
  mkdirSync(dataDir, { recursive: true });
  return { port: await freePort(), host: "127.0.0.1", dataDir, databaseUrl: undefined };
}

describe("a later `up`", () => {
  it("ends the orphaned processes of a dead one, and nothing else", async () => {
    const at = await settings("orphans");
    const [orphan, stranger, renumbered] = [sleeper(), sleeper(), sleeper()];
    const children = [
      { name: "server", ...orphan },
      { name: "worker", pid: renumbered.pid, startedAt: "the number's former owner" },
    ];
    const dead = { pid: process.pid, startedAt: "long ago" };
    writeFileSync(
      join(at.dataDir, "up.json"),
      JSON.stringify({ up: dead, launchers: [], isStopping: false, children }),
    );
    const record = await claim(at);
    expect([orphan, stranger, renumbered].map(isAlive)).toEqual([false, true, true]);
    record.started("server", stranger.pid);
    expect(JSON.parse(readFileSync(join(at.dataDir, "up.json"), "utf8"))).toMatchObject({
      up: ourselves(),
      children: [{ name: "server", ...stranger }],
    });
    record.ended();
    expect(existsSync(join(at.dataDir, "up.json"))).toBe(false);
  });

  it("refuses while another one is running, and leaves it alone", async () => {
    const at = await settings("living");
    const [up, child] = [sleeper(), sleeper()];
    writeFileSync(
      join(at.dataDir, "up.json"),
      JSON.stringify({ up, launchers: [], isStopping: false, children: [{ name: "server", ...child }] }),
    );
    await expect(claim(at)).rejects.toThrow(`in use by another \`npm run up\` (process ${up.pid})`);
    expect([up, child].every(isAlive)).toBe(true);
  });

  it("ends one that its npm has left behind", async () => {
    const at = await settings("left");
    const up = sleeper();
    const launchers = [{ pid: process.pid, startedAt: "gone" }];
    writeFileSync(
      join(at.dataDir, "up.json"),
      JSON.stringify({ up, launchers, isStopping: false, children: [] }),
    );
    await claim(at);
    expect(isAlive(up)).toBe(false);
  });
});

describe("a supervised program", () => {
  function program(name: string, text: string) {
    const file = join(folder, `${name}.mjs`);
    writeFileSync(file, text);
    const starts: number[] = [];
    const child = supervise({ name, file, env: process.env, onStart: (pid) => starts.push(pid) });
    return { child, starts };
  }

  it("is restarted when killed, and ended on request", async () => {
    const { child, starts } = program("steady", "process.send('ready'); setInterval(() => {}, 1000);");
    await child.ready;
    process.kill(starts[0] ?? 0, "SIGKILL");
    await expect.poll(() => starts.length, { timeout: 5_000 }).toBe(2);
    await child.stop(5_000);
    expect(identify(starts[1] ?? 0)).toBeUndefined();
    await new Promise((done) => setTimeout(done, 500));
    expect(starts).toHaveLength(2);
  });

  it("is given up if it never becomes ready", async () => {
    const { child, starts } = program("broken", "process.exit(3);");
    await expect(child.ready).rejects.toThrow("The broken ended 3 times before it was ready (exit code 3)");
    expect(starts).toHaveLength(3);
  });

  it("is killed if it does not end in time", async () => {
    const { child, starts } = program(
      "stubborn",
      "process.on('SIGTERM', () => {}); process.send('ready'); setInterval(() => {}, 1000);",
    );
    await child.ready;
    await child.stop(200);
    expect(identify(starts[0] ?? 0)).toBeUndefined();
  });
});
