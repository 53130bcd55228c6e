// @ts-check
import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { writeWhole } from "./files.mjs";

const NOTE = /\s*\/\/# sourceMappingURL=.*\s*$/;

/**
 * Leaves one copy of each chunk of server code in a folder; the others become a line that loads that one. The bundler
 * writes what routes share once for each route, under other names: a megabyte that a process would hold, as text and
 * as code, for each of a hundred routes. Chunks only hand out a list of modules, so one list serves all who ask.
 * Answers how many were replaced.
 * @param {string} folder
 */
export function shareChunks(folder) {
  if (!existsSync(folder)) return 0;
  /** @type {Map<string, string>} */
  const first = new Map();
  let replaced = 0;
  for (const name of readdirSync(folder).sort()) {
    if (!name.endsWith(".js") || name.startsWith("[turbopack]")) continue;
    const text = readFileSync(join(folder, name), "utf8").replace(NOTE, "");
    if (!text.startsWith("module.exports=[")) continue;
    const key = createHash("sha256").update(text).digest("hex");
    const kept = first.get(key);
    if (kept === undefined) {
      first.set(key, name);
      continue;
    }
    writeWhole(join(folder, name), `module.exports=require(${JSON.stringify(`./${kept}`)});\n`);
    rmSync(join(folder, `${name}.map`), { force: true });
    replaced += 1;
  }
  return replaced;
}
