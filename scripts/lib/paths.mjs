// @ts-check
import { existsSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

/** The folder above `from` that holds package.json: this module also runs from inside a bundle. @param {string} from */
function findRoot(from) {
  let folder = from;
  while (!existsSync(join(folder, "package.json"))) folder = dirname(folder);
  return folder;
}

/** The project's folder. */
export const ROOT = findRoot(dirname(fileURLToPath(import.meta.url)));

/** What the build writes; also holds the locks of installing and building. */
export const DIST = join(ROOT, "dist");

/**
 * The file of one of the built programs.
 * @param {"serve" | "worker" | "octopus"} name
 */
export function program(name) {
  return join(DIST, `${name}.mjs`);
}
