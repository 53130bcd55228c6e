import { describe, expect, it } from "vitest";
import { circlesOf, importsOf } from "./imports";
import { productFiles } from "./syntax";

const FOLDERS = ["components", "lib"];

describe("folders", () => {
  const files = productFiles(...FOLDERS);
  const within = new Set(files);
  const imports = files.flatMap((file) => importsOf(file)).filter(({ to }) => within.has(to));

  it("are read completely", () => {
    expect(files.length).toBeGreaterThan(1000);
    expect(imports.length).toBeGreaterThan(files.length);
  });

  it("import each other in one direction at every depth", () => {
    expect(circlesOf(imports)).toEqual([]);
  });

  it.each([
    ["two folders of lib", { "lib/a/x.ts": "lib/b/x.ts", "lib/b/y.ts": "lib/a/y.ts" }],
    ["lib and components", { "lib/a/x.ts": "components/b/x.ts", "components/b/y.ts": "lib/a/y.ts" }],
    ["a folder within and a file beside it", { "lib/a/b/x.ts": "lib/a/y.ts", "lib/a/y.ts": "lib/a/b/z.ts" }],
    ["three folders", { "lib/a/x.ts": "lib/b/x.ts", "lib/b/y.ts": "lib/c/x.ts", "lib/c/y.ts": "lib/a/z.ts" }],
  ])("are a violation: %s", (_, imported) => {
    expect(circlesOf(Object.entries(imported).map(([from, to]) => ({ from, to })))).toHaveLength(1);
  });

  it.each([
    ["one direction", { "lib/a/x.ts": "lib/b/x.ts", "lib/c/y.ts": "lib/a/y.ts" }],
    ["within one folder", { "lib/a/x.ts": "lib/a/y.ts" }],
  ])("are allowed: %s", (_, imported) => {
    expect(circlesOf(Object.entries(imported).map(([from, to]) => ({ from, to })))).toEqual([]);
  });

  it("are found through every way to import", () => {
    const source = [
      `import { a } from "./syntax";`,
      `import type { B } from "./imports";`,
      `export { c } from "./boundaries.test";`,
      `const d = await import("@/tests/architecture/keys.test");`,
    ].join("\n");
    expect(importsOf("tests/architecture/x.ts", source).map(({ to }) => to.split("/").at(-1))).toEqual([
      "syntax.ts",
      "imports.ts",
      "boundaries.test.ts",
      "keys.test.ts",
    ]);
  });
});
