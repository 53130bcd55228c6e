// @ts-check
import { createHash } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { ROOT } from "./paths.mjs";

/** Folders and files the built product depends on. `tests/setup` checks that all others are listed as not needed. */
export const BUILD_INPUTS = new Set([
  "app",
  "assets",
  "components",
  "content",
  "db",
  "enhance",
  "lib",
  "messages",
  "public",
  "scripts",
  "next.config.mjs",
  "package-lock.json",
  "package.json",
  "tsconfig.json",
]);

/** Created by the build itself. */
const MADE = new Set(["public/assets"]);
const NO_INPUT = /\.(test|spec)\.tsx?$|(^|\/)(fixtures|__snapshots__)(\/|$)/;

/**
 * Lists files below a folder that the build reads, in a fixed order.
 * @param {string} root
 * @param {string} folder relative to it
 * @returns {string[]}
 */
function filesBelow(root, folder) {
  return readdirSync(join(root, folder), { withFileTypes: true })
    .sort((a, b) => (a.name < b.name ? -1 : 1))
    .flatMap((entry) => {
      const path = `${folder}/${entry.name}`;
      if (MADE.has(path) || NO_INPUT.test(path)) return [];
      if (entry.isDirectory()) return filesBelow(root, path);
      return entry.isFile() ? [path] : [];
    });
}

/**
 * Computes an id of all sources: the same content gives the same id on every machine.
 * @param {string} [root]
 */
export function sourceId(root = ROOT) {
  const hash = createHash("sha256");
  for (const entry of readdirSync(root, { withFileTypes: true }).sort((a, b) => (a.name < b.name ? -1 : 1))) {
    if (!BUILD_INPUTS.has(entry.name)) continue;
    for (const path of entry.isDirectory() ? filesBelow(root, entry.name) : [entry.name]) {
      hash.update(`${path}\0`).update(
        createHash("sha256")
          .update(readFileSync(join(root, path)))
          .digest(),
      );
    }
  }
  return hash.digest("hex").slice(0, 16);
}
