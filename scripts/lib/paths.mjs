// @ts-check
import { existsSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

/** Finds the folder above `from` with package.json: this module also runs from a bundle. @param {string} from */
function findRoot(from) {
  let folder = from;
  while (!existsSync(join(folder, "package.json"))) folder = dirname(folder);
  return folder;
}

/** The project's folder. */
export const ROOT = findRoot(dirname(fileURLToPath(import.meta.url)));

/** Output of the build; also has the locks of installing and building. */
export const DIST = join(ROOT, "dist");

/**
 * Returns the file of a built program.
 * @param {"serve" | "worker" | "octopus"} name
 */
export function program(name) {
  return join(DIST, `${name}.mjs`);
}
