import { parseSync } from "oxc-parser";
import { describe, expect, it } from "vitest";
import { read, sourceFiles, Visitor } from "./syntax";

/**
 * Returns the lines where calls are started together in a list and then awaited one by one. While the first
 * is awaited, the second can fail without a handler, which ends a Node process and a whole Vitest run.
 */
function begunTogether(source: string, name = "source.ts"): number[] {
  const lines: number[] = [];
  new Visitor({
    ForOfStatement({ left, right, body, start }) {
      if (right.type !== "ArrayExpression" || left.type !== "VariableDeclaration") return;
      if (right.elements.filter((one) => one?.type === "CallExpression").length < 2) return;
      const id = left.declarations[0]?.id;
      const each = id?.type === "Identifier" ? id.name : "";
      const waits = new RegExp(`\\bawait (?:(?:refusal|expect)\\()?${each}\\b(?!\\()`);
      if (waits.test(source.slice(body.start, body.end)))
        lines.push(source.slice(0, start).split("\n").length);
    },
  }).visit(parseSync(name, source).program);
  return lines;
}

describe("calls of a list that are awaited one by one", () => {
  it("are each started when it is their turn", () => {
    const files = sourceFiles("app", "components", "db", "e2e", "enhance", "lib", "scripts", "tests");
    const found = files.flatMap((file) => begunTogether(read(file), file).map((line) => `${file}:${line}`));
    expect(found).toEqual([]);
  });

  it.each([
    "for (const one of [f(1), f(2)]) await one;",
    "for (const one of [f(1), f(2)]) { expect(await refusal(one)).toBe(1); }",
    "for (const one of [f(), g()]) await expect(one).rejects.toThrow();",
  ])("is a violation: %s", (source) => expect(begunTogether(source)).toEqual([1]));

  it.each([
    "for (const begin of [() => f(1), () => f(2)]) await begin();",
    "for (const one of [await f(1), await f(2)]) await g(one);",
    "for (const one of [f(1), f(2)]) g(one);",
    "for (const one of await Promise.all([f(1), f(2)])) await one;",
  ])("is allowed: %s", (source) => expect(begunTogether(source)).toEqual([]));
});
