// @ts-check
import { linkSync, rmSync, statSync, unlinkSync, writeFileSync } from "node:fs";
import { setTimeout as sleep } from "node:timers/promises";
import { errorCode, SetupError } from "./failure.mjs";
import { readJson } from "./files.mjs";
import { isAlive, ourselves } from "./processes.mjs";

/**
 * Creates a file with its content in one act; false when it is there already.
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
 * Removes a lock whose owner is dead. Whoever removes holds a second file meanwhile, so that nobody removes the lock
 * that another has just taken in its place.
 * @param {string} path
 */
function breakStale(path) {
  const guard = `${path}.break`;
  if (!createWhole(guard, "")) {
    const age = Date.now() - (statSync(guard, { throwIfNoEntry: false })?.mtimeMs ?? Date.now());
    if (age > 5_000) rmSync(guard, { force: true });
    return;
  }
  try {
    if (!isAlive(readJson(path))) rmSync(path, { force: true });
  } finally {
    rmSync(guard, { force: true });
  }
}

/**
 * Does some work while no other process does it; the lock of a dead process counts for nothing.
 * @template T
 * @param {string} path the lock's file, in a folder that exists
 * @param {() => Promise<T>} work
 * @param {{ wait?: number, busy?: string }} [options] `wait`: milliseconds (two minutes); `busy`: the line when they are over
 * @returns {Promise<T>}
 */
export async function withLock(path, work, { wait = 120_000, busy } = {}) {
  const until = Date.now() + wait;
  while (!createWhole(path, JSON.stringify(ourselves()))) {
    if (!isAlive(readJson(path))) breakStale(path);
    else if (Date.now() > until)
      throw new SetupError(
        busy ?? `Another process (${readJson(path)?.pid}) holds ${path}. Wait for it, or end it.`,
      );
    await sleep(50);
  }
  try {
    return await work();
  } finally {
    unlinkSync(path);
  }
}
