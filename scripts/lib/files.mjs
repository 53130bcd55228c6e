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
 * Writes a file completely or not at all: a crash leaves the old one.
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
 * Reads a JSON file; undefined if missing or incomplete.
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

/** Size at which a log is rotated. */
const LOG_BYTES = 5_000_000;

/**
 * Keeps the log of a running program from filling the disk: moves its content to one older file and truncates
 * it, so that the program keeps the same file open. If the disk is full, the older lines are dropped.
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
