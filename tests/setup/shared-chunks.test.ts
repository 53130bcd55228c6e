import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, it } from "vitest";
import { shareChunks } from "@/scripts/lib/shared-chunks.mjs";

const load = createRequire(import.meta.url);
let folder = "";

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "octopus-chunks-"));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

function write(name: string, text: string): void {
  writeFileSync(join(folder, name), `${text}\n\n//# sourceMappingURL=${encodeURIComponent(name)}.map`);
}

it("keeps one of equal chunks, which all others then hand out", () => {
  write("[root]__a.js", "module.exports=[7,e=>e+1]");
  write("[root]__b.js", "module.exports=[7,e=>e+1]");
  write("[root]__c.js", "module.exports=[7,e=>e+2]");
  expect(shareChunks(folder)).toBe(1);
  const [a, b, c] = ["a", "b", "c"].map((one) => load(join(folder, `[root]__${one}.js`)));
  expect(b).toBe(a);
  expect(c).not.toBe(a);
  expect(c[1](1)).toBe(3);
});

it("leaves alone what is no list of modules, and what it made itself", () => {
  write("[turbopack]_runtime.js", "module.exports=[1]");
  write("twin.js", "module.exports=[1]");
  write("one.js", "exports.a = 1");
  write("two.js", "exports.a = 1");
  expect(shareChunks(folder)).toBe(0);
  write("again.js", "module.exports=[1]");
  expect(shareChunks(folder)).toBe(1);
  const before = readFileSync(join(folder, "twin.js"), "utf8");
  expect(shareChunks(folder)).toBe(0);
  expect(readFileSync(join(folder, "twin.js"), "utf8")).toBe(before);
});

it("has nothing to do where nothing was built", () => {
  expect(shareChunks(join(folder, "none"))).toBe(0);
});
