// @ts-check
import { readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";

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
