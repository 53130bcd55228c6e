// @ts-check
import { linkSync, rmSync, statSync, writeFileSync } from "node:fs";
import { setTimeout as sleep } from "node:timers/promises";
import { errorCode, SetupError } from "./failure.mjs";
import { readJson, writeWhole } from "./files.mjs";
import { identify, isAlive, ourselves, signalProcess, waitForEnd } from "./processes.mjs";

/**
 * Creates a file with its content atomically; returns false if it exists.
 * @param {string} path
 * @param {string} content
 */
function createWhole(path, content) {
  const draft = `${path}.${process.pid}.new`;
  writeFileSync(draft, content);
  try {
    linkSync(draft, path);
    return true;
  } catch (error) {
    if (errorCode(error) === "EEXIST") return false;
    throw error;
  } finally {
    rmSync(draft, { force: true });
  }
}

/**
 * Removes the lock of a dead process. Holds a second lock file meanwhile, so that it does not remove a lock
 * that another process just took.
 * @param {string} path
 */
async function breakStale(path) {
  const guard = `${path}.break`;
  if (!createWhole(guard, "")) {
    const age = Date.now() - (statSync(guard, { throwIfNoEntry: false })?.mtimeMs ?? Date.now());
    if (age > 5_000) rmSync(guard, { force: true });
    return;
  }
  try {
    const held = readJson(path);
    if (isAlive(held)) return;
    // Helpers of the dead process would continue to write to the same place.
    for (const helper of held?.helpers ?? []) {
      if (isAlive(helper)) signalProcess(-helper.pid, "SIGKILL");
      await waitForEnd(helper, 5_000);
    }
    rmSync(path, { force: true });
  } finally {
    rmSync(guard, { force: true });
  }
}

/**
 * Runs work while no other process does; a lock of a dead process is ignored. The work gets a function to
 * register the leaders of process groups it starts, which are killed when its lock is broken.
 * @template T
 * @param {string} path the lock's file, in a folder that exists
 * @param {(starts: (pid: number) => void) => Promise<T>} work
 * @param {{ wait?: number, busy?: string }} [options] `wait`: milliseconds (two minutes); `busy`: the line when they are over
 * @returns {Promise<T>}
 */
export async function withLock(path, work, { wait = 120_000, busy } = {}) {
  const until = Date.now() + wait;
  while (!createWhole(path, JSON.stringify(ourselves()))) {
    if (!isAlive(readJson(path))) await breakStale(path);
    else if (Date.now() > until)
      throw new SetupError(
        busy ?? `Another process (${readJson(path)?.pid}) holds ${path}. Wait for it, or end it.`,
      );
    await sleep(50);
  }
  /** @type {import("./processes.mjs").ProcessId[]} */
  const helpers = [];
  const starts = (/** @type {number} */ pid) => {
    const helper = identify(pid);
    if (helper) helpers.push(helper);
    writeWhole(path, JSON.stringify({ ...ourselves(), helpers }));
  };
  try {
    return await work(starts);
  } finally {
    rmSync(path, { force: true });
  }
}
