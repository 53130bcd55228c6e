// @ts-check
import { readdirSync, readFileSync } from "node:fs";

/** Reads resource usage of processes from /proc: Linux only. */

/** Clock ticks of /proc/<pid>/stat to a second: 100 on every Linux that Node runs on. */
const TICKS = 100;

/** @typedef {{ pid: number, parent: number, cpu: number }} Seen `cpu`: milliseconds since it started */

/** @returns {Seen[]} */
function allProcesses() {
  const found = [];
  for (const name of readdirSync("/proc")) {
    if (!/^\d+$/.test(name)) continue;
    try {
      const stat = readFileSync(`/proc/${name}/stat`, "utf8");
      // The name is in parentheses and can contain spaces.
      const fields = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
      const cpu = ((Number(fields[11]) + Number(fields[12])) * 1000) / TICKS;
      found.push({ pid: Number(name), parent: Number(fields[1]), cpu });
    } catch {
      // The process has ended.
    }
  }
  return found;
}

/**
 * A process and everything that descends from it.
 * @param {number} root
 * @param {Seen[]} all
 */
function treeOf(root, all) {
  const pids = new Set([root]);
  for (let size = 0; size !== pids.size; ) {
    size = pids.size;
    for (const { pid, parent } of all) if (pids.has(parent)) pids.add(pid);
  }
  return all.filter(({ pid }) => pids.has(pid));
}

/**
 * Returns the processor time so far of processes with their children, in milliseconds, by name.
 * @param {Record<string, number>} roots names to process numbers
 * @returns {Record<string, number>}
 */
export function cpuTimes(roots) {
  const all = allProcesses();
  return Object.fromEntries(
    Object.entries(roots).map(([name, pid]) => [
      name,
      treeOf(pid, all).reduce((sum, one) => sum + one.cpu, 0),
    ]),
  );
}

/**
 * Returns the memory of processes with their children in MiB, by name: the proportional share (PSS), which counts
 * memory shared by several processes once.
 * @param {Record<string, number>} roots
 * @returns {Record<string, number>}
 */
export function memory(roots) {
  const all = allProcesses();
  return Object.fromEntries(
    Object.entries(roots).map(([name, pid]) => {
      const kilobytes = treeOf(pid, all).reduce((sum, one) => sum + shareOf(one.pid), 0);
      return [name, Math.round((kilobytes / 1024) * 10) / 10];
    }),
  );
}

/** @param {number} pid */
function shareOf(pid) {
  try {
    return Number(/^Pss:\s+(\d+)/m.exec(readFileSync(`/proc/${pid}/smaps_rollup`, "utf8"))?.[1] ?? 0);
  } catch {
    return 0;
  }
}

/** CPU time that the whole machine has spent so far, in milliseconds over all cores. */
export function machineBusy() {
  const [line = ""] = readFileSync("/proc/stat", "utf8").split("\n");
  const ticks = line.trim().split(/\s+/).slice(1, 9).map(Number);
  const idle = (ticks[3] ?? 0) + (ticks[4] ?? 0);
  return ((ticks.reduce((sum, n) => sum + n, 0) - idle) * 1000) / TICKS;
}

/** Returns the processor time so far of one process, in milliseconds; 0 if it has ended. @param {number} pid */
export function cpuTime(pid) {
  return allProcesses().find((one) => one.pid === pid)?.cpu ?? 0;
}
