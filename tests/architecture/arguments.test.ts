import { parseSync } from "oxc-parser";
import { describe, expect, it } from "vitest";
import { productFiles, read, Visitor } from "./syntax";

/**
 * Returns the lines with calls that skip an argument with `undefined`: optional values belong in an object,
 * by name.
 */
function passedOver(source: string, name = "source.ts"): number[] {
  const lines: number[] = [];
  new Visitor({
    CallExpression({ arguments: given, start }) {
      const isUndefined = given.map((one) => one.type === "Identifier" && one.name === "undefined");
      if (isUndefined.slice(0, -1).includes(true)) lines.push(source.slice(0, start).split("\n").length);
    },
  }).visit(parseSync(name, source).program);
  return lines;
}

describe("arguments", () => {
  it("are never skipped in the middle", () => {
    const found = productFiles("app", "components", "enhance", "lib", "db", "scripts").flatMap((file) =>
      passedOver(read(file), file).map((line) => `${file}:${line}`),
    );
    expect(found).toEqual([]);
  });

  it("are violations where they are skipped", () => {
    expect(passedOver("f(a);\nf(a, undefined, b);")).toEqual([2]);
    expect(passedOver("f(undefined); f(a, undefined); f({ a: undefined }, b);")).toEqual([]);
  });
});
