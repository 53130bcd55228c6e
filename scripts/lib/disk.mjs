// @ts-check
import { existsSync, statfsSync } from "node:fs";
import { dirname } from "node:path";
import { SetupError } from "./failure.mjs";

const MB = 1024 * 1024;

/**
 * Returns the free bytes for an ordinary user on the disk with `path`, which need not exist.
 * @param {string} path
 */
export function freeSpace(path) {
  let place = path;
  while (!existsSync(place) && dirname(place) !== place) place = dirname(place);
  const { bavail, bsize } = statfsSync(place);
  return bavail * bsize;
}

/**
 * Throws unless the disk with `path` has `megabytes` free.
 * @param {string} path
 * @param {number} megabytes
 * @param {string} purpose what the space is for, as in "to install the packages"
 */
export function requireSpace(path, megabytes, purpose) {
  const free = Math.floor(freeSpace(path) / MB);
  if (free >= megabytes) return;
  throw new SetupError(
    `No space: ${free} MB free on the disk of ${path}, at least ${megabytes} MB needed ${purpose}. Free some, or use another disk.`,
  );
}
