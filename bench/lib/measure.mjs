// @ts-check
import { setTimeout as sleep } from "node:timers/promises";
import { cpuTimes, machineBusy } from "./processes.mjs";

/** @typedef {import("./load.mjs").Run} Run */

/**
 * Something that can be put under load: what it is called, its processes, and the load itself.
 * @typedef {object} Target
 * @property {string} name
 * @property {Record<string, number>} processes names to numbers; their CPU time is divided by the requests
 * @property {(connections: number, seconds: number) => Promise<Run>} load
 */

/**
 * What is measured: the same on every target, in turns, so that a drift of the machine hits all of them.
 * @typedef {object} Case
 * @property {string} name
 * @property {number[]} connections
 * @property {Target[]} targets
 * @property {number} [seconds]
 */

/**
 * Medians over the runs of one case on one target at one number of connections. Times in milliseconds.
 * @typedef {object} Result
 * @property {string} name
 * @property {string} target
 * @property {number} connections
 * @property {number} rate requests a second
 * @property {[number, number]} range of the rate, lowest and highest run
 * @property {number} p50
 * @property {number} p95
 * @property {number} p99
 * @property {Record<string, number>} cpu milliseconds to a request, by process
 * @property {number} bytes
 * @property {number} requests of all runs
 * @property {number} errors of all runs
 * @property {Record<string, number>} [outcomes] of all runs
 * @property {number} foreign cores that others used meanwhile
 * @property {string} engine
 */

/** @param {readonly number[]} values */
export function median(values) {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  const [low, high] = [sorted[middle - 1] ?? Number.NaN, sorted[middle] ?? Number.NaN];
  return sorted.length % 2 ? high : (low + high) / 2;
}

/** Waits, at most 16 seconds, until others leave the machine nearly idle. */
export async function quiet() {
  for (let attempt = 0; attempt < 40; attempt += 1) {
    const [from, busy] = [performance.now(), machineBusy()];
    await sleep(400);
    if ((machineBusy() - busy) / (performance.now() - from) < 0.3) return;
  }
}

/**
 * Measures a case: so many runs for each number of connections, targets taking turns.
 * @param {Case} one
 * @param {{ runs: number, seconds: number, isPatient: boolean }} options
 * @returns {Promise<Result[]>}
 */
export async function measure(one, { runs, seconds, isPatient }) {
  const results = [];
  for (const connections of one.connections) {
    /** @type {Map<Target, (Run & { cpu: Record<string, number>, foreign: number })[]>} */
    const found = new Map(one.targets.map((target) => [target, []]));
    for (let run = 0; run < runs; run += 1) {
      for (const target of one.targets) {
        if (isPatient) await quiet();
        found.get(target)?.push(await observed(target, connections, one.seconds ?? seconds));
      }
    }
    for (const [target, own] of found) results.push(summary(one.name, target.name, connections, own));
  }
  return results;
}

/**
 * Measures one run, with the target's processor time and that of other programs.
 * @param {Target} target
 * @param {number} connections
 * @param {number} seconds
 */
async function observed(target, connections, seconds) {
  const [before, busy] = [cpuTimes(target.processes), machineBusy()];
  const run = await target.load(connections, seconds);
  const [after, ended] = [cpuTimes(target.processes), machineBusy()];
  /** @type {Record<string, number>} */
  const cpu = {};
  let spent = run.loadCpu;
  for (const name of Object.keys(target.processes)) {
    const used = Math.max(0, (after[name] ?? 0) - (before[name] ?? 0));
    spent += used;
    cpu[name] = used / Math.max(1, run.requests);
  }
  return { ...run, cpu, foreign: Math.max(0, (ended - busy - spent) / (run.seconds * 1000)) };
}

/**
 * @param {string} name
 * @param {string} target
 * @param {number} connections
 * @param {(Run & { cpu: Record<string, number>, foreign: number })[]} runs
 * @returns {Result}
 */
function summary(name, target, connections, runs) {
  const of = (/** @type {(run: any) => number} */ get) => median(runs.map(get));
  const rates = runs.map((run) => run.requests / run.seconds);
  /** @type {Record<string, number>} */
  const outcomes = {};
  for (const run of runs)
    for (const [key, count] of Object.entries(run.outcomes ?? {}))
      outcomes[key] = (outcomes[key] ?? 0) + count;
  return {
    name,
    target,
    connections,
    rate: median(rates),
    range: [Math.min(...rates), Math.max(...rates)],
    p50: of((run) => run.p50),
    p95: of((run) => run.p95),
    p99: of((run) => run.p99),
    cpu: Object.fromEntries(Object.keys(runs[0]?.cpu ?? {}).map((key) => [key, of((run) => run.cpu[key])])),
    bytes: Math.round(of((run) => run.bytes)),
    requests: runs.reduce((sum, run) => sum + run.requests, 0),
    errors: runs.reduce((sum, run) => sum + run.errors, 0),
    ...(Object.keys(outcomes).length > 0 ? { outcomes } : {}),
    foreign: of((run) => run.foreign),
    engine: runs[0]?.engine ?? "",
  };
}
