import { readFileSync } from "node:fs";
import { join } from "node:path";

const KEY = Symbol.for("octopus.build-id");
const shared = globalThis as { [KEY]?: string };

/**
 * Returns the id of this build. It is part of the ETags of documents (except those with an ETag of their own), so
 * that browsers fetch them again from a new version of the product.
 */
export function buildId(): string {
  shared[KEY] ??= read();
  return shared[KEY];
}

function read(): string {
  try {
    const file = join(process.env.OCTOPUS_ROOT ?? process.cwd(), "dist", "build.json");
    return (JSON.parse(readFileSync(file, "utf8")) as { id: string }).id.slice(0, 12);
  } catch {
    // Without a build (tests, development) every process counts as a version.
    return `dev${process.pid.toString(36)}${Date.now().toString(36)}`;
  }
}
