import { parseSync } from "oxc-parser";
import { describe, expect, it } from "vitest";
import { productFiles, read, sourceFiles, Visitor } from "./syntax";

const ADDS = new Set(["push", "unshift", "splice"]);

/**
 * Returns the lines where a list of unlimited length is spread into `push`, `unshift` or `splice`:
 * `lib/core/append.ts` says why that fails.
 */
function spreadLists(source: string, name = "source.ts"): number[] {
  const lines: number[] = [];
  new Visitor({
    CallExpression({ callee, arguments: given, start }) {
      if (callee.type !== "MemberExpression" || callee.property.type !== "Identifier") return;
      if (!ADDS.has(callee.property.name)) return;
      if (given.some((one) => one.type === "SpreadElement"))
        lines.push(source.slice(0, start).split("\n").length);
    },
  }).visit(parseSync(name, source).program);
  return lines;
}

describe("lists of unlimited length", () => {
  it("are never spread into a call that adds them to another list", () => {
    const spread = productFiles("app", "lib").flatMap((file) =>
      spreadLists(read(file), file).map((line) => `${file}:${line}`),
    );
    expect(spread).toEqual([]);
  });

  it.each(["a.push(...b);", "a.b.push(1, ...c.slice(2));", "a.splice(0, 1, ...b);", "a.unshift(...f(x));"])(
    "is a violation: %s",
    (source) => expect(spreadLists(source)).toEqual([1]),
  );

  it.each(["a.push(b);", "a.push({ ...b });", "const a = [...b];", "append(a, b);"])(
    "is allowed: %s",
    (source) => expect(spreadLists(source)).toEqual([]),
  );
});

/** Returns the lines where an object literal is spread into another: its fields can be written there directly. */
function spreadObjects(source: string, name = "source.ts"): number[] {
  const lines: number[] = [];
  new Visitor({
    ObjectExpression({ properties }) {
      for (const one of properties)
        if (one.type === "SpreadElement" && one.argument.type === "ObjectExpression")
          lines.push(source.slice(0, one.start).split("\n").length);
    },
  }).visit(parseSync(name, source).program);
  return lines;
}

describe("objects", () => {
  it("have their fields written out, none spread from an object literal", () => {
    const spread = productFiles("app", "components", "enhance", "lib", "db", "scripts").flatMap((file) =>
      spreadObjects(read(file), file).map((line) => `${file}:${line}`),
    );
    expect(spread).toEqual([]);
  });

  it("are a violation otherwise", () => {
    expect(spreadObjects("const a = {\n  ...{ b, c },\n  ...d,\n};")).toEqual([2]);
    expect(spreadObjects("const a = { ...b, ...(c ? { d } : {}) };")).toEqual([]);
  });
});

/**
 * Returns the lines where a list literal is spread into another or into a call: its entries can be written
 * there directly.
 */
function spreadEntries(source: string, name = "source.ts"): number[] {
  const lines: number[] = [];
  const look = (listed: readonly ({ type: string; start: number; argument?: unknown } | null)[]) => {
    for (const one of listed)
      if (one?.type === "SpreadElement" && (one.argument as { type: string }).type === "ArrayExpression")
        lines.push(source.slice(0, one.start).split("\n").length);
  };
  new Visitor({
    ArrayExpression({ elements }) {
      look(elements);
    },
    CallExpression({ arguments: given }) {
      look(given);
    },
    NewExpression({ arguments: given }) {
      look(given);
    },
  }).visit(parseSync(name, source).program);
  return lines;
}

describe("lists", () => {
  it("have their entries written out, none spread from a list literal", () => {
    const all = sourceFiles("app", "bench", "components", "db", "e2e", "enhance", "lib", "scripts", "tests");
    const spread = all.flatMap((file) => spreadEntries(read(file), file).map((line) => `${file}:${line}`));
    expect(spread).toEqual([]);
  });

  it.each(["a.push(...[b, c]);", "const a = [...[b, c], d];", "new A(...[b]);", "f(...[b], c);"])(
    "are a violation otherwise: %s",
    (source) => expect(spreadEntries(source)).toEqual([1]),
  );

  it.each(["const a = [...(b ? [c] : []), d];", "const a = [...b, ...c.map(d)];"])(
    "are allowed: %s",
    (source) => expect(spreadEntries(source)).toEqual([]),
  );
});
