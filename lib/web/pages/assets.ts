import { readFileSync } from "node:fs";
import { join } from "node:path";

const KEY = Symbol.for("octopus.assets");
const shared = globalThis as { [KEY]?: Record<string, string> };

/**
 * Returns the address of a built file ("app.css" → "/assets/1A2B3C4D/app.css") from the manifest of
 * `scripts/assets.mjs`, read once per process. Throws if the file was not built, except in unit tests, which
 * run without a build.
 */
export function asset(name: string): string {
  shared[KEY] ??= readManifest();
  const address = shared[KEY][name];
  if (address) return address;
  if (process.env.VITEST) return `/assets/unbuilt/${name}`;
  throw new Error(`There is no built file "${name}". Run: node scripts/assets.mjs`);
}

function readManifest(): Record<string, string> {
  const file = join(process.env.OCTOPUS_ROOT ?? process.cwd(), "dist", "assets.json");
  try {
    return JSON.parse(readFileSync(file, "utf8")) as Record<string, string>;
  } catch (error) {
    if (process.env.VITEST) return {};
    throw new Error("dist/assets.json is missing. Run: node scripts/assets.mjs", { cause: error });
  }
}
