// @ts-check
import {
  copyFileSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  truncateSync,
  writeFileSync,
} from "node:fs";

/**
 * Writes a file whole or not at all: a kill leaves the old one.
 * @param {string} path
 * @param {string | Uint8Array} content
 * @param {number} [mode]
 */
export function writeWhole(path, content, mode = 0o644) {
  const draft = `${path}.${process.pid}.new`;
  rmSync(draft, { force: true });
  writeFileSync(draft, content, { mode, flush: true });
  renameSync(draft, path);
}

/**
 * Reads a JSON file; undefined when there is none, or when it is not whole.
 * @param {string} path
 * @returns {any}
 */
export function readJson(path) {
  try {
    return JSON.parse(readFileSync(path, "utf8"));
  } catch {
    return undefined;
  }
}

/** Of a log, before it is put aside. */
const LOG_BYTES = 5_000_000;

/**
 * Keeps a log that a running program appends to from filling the disk: what it holds goes into one older file, and it
 * starts again empty. The program keeps the same file open. On a full disk the older lines are given up.
 * @param {string} path
 */
export function limitLog(path) {
  if ((statSync(path, { throwIfNoEntry: false })?.size ?? 0) <= LOG_BYTES) return;
  try {
    copyFileSync(path, `${path}.1`);
  } catch {
    rmSync(`${path}.1`, { force: true });
  }
  truncateSync(path);
}
