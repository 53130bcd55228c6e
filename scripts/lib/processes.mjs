// @ts-check
import { spawn, spawnSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { basename } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";

/**
 * Identifies a process: its number can be reused after it ends, so the start time is included.
 * @typedef {{ pid: number, startedAt: string }} ProcessId
 */

const hasProc = existsSync("/proc/self/stat");

/**
 * Returns when a process started, in the system's format; undefined for none or a zombie.
 * @param {number} pid
 * @returns {string | undefined}
 */
export function startTime(pid) {
  if (!hasProc) {
    const ps = spawnSync("ps", ["-o", "stat=,lstart=", "-p", String(pid)], { encoding: "utf8" });
    const line = ps.status === 0 ? ps.stdout.trim() : "";
    return line === "" || line.startsWith("Z") ? undefined : line.replace(/^\S+\s+/, "");
  }
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, "utf8");
    // The name is in brackets and may contain spaces; the state is the first field after it, the start time
    // the twentieth.
    const fields = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
    return fields[0] === "Z" || fields[0] === "X" ? undefined : fields[19];
  } catch {
    return undefined;
  }
}

/**
 * @param {number} pid
 * @returns {ProcessId | undefined}
 */
export function identify(pid) {
  const startedAt = startTime(pid);
  return startedAt === undefined ? undefined : { pid, startedAt };
}

/** Returns this process. @returns {ProcessId} */
export function ourselves() {
  return { pid: process.pid, startedAt: startTime(process.pid) ?? "" };
}

/**
 * Lists the parent command and, if that is a shell (as npm starts one), its parent too.
 * @returns {ProcessId[]}
 */
export function commandsAbove() {
  const parent = nameAndParent(process.ppid);
  const pids = /^-?(ba|da|a|z|k)?sh$/.test(parent.name) ? [process.ppid, parent.pid] : [process.ppid];
  return pids.map(identify).filter((id) => id !== undefined);
}

/**
 * @param {number} pid
 * @returns {{ name: string, pid: number }} the name of a process, and the number of its parent; 0 when not known
 */
function nameAndParent(pid) {
  if (!hasProc) {
    const ps = spawnSync("ps", ["-o", "ppid=,comm=", "-p", String(pid)], { encoding: "utf8" });
    const [parent = "0", name = ""] = (ps.stdout ?? "").trim().split(/\s+/);
    return { name: basename(name), pid: Number(parent) };
  }
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, "utf8");
    const end = stat.lastIndexOf(")");
    return { name: stat.slice(stat.indexOf("(") + 1, end), pid: Number(stat.slice(end + 2).split(" ")[1]) };
  } catch {
    return { name: "", pid: 0 };
  }
}

/** @param {ProcessId | undefined} id */
export function isAlive(id) {
  return id !== undefined && startTime(id.pid) === id.startedAt;
}

/**
 * Waits until a process is gone.
 * @param {ProcessId} id
 * @param {number} milliseconds
 * @returns {Promise<boolean>} whether it went in time
 */
export async function waitForEnd(id, milliseconds) {
  const until = Date.now() + milliseconds;
  while (isAlive(id)) {
    if (Date.now() >= until) return false;
    await sleep(50);
  }
  return true;
}

/**
 * Sends a signal to a process or the group it leads; one that ended meanwhile is no error.
 * @param {number} pid negative for a group
 * @param {NodeJS.Signals} signal
 */
export function signalProcess(pid, signal) {
  try {
    process.kill(pid, signal);
  } catch {
    // Ended, or the group never existed.
  }
}

/**
 * Ends a process: SIGTERM, waits, then kills.
 * @param {ProcessId} id
 * @param {number} grace milliseconds to end by itself
 */
export async function endProcess(id, grace) {
  if (!isAlive(id)) return;
  signalProcess(id.pid, "SIGTERM");
  if (await waitForEnd(id, grace)) return;
  signalProcess(id.pid, "SIGKILL");
  await waitForEnd(id, 5_000);
}

/** Leaders of the groups that `run` has under way. @type {Set<number>} */
const running = new Set();

/** Ends every command started by `run`, except shielded ones: SIGTERM, waits five seconds, then kills. */
export async function endRunning() {
  const left = [...running].map(identify).filter((id) => id !== undefined);
  for (const { pid } of left) signalProcess(-pid, "SIGTERM");
  await Promise.all(left.map((id) => waitForEnd(id, 5_000)));
  for (const { pid } of left) signalProcess(-pid, "SIGKILL");
}

/**
 * @typedef {object} RunOptions
 * @property {string} [cwd]
 * @property {NodeJS.ProcessEnv} [env]
 * @property {number} [uid]
 * @property {number} [gid]
 * @property {string} [input]
 * @property {(pid: number) => void} [onStart] told the leader of its process group
 * @property {boolean} [isShielded] `endRunning` leaves it alone: a start that is cut short leaves more behind
 * @property {boolean} [show] passes what the command prints on, as well as keeping its end
 * @property {number} [timeout] milliseconds after which it is ended
 * @typedef {{ code: number, output: string, stdout: string }} RunResult `output`: the end of all it printed
 */

const KEPT = 200_000;

/**
 * Runs a command to its end, in a separate process group so that everything it started can be ended too. A
 * command that cannot be started gives code 127.
 * @param {string} command
 * @param {string[]} args
 * @param {RunOptions} [options]
 * @returns {Promise<RunResult>}
 */
export function run(command, args, options = {}) {
  const { show = false, isShielded = false, input = "", timeout, onStart, ...rest } = options;
  return new Promise((resolve) => {
    const child = spawn(command, args, { ...rest, detached: true, stdio: ["pipe", "pipe", "pipe"] });
    let output = "";
    let stdout = "";
    const { pid } = child;
    if (pid !== undefined && !isShielded) running.add(pid);
    if (pid !== undefined) onStart?.(pid);
    const timer =
      timeout === undefined
        ? undefined
        : setTimeout(() => pid !== undefined && signalProcess(-pid, "SIGKILL"), timeout);
    const done = (/** @type {number} */ code) => {
      clearTimeout(timer);
      if (pid !== undefined) running.delete(pid);
      resolve({ code, output, stdout });
    };
    child.stdout.on("data", (chunk) => {
      stdout = (stdout + chunk).slice(-KEPT);
      output = (output + chunk).slice(-KEPT);
      if (show) process.stdout.write(chunk);
    });
    child.stderr.on("data", (chunk) => {
      output = (output + chunk).slice(-KEPT);
      if (show) process.stderr.write(chunk);
    });
    child.on("error", (error) => {
      output += error.message;
      done(127);
    });
    child.on("close", (code) => done(code ?? 1));
    child.stdin.on("error", () => undefined);
    child.stdin.end(input);
  });
}

/**
 * Returns the last lines of a command's output, for an error message.
 * @param {string} output
 * @param {number} [lines]
 */
export function tail(output, lines = 30) {
  return output.trimEnd().split("\n").slice(-lines).join("\n");
}
