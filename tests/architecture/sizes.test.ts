import { describe, expect, it } from "vitest";
import { functionsOf, type Size, sizesOfFiles, sizesOfFunctions } from "./sizes";
import { parse } from "./syntax";

/*
 * Files and functions that may exceed the limits, each with its reason: decision 33 says what counts as a
 * reason. One row per line, sorted.
 */

const LONG_FILES: Record<string, string> = {};

const LONG_FUNCTIONS: Record<string, string> = {
  "lib/search/find.ts textOf": "one statement of SQL, read from top to bottom",
  "scripts/prove.ts linesOf": "one table: each promise, what was tried and what came of it",
};

/** Returns the sizes above the limit without a reason, and the reasons without a size above the limit. */
function faults(all: readonly Size[], limit: number, reasons: Record<string, string>): string[] {
  const long = all.filter(({ lines }) => lines > limit);
  const names = new Set(long.map(({ what }) => what));
  return [
    ...long.filter(({ what }) => !(what in reasons)).map(({ what, lines }) => `${what}: ${lines} lines`),
    ...Object.keys(reasons)
      .filter((what) => !names.has(what))
      .map((what) => `${what}: not too long, take it off the list`),
  ];
}

describe("sizes", () => {
  it("of files are at most 300 lines", () => {
    expect(faults(sizesOfFiles(), 300, LONG_FILES)).toEqual([]);
  });

  it("of functions are at most 60 lines", () => {
    expect(faults(sizesOfFunctions(), 60, LONG_FUNCTIONS)).toEqual([]);
  });

  it.each([LONG_FILES, LONG_FUNCTIONS])("above the limit are listed in order", (listed) => {
    expect(Object.keys(listed)).toEqual(Object.keys(listed).sort());
  });

  it("are reported if they are not listed, or listed although not too long", () => {
    const all = [
      { what: "a.ts", lines: 11 },
      { what: "b.ts", lines: 11 },
      { what: "c.ts", lines: 10 },
    ];
    expect(faults(all, 10, { "b.ts": "a table", "c.ts": "a table" })).toEqual([
      "a.ts: 11 lines",
      "c.ts: not too long, take it off the list",
    ]);
  });
});

describe("functions", () => {
  it.each([
    ["function a() {\n}", "a", 2],
    ["const a = () => 1;", "a", 1],
    ["const a = { b() {} };", "a.b", 1],
    ["const a = wrap(spec({ b: async () => {\n} }));", "a.b", 2],
    ["class A { b() {} }", "b", 1],
    ["export default () => {};", "default", 1],
    ["wait.until(() => 1);", "wait.until", 1],
    ["const a = <B onC={() => 1} />;", "onC", 1],
  ])("are named by what they are assigned to: %s", (source, what, lines) => {
    expect(functionsOf(parse("source.tsx", source), source)).toEqual([{ what, lines }]);
  });

  it("inside others are measured separately", () => {
    const source = "function a() {\n  return b.map(() => {\n  });\n}";
    expect(functionsOf(parse("source.ts", source), source)).toEqual([
      { what: "a", lines: 4 },
      { what: "b.map", lines: 2 },
    ]);
  });
});
