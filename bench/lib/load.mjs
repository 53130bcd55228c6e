// @ts-check
import { spawn, spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Connection } from "./connection.mjs";
import { cpuTime } from "./processes.mjs";

/**
 * What one run of load came to. Times in milliseconds.
 * @typedef {object} Run
 * @property {number} requests that were answered
 * @property {number} seconds
 * @property {number} p50
 * @property {number} p95
 * @property {number} p99
 * @property {number} bytes of an answer, head included, on average
 * @property {number} errors answers of status 400 and above, and connections that broke
 * @property {Record<string, number>} [outcomes] how many came to what
 * @property {number} loadCpu milliseconds of CPU that the load itself took
 * @property {string} engine
 */

/** Longest run, in seconds. */
const LONGEST = 60;

export const hasWrk = spawnSync("wrk", ["-v"]).error === undefined;

/**
 * Asks finished requests one after the other, over and over, on so many connections. wrk does it where it is
 * installed: it takes less from the two cores that everything shares.
 * @param {{ port: number, requests: readonly string[], connections: number, seconds: number }} options
 * @returns {Promise<Run>}
 */
export function read(options) {
  const bounded = { ...options, seconds: Math.min(options.seconds, LONGEST) };
  return hasWrk ? readWithWrk(bounded) : readWithNode(bounded);
}

/** @param {string} text as a string of Lua, whatever bytes it holds */
function lua(text) {
  const bytes = [...Buffer.from(text)];
  const isPlain = (/** @type {number} */ c) => c >= 32 && c < 127 && c !== 34 && c !== 92;
  return `"${bytes.map((c) => (isPlain(c) ? String.fromCharCode(c) : `\\${String(c).padStart(3, "0")}`)).join("")}"`;
}

/** @param {readonly string[]} requests */
function script(requests) {
  return `local all = {${requests.map(lua).join(",\n")}}
local n = ${Math.floor(Math.random() * requests.length)}
function request() n = n % #all + 1; return all[n] end
function done(s, l, r)
  local e = s.errors
  io.write(string.format('\\nRESULT {"requests":%d,"us":%d,"bytes":%d,"p50":%.3f,"p95":%.3f,"p99":%.3f,"errors":%d}\\n',
    s.requests, s.duration, s.bytes, l:percentile(50)/1000, l:percentile(95)/1000, l:percentile(99)/1000,
    e.status + e.connect + e.read + e.write + e.timeout))
end
`;
}

/** @param {{ port: number, requests: readonly string[], connections: number, seconds: number }} options */
async function readWithWrk({ port, requests, connections, seconds }) {
  const folder = mkdtempSync(join(tmpdir(), "octopus-wrk-"));
  const file = join(folder, "requests.lua");
  writeFileSync(file, script(requests));
  const args = ["-t1", `-c${connections}`, `-d${seconds}s`, "--timeout", "30s", "-s", file];
  const child = spawn("wrk", [...args, `http://127.0.0.1:${port}`]);
  let loadCpu = 0;
  const watch = setInterval(() => {
    loadCpu = Math.max(loadCpu, cpuTime(child.pid ?? 0));
  }, 200);
  let output = "";
  for (const stream of [child.stdout, child.stderr]) stream.on("data", (chunk) => (output += chunk));
  await new Promise((done) => child.once("close", done));
  clearInterval(watch);
  rmSync(folder, { recursive: true, force: true });
  const found = /RESULT (\{.*\})/.exec(output)?.[1];
  if (!found) throw new Error(`wrk said nothing of use: ${output.slice(-500)}`);
  const { us, bytes, ...rest } = JSON.parse(found);
  return {
    ...rest,
    seconds: us / 1e6,
    bytes: rest.requests ? bytes / rest.requests : 0,
    loadCpu,
    engine: "wrk",
  };
}

/** @param {{ port: number, requests: readonly string[], connections: number, seconds: number }} options */
function readWithNode({ port, requests, connections, seconds }) {
  let next = 0;
  return repeat({
    connections,
    seconds,
    client: () => {
      const connection = new Connection(port);
      return {
        close: () => connection.close(),
        async turn() {
          next = (next + 1) % requests.length;
          const { status, bytes } = await connection.ask(requests[next] ?? "");
          return { bytes, isError: status >= 400 };
        },
      };
    },
  });
}

/**
 * Someone who does one thing after another.
 * @typedef {object} Client
 * @property {() => Promise<Turn>} turn one thing; its time is taken unless the answer says which part of it counts
 * @property {() => void} [close]
 * @typedef {{ bytes?: number, isError?: boolean, outcome?: string, milliseconds?: number }} Turn
 */

/**
 * Runs this number of clients concurrently in this process.
 * @param {{ connections: number, seconds: number, client: (n: number) => Client }} options
 * @returns {Promise<Run>}
 */
export async function repeat({ connections, seconds, client }) {
  /** @type {number[]} */
  const times = [];
  /** @type {Record<string, number>} */
  const outcomes = {};
  let bytes = 0;
  let errors = 0;
  const cpu = process.cpuUsage();
  const from = performance.now();
  const until = from + Math.min(seconds, LONGEST) * 1000;
  const work = async (/** @type {number} */ n) => {
    const one = client(n);
    try {
      while (performance.now() < until) {
        const began = performance.now();
        try {
          const turn = await one.turn();
          times.push(turn.milliseconds ?? performance.now() - began);
          bytes += turn.bytes ?? 0;
          if (turn.outcome) outcomes[turn.outcome] = (outcomes[turn.outcome] ?? 0) + 1;
          if (turn.isError) errors += 1;
        } catch (error) {
          errors += 1;
          if (errors > 20) throw error;
        }
      }
    } finally {
      one.close?.();
    }
  };
  await Promise.all(Array.from({ length: connections }, (_client, n) => work(n)));
  const used = process.cpuUsage(cpu);
  times.sort((a, b) => a - b);
  const at = (/** @type {number} */ share) =>
    times[Math.min(times.length - 1, Math.floor(times.length * share))] ?? Number.NaN;
  return {
    requests: times.length,
    seconds: (performance.now() - from) / 1000,
    p50: at(0.5),
    p95: at(0.95),
    p99: at(0.99),
    bytes: times.length ? bytes / times.length : 0,
    errors,
    ...(Object.keys(outcomes).length > 0 ? { outcomes } : {}),
    loadCpu: (used.user + used.system) / 1000,
    engine: "node",
  };
}
